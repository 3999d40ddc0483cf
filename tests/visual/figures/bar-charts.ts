import { barChart, type Bar, type BarChartData } from '../../../components/charts/bar-chart.ts';
import { box, emptySvg, type Figure } from '../figure.ts';

function chart(data: BarChartData): Element {
  const svg = emptySvg('');
  barChart(svg, data);
  const figure = document.createElement('figure');
  figure.append(svg);
  return box('steps-charts', 'torch', [figure]);
}

const bar = (framework: 'torch' | 'keras', filled: boolean, value: number, text = String(value)): Bar => ({
  label: `${framework === 'torch' ? 'PyTorch' : 'Keras'}, ${filled ? 'graph' : 'eager'}`,
  colour: `var(--duet-${framework})`,
  filled,
  value,
  text,
});

const four = (values: readonly [number, number, number, number], unit: string) => {
  const [first, second, third, fourth] = values;
  const text = (value: number) => `${value.toLocaleString('en')}${unit}`;
  return [
    bar('torch', false, first, text(first)),
    bar('torch', true, second, text(second)),
    bar('keras', false, third, text(third)),
    bar('keras', true, fourth, text(fourth)),
  ];
};

export const barCharts: Readonly<Record<string, Figure>> = {
  times: () =>
    chart({
      groups: [
        { label: 'One image', bars: four([14.2, 2.05, 19.6, 2.11], ' ms') },
        { label: 'Batch of 64', bars: four([25.4, 9.7, 31.3, 9.8], ' ms') },
        { label: 'Batch of 4,096', bars: four([12_345.6, 9_870, 12_001.5, 9_999.9], ' ms') },
      ],
    }),
  launches: () => chart({ groups: [{ label: 'One image', bars: four([187, 74, 203, 74], '') }] }),
  nothingMeasurable: () => chart({ groups: [{ label: 'Batch of 8', bars: [bar('torch', false, 0)] }] }),
  nothingYet: () => chart({ groups: [] }),
};

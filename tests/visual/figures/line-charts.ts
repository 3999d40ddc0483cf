import {
  lineChart,
  type ChartPoint,
  type LineChartData,
  type LineSeries,
} from '../../../components/charts/line-chart.ts';
import { emptySvg, type Figure } from '../figure.ts';

function chart(data: LineChartData): Element {
  const svg = emptySvg('');
  svg.style.cssText = 'display: block; width: 100%; height: 15rem';
  lineChart(svg, data);
  return svg;
}

const axes = { xLabel: 'batch', yLabel: 'loss', yMaximum: null } as const;
const points = (count: number, valueAt: (x: number) => number): ChartPoint[] =>
  Array.from({ length: count }, (_, x) => ({ x, y: valueAt(x) }));
const falling = (scale: number) => (x: number) => scale * Math.exp(-x / 120) + 0.05 * Math.sin(x / 3);

const series = (label: string, framework: 'torch' | 'keras', given: Partial<LineSeries>): LineSeries => ({
  label,
  colour: `var(--duet-${framework})`,
  dashed: false,
  marked: false,
  points: [],
  ...given,
});

export const lineCharts: Readonly<Record<string, Figure>> = {
  nothingYet: () => chart({ ...axes, xMaximum: 10, series: [series('PyTorch', 'torch', {})] }),
  onePoint: () =>
    chart({ ...axes, xMaximum: 1, series: [series('PyTorch', 'torch', { marked: true, points: [{ x: 1, y: 2.3 }] })] }),
  twoFrameworksWithValidation: () =>
    chart({
      ...axes,
      xMaximum: 600,
      series: [
        series('PyTorch, training', 'torch', { points: points(600, falling(2.3)) }),
        series('PyTorch, validation', 'torch', { dashed: true, marked: true, points: points(4, (x) => 1.6 - x / 4) }),
        series('Keras, training', 'keras', { points: points(600, falling(2.2)) }),
        series('Keras, validation', 'keras', { dashed: true, marked: true, points: points(4, (x) => 1.5 - x / 5) }),
      ],
    }),
  accuracies: () =>
    chart({
      ...axes,
      yLabel: 'accuracy',
      yMaximum: 1,
      xMaximum: 40_000,
      series: [
        series('Keras', 'keras', {
          points: points(400, (x) => 1 - Math.exp(-x / 90)).map(({ x, y }) => ({ x: 100 * x, y })),
        }),
      ],
    }),
  belowZero: () =>
    chart({
      ...axes,
      yMinimum: -2,
      xMaximum: 20,
      series: [series('f', 'torch', { marked: true, points: points(20, (x) => 2 * Math.cos(x / 3)) })],
    }),
  smallNumbers: () =>
    chart({
      ...axes,
      xMaximum: 50,
      series: [series('PyTorch', 'torch', { points: points(50, (x) => 4e-3 / (x + 1)) })],
    }),
  tinyNumbers: () =>
    chart({
      ...axes,
      xMaximum: 50,
      series: [series('PyTorch', 'torch', { points: points(50, (x) => 3e-7 / (x + 1)) })],
    }),
};

// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { dataTable } from '../../../../components/charts/data-table.ts';
import { lineChart, type LineChartData } from '../../../../components/charts/line-chart.ts';

const data: LineChartData = {
  xLabel: 'epoch',
  yLabel: 'loss',
  xMaximum: 2,
  yMaximum: 4,
  series: [
    {
      label: 'PyTorch training',
      colour: 'red',
      dashed: false,
      marked: false,
      points: [
        { x: 0, y: 4 },
        { x: 1, y: 2 },
        { x: 2, y: 9 },
      ],
    },
    { label: 'PyTorch validation', colour: 'red', dashed: true, marked: true, points: [{ x: 1, y: 3 }] },
  ],
};

let svg: SVGSVGElement;

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.replaceChildren(svg);
});

const texts = (selector: string) => [...svg.querySelectorAll(selector)].map(({ textContent }) => textContent);
const paths = () => [...svg.querySelectorAll('.chart-lines path')];
const yOf = (path: Element | undefined) =>
  (path?.getAttribute('d') ?? '').split(/[ML]/).map((pair) => Number(pair.split(',')[1]));

describe('lineChart', () => {
  it('draws a line for each series, tells them apart by dashes and names them', () => {
    lineChart(svg, data);
    expect(paths().map((path) => path.getAttribute('stroke-dasharray'))).toEqual([null, '6 4']);
    expect(texts('.chart-legend text')).toEqual(['PyTorch training', 'PyTorch validation']);
    expect(texts('.chart-label')).toEqual(['epoch', 'loss']);
    expect(svg.querySelectorAll('.chart-lines circle')).toHaveLength(1);
  });

  it('draws a thin line without naming it, so that the names of many leave room for the lines', () => {
    const thin = Array.from({ length: 40 }, (_, run) => ({
      ...{ label: `Run ${run}`, colour: 'green', dashed: false, marked: false, points: [] },
      width: 'thin' as const,
    }));
    lineChart(svg, { ...data, series: [...thin, ...data.series] });
    expect(paths()).toHaveLength(40 + data.series.length);
    expect(paths()[7]?.textContent).toBe('Run 7');
    expect(texts('.chart-legend text')).toEqual(['PyTorch training', 'PyTorch validation']);
  });

  it('draws a smaller value lower, and holds a diverging one inside its frame', () => {
    lineChart(svg, data);
    const [, top, middle, diverged] = yOf(paths()[0]);
    expect(middle).toBeGreaterThan(top ?? Number.NaN);
    expect(diverged).toBe(top);
  });

  it('begins its y axis where it is told, so that values below 0 are in the frame', () => {
    const points = [0, 1].map((x) => ({ x, y: -2 }));
    const series = data.series.map((each) => ({ ...each, points }));
    lineChart(svg, { ...data, series });
    const [, below] = yOf(paths()[0]);
    lineChart(svg, { ...data, yMinimum: -2, series });
    const [, lowest] = yOf(paths()[0]);
    expect(lowest).toBeLessThan(below ?? Number.NaN);
  });

  it('skips a value that is no number', () => {
    const series = data.series.map((each) => ({ ...each, points: [{ x: 0, y: Number.NaN }] }));
    lineChart(svg, { ...data, series });
    expect(paths()[0]?.getAttribute('d')).toBe('');
  });

  it('marks whole epochs only', () => {
    lineChart(svg, data);
    const xAxis = svg.querySelector('.chart-axis');
    expect([...(xAxis?.querySelectorAll('.tick text') ?? [])].map((tick) => tick.textContent)).toEqual(['0', '1', '2']);
  });

  it('updates in place and leaves nothing behind', () => {
    const chart = lineChart(svg, { ...data, series: [] });
    expect(paths()).toHaveLength(0);
    chart.update(data);
    chart.update(data);
    expect(paths()).toHaveLength(2);
    chart.destroy();
    expect(svg.childElementCount).toBe(0);
  });
});

describe('dataTable', () => {
  it('has headers for columns and rows, follows updates and keeps its caption', () => {
    const table = document.createElement('table');
    table.createCaption().textContent = 'Loss';
    const chart = dataTable(table, { columns: ['Epoch', 'Loss'], rows: [] });
    chart.update({
      columns: ['Epoch', 'Loss'],
      rows: [
        ['1', '2.30'],
        ['2', '1.90'],
      ],
    });
    expect([...table.querySelectorAll('thead th')].map((cell) => cell.getAttribute('scope'))).toEqual(['col', 'col']);
    expect([...table.querySelectorAll('tbody th')].map((cell) => cell.textContent)).toEqual(['1', '2']);
    expect([...table.querySelectorAll('tbody td')].map((cell) => cell.textContent)).toEqual(['2.30', '1.90']);
    chart.destroy();
    expect(table.textContent).toBe('Loss');
  });
});

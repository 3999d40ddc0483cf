// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { barChart, type BarChartData } from '../../../../components/charts/bar-chart.ts';

const bar = (label: string, value: number, filled = false) => ({
  label,
  colour: 'red',
  filled,
  value,
  text: `${value} ms`,
});
const data: BarChartData = {
  groups: [
    { label: 'Batch of 1', bars: [bar('eager', 8), bar('graph', 2, true)] },
    { label: 'Batch of 8', bars: [bar('eager', 0)] },
  ],
};

let svg: SVGSVGElement;

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.replaceChildren(svg);
});

const texts = (selector: string) => [...svg.querySelectorAll(selector)].map(({ textContent }) => textContent);
const widths = () => [...svg.querySelectorAll('rect')].map((rect) => Number(rect.getAttribute('width')));

describe('barChart', () => {
  it('draws bars as long as their values, named and with their texts', () => {
    barChart(svg, data);
    expect(texts('.bar-heading')).toEqual(['Batch of 1', 'Batch of 8']);
    expect(texts('.bar-label')).toEqual(['eager', 'graph', 'eager']);
    expect(texts('.bar-value')).toEqual(['8 ms', '2 ms', '0 ms']);
    const [long = 0, short = 0, none = 0] = widths();
    expect(short).toBeCloseTo(long / 4, 5);
    // Still to be seen.
    expect(none).toBe(2);
  });

  it('tells siblings of one colour apart by their filling', () => {
    barChart(svg, data);
    const fills = [...svg.querySelectorAll('rect')].map((rect) => rect.style.fill);
    expect(fills.slice(0, 2)).toEqual(['none', 'red']);
  });

  it('lays no bar over another, and is as high as they are', () => {
    barChart(svg, data);
    const tops = [...svg.querySelectorAll('rect')].map((rect) => Number(rect.getAttribute('y')));
    const gaps = tops.slice(1).map((top, index) => top - (tops[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(22);
    expect(Number.parseFloat(svg.style.height)).toBeGreaterThan(tops.at(-1) ?? Infinity);
  });

  it('follows new data, draws none, and leaves an empty picture', () => {
    const chart = barChart(svg, data);
    chart.update({ groups: [] });
    expect(widths()).toEqual([]);
    chart.update(data);
    chart.destroy();
    expect(svg.childElementCount).toBe(0);
  });
});

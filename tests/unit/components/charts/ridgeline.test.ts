// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { ridgeline, type RidgelineData } from '../../../../components/charts/ridgeline.ts';

const data: RidgelineData = {
  xLabel: 'value',
  yLabel: 'epoch',
  colour: 'red',
  ridges: [
    { label: '0', minimum: 0, maximum: 0, counts: [7, 0, 0, 0] },
    { label: '1', minimum: -1, maximum: 1, counts: [1, 4, 2, 0] },
  ],
};

let svg: SVGSVGElement;

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.replaceChildren(svg);
});

const ridges = () => [...svg.querySelectorAll('.chart-ridges path')].map((path) => path.getAttribute('d') ?? '');
const numbersOf = (path: string) =>
  path
    .split(/[^\d.-]+/)
    .filter((text) => text !== '')
    .map(Number);

describe('ridgeline', () => {
  it('draws each histogram as high as its highest part, the later ones below', () => {
    ridgeline(svg, data);
    const extents = ridges().map((path) => {
      const ys = numbersOf(path).filter((_, index) => index % 2 === 1);
      return { top: Math.min(...ys), base: Math.max(...ys) };
    });
    const [first, second] = extents;
    if (!first || !second) expect.fail('two histograms are not two paths');
    expect(first.base - first.top).toBeGreaterThan(10);
    expect(first.base - first.top).toBeCloseTo(second.base - second.top);
    expect(second.base).toBeGreaterThan(first.base);
  });

  it('shows numbers that are all the same as a thin ridge', () => {
    ridgeline(svg, data);
    const xs = numbersOf(ridges()[0] ?? '').filter((_, index) => index % 2 === 0);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThanOrEqual(2);
  });

  it('writes tiny numbers with an exponent, so that they fit beside each other', () => {
    const tiny = { label: '0', minimum: -2e-5, maximum: 4e-5, counts: [1, 2] };
    ridgeline(svg, { ...data, ridges: [tiny] });
    const ticks = [...svg.querySelectorAll('.chart-axis')][0]?.textContent;
    expect(ticks).toContain('−2e−5');
    expect(ticks).toContain('4e−5');
  });

  it('follows new data, and leaves nothing behind', () => {
    const chart = ridgeline(svg, { ...data, ridges: data.ridges.slice(1) });
    expect(ridges()).toHaveLength(1);
    chart.update(data);
    expect(ridges()).toHaveLength(2);
    expect(ridges().join('')).not.toContain('NaN');
    chart.destroy();
    expect(svg.children).toHaveLength(0);
  });
});

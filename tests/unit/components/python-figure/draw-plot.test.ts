// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { drawPlot } from '../../../../components/python-figure/draw-plot.ts';
import type { Figure, Series } from '../../../../src/python/figure.ts';
import { axes, axis, bars, figure, image, line } from './example-figure.ts';

let svg: SVGSVGElement;

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
});

const texts = (selector = 'text') => [...svg.querySelectorAll(selector)].map(({ textContent }) => textContent);
const draw = (shown: Figure) => drawPlot(svg, shown, 0, 400, 300);

describe('drawPlot', () => {
  it('draws a line in its style and colour, with markers at the points that are numbers', () => {
    const area = draw(figure([axes([line])]));
    const path = svg.querySelector('.figure-line');
    expect(path?.getAttribute('d')).toBe(`M${area.left},${area.bottom}L${area.x(5)},${area.top}`);
    expect(path?.getAttribute('stroke-dasharray')).toBe('7 4');
    expect(path?.getAttribute('style')).toContain('var(--figure-c0)');
    const markers = [...svg.querySelectorAll('path')].filter((each) => each.getAttribute('transform'));
    expect(markers).toHaveLength(2);
  });

  it('draws bars from their starts to their ends, each in its colour', () => {
    const area = draw(figure([axes([bars])]));
    const drawn = [...svg.querySelectorAll('g[clip-path] rect')];
    expect(drawn.map((bar) => Number(bar.getAttribute('y')))).toEqual([
      Number(area.y(5).toFixed(1)),
      Number(area.y(10).toFixed(1)),
    ]);
    expect(Number(drawn[1]?.getAttribute('height'))).toBeCloseTo(area.y(1) - area.y(10), 0);
    expect(drawn.map((bar) => (bar instanceof SVGElement ? bar.style.fill : ''))).toEqual(['var(--figure-c0)', 'red']);
  });

  it('draws very many points in few elements', () => {
    const many = Array.from({ length: 5000 }, (_, index) => index / 500);
    const points: Series = {
      kind: 'points',
      label: '',
      alpha: 0.5,
      x: many,
      y: many,
      colours: ['C0'],
      mapped: null,
      sizes: [36],
      marker: 'o',
    };
    draw(figure([axes([points])]));
    expect(svg.querySelectorAll('.figure-dots')).toHaveLength(1);
    expect(svg.querySelector('.figure-dots')?.getAttribute('d')?.match(/M/g)).toHaveLength(5000);
  });

  it('writes title, labels, texts of ticks and the legend', () => {
    const settings = {
      title: 'Loss',
      x: axis({ label: 'epoch', ticks: [0, 5, 20], tickLabels: ['a', 'b', 'c'] }),
      y: axis({ label: 'loss', limits: [0.001, 1000], scale: 'log' as const }),
      legend: { title: '', entries: [{ label: 'named', axes: 0, series: 0 }] },
    };
    draw(figure([axes([line], settings)]));
    expect(texts('.figure-title')).toEqual(['Loss']);
    expect(texts('.figure-label')).toEqual(['epoch', 'loss']);
    expect(texts('.figure-legend text')).toEqual(['named']);
    const ticks = texts('.tick text');
    // The third tick lies outside.
    expect(ticks.slice(0, 2)).toEqual(['a', 'b']);
    expect(ticks).not.toContain('c');
    expect(ticks).toContain('10⁻³');
  });

  it('says in words what it shows', () => {
    draw(figure([axes([line, image], { x: axis({ label: 'epoch' }) })]));
    expect(svg.getAttribute('aria-label')).toBe('Plot: line training, image of 2 by 1 pixels; x: epoch');
  });

  it('keeps pixels square, and draws no axes where they are off', () => {
    const settings = {
      isEqual: true,
      isFramed: false,
      x: axis({ limits: [-0.5, 1.5] }),
      y: axis({ limits: [0.5, -0.5] }),
    };
    const area = draw(figure([axes([image], settings)]));
    expect((area.right - area.left) / (area.bottom - area.top)).toBeCloseTo(2, 5);
    expect(svg.querySelector('.tick')).toBeNull();
  });

  it('draws a plot over another with the axis of its own on the right', () => {
    const twin = axes([line], { twinOf: 0, y: axis({ limits: [0, 1000], label: 'accuracy' }) });
    draw(figure([axes([line]), twin]));
    expect(svg.querySelectorAll('.chart-axis')).toHaveLength(3);
    expect(texts('.figure-label')).toEqual(['accuracy']);
  });
});

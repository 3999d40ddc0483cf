// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { PythonFigureElement } from '../../../../components/python-figure/python-figure.ts';
import { axes, axis, figure, image, line } from './example-figure.ts';

let element: PythonFigureElement;

beforeEach(() => {
  element = new PythonFigureElement();
  document.body.replaceChildren(element);
});

describe('duet-python-figure', () => {
  it('shows a plot for each axes, named by what it shows', () => {
    element.figure = figure([axes([line], { title: 'Loss' }), axes([line], { column: 1 })], { columns: 2, width: 12 });
    const names = [...element.querySelectorAll('svg')].map((svg) => svg.getAttribute('aria-label'));
    expect(names).toEqual(['Loss: line training', 'Plot 2 of 2: line training']);
    expect(element.querySelector('figure')?.getAttribute('aria-label')).toBe('Figure 1');
  });

  it('puts an image on a canvas, at the place of its pixels', () => {
    const limits = { x: axis({ limits: [-0.5, 1.5] }), y: axis({ limits: [0.5, -0.5] }) };
    element.figure = figure([axes([image], { isEqual: true, ...limits })]);
    const canvas = element.querySelector('canvas');
    expect([canvas?.width, canvas?.height]).toEqual([2, 1]);
    expect([canvas?.style.left, canvas?.style.top]).toEqual(['0px', '0px']);
    expect(canvas?.style.imageRendering).toBe('pixelated');
  });

  it('writes the tables once, when the reader opens them', () => {
    element.figure = figure([axes([line])]);
    const details = element.querySelector('details');
    expect(element.querySelector('table')).toBeNull();
    details?.dispatchEvent(new Event('toggle'));
    details?.dispatchEvent(new Event('toggle'));
    expect(element.querySelectorAll('table')).toHaveLength(1);
    expect(element.querySelector('caption')?.textContent).toBe('Numbers');
  });

  it('shows another figure instead, and nothing without one', () => {
    element.figure = figure([axes([line]), axes([line])]);
    element.figure = figure([axes([line])], { title: 'Another' });
    expect(element.querySelectorAll('svg')).toHaveLength(1);
    expect(element.querySelector('figcaption')?.textContent).toBe('Another');
    element.figure = null;
    expect(element.childElementCount).toBe(0);
  });

  it('hides the place of a plot that lies over another', () => {
    element.figure = figure([axes([line]), axes([line], { twinOf: 0 })]);
    const plots = [...element.querySelectorAll<HTMLElement>('.figure-plot')];
    expect(plots.map(({ hidden }) => hidden)).toEqual([false, true]);
  });
});

import { describe, expect, it } from 'vitest';
import { layoutFigure } from '../../../../components/python-figure/figure-layout.ts';
import { axes, axis, figure, image, line } from './example-figure.ts';

describe('layoutFigure', () => {
  it('makes a figure as large as its inches say, where there is room', () => {
    const { width, cells } = layoutFigure(figure([axes([line])]), 2000);
    expect(width).toBeCloseTo(512);
    expect(cells[0]?.height).toBeCloseTo(384);
  });

  it('puts plots with axes below each other where they would be too narrow', () => {
    const plots = [0, 1, 2].map((column) => axes([line], { column }));
    const wide = figure(plots, { width: 12, height: 4, columns: 3 });
    expect(layoutFigure(wide, 960).cells.map(({ column }) => column)).toEqual([1, 2, 3]);
    const narrow = layoutFigure(wide, 350);
    expect(narrow.columns).toBe(1);
    expect(narrow.cells.map(({ row }) => row)).toEqual([1, 2, 3]);
    for (const { width, height } of narrow.cells) {
      expect(width).toBe(350);
      expect(height).toBeGreaterThanOrEqual(170);
    }
  });

  it('keeps the grid of images without axes on a phone', () => {
    const limits = { x: axis({ limits: [-0.5, 1.5] }), y: axis({ limits: [0.5, -0.5] }) };
    const plots = Array.from({ length: 25 }, (_, index) =>
      axes([image], { row: Math.floor(index / 5), column: index % 5, isFramed: false, isEqual: true, ...limits }),
    );
    const { columns, cells } = layoutFigure(figure(plots, { width: 8, height: 8, rows: 5, columns: 5 }), 350);
    expect(columns).toBe(5);
    expect(cells[7]).toMatchObject({ row: 2, column: 3 });
    // As high as the image is.
    expect(cells[7]?.height).toBeCloseTo((cells[7]?.width ?? 0) / 2);
  });

  it('gives a plot over another no cell', () => {
    const { cells } = layoutFigure(figure([axes([line]), axes([line], { twinOf: 0 })]), 500);
    expect(cells.map((cell) => cell.axes)).toEqual([0]);
  });
});

import type { Axes, Figure } from '../../src/python/figure.ts';
import { plotArea, TITLE_PIXELS } from './plot-area.ts';

/** A plot's place in the grid on the page, with its size in pixels. */
export interface PlotCell {
  /** The number of the plot in the figure. */
  readonly axes: number;
  /** From 1 on, as CSS counts them. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly width: number;
  readonly height: number;
}

export interface FigureLayout {
  readonly width: number;
  readonly columns: number;
  readonly cells: readonly PlotCell[];
}

const GAP_PIXELS = 8;
const PIXELS_PER_INCH = 80;
/** A plot with axes can be read from this size on. */
const LEAST_WIDTH = 230;
const LEAST_HEIGHT = 170;

/**
 * Lays the plots of a figure out in a width: as its grid says, or with fewer columns where plots with axes would become
 * too narrow. Plots over others, which `twinx` makes, have no cell of their own.
 */
export function layoutFigure(figure: Figure, availableWidth: number): FigureLayout {
  const width = Math.max(1, Math.min(availableWidth, figure.width * PIXELS_PER_INCH));
  const plots = figure.axes.flatMap((axes, index) => (axes.twinOf === null ? [{ axes, index }] : []));
  const narrowest = Math.min(...plots.map(({ axes }) => spanned(width, figure.columns, axes.columnSpan)));
  const isFolded = figure.columns > 1 && narrowest < LEAST_WIDTH && plots.some(({ axes }) => axes.isFramed);
  const ratio = figure.height / figure.rows / (figure.width / figure.columns);
  if (!isFolded) {
    const unit = spanned(width, figure.columns, 1) * ratio;
    const cells = plots.map(({ axes, index }) => ({
      axes: index,
      row: axes.row + 1,
      column: axes.column + 1,
      rowSpan: axes.rowSpan,
      columnSpan: axes.columnSpan,
      ...sizeOf(axes, spanned(width, figure.columns, axes.columnSpan), unit),
    }));
    return { width, columns: figure.columns, cells };
  }
  const columns = Math.max(1, Math.floor((width + GAP_PIXELS) / (LEAST_WIDTH + GAP_PIXELS)));
  const cellWidth = spanned(width, columns, 1);
  const cells = plots.map(({ axes, index }, place) => ({
    axes: index,
    row: Math.floor(place / columns) + 1,
    column: (place % columns) + 1,
    rowSpan: 1,
    columnSpan: 1,
    ...sizeOf({ ...axes, rowSpan: 1 }, cellWidth, cellWidth * Math.min(1, ratio)),
  }));
  return { width, columns, cells };
}

/** Pixels of some columns with the gaps between them. */
function spanned(width: number, columns: number, span: number): number {
  return ((width + GAP_PIXELS) / columns) * span - GAP_PIXELS;
}

function sizeOf(axes: Axes, width: number, rowHeight: number): { readonly width: number; readonly height: number } {
  const { isFramed, isEqual, x, y, rowSpan } = axes;
  if (isFramed || !isEqual) {
    const height = rowHeight * rowSpan + GAP_PIXELS * (rowSpan - 1);
    return { width, height: isFramed ? withoutSlack(axes, width, Math.max(height, LEAST_HEIGHT)) : height };
  }
  // An image without axes needs no more than itself and its title.
  const ratio = Math.abs(y.limits[1] - y.limits[0]) / Math.abs(x.limits[1] - x.limits[0]);
  const title = axes.title === '' ? 0 : TITLE_PIXELS * axes.title.split('\n').length;
  return { width, height: Math.min(width * ratio, 2 * width) + title };
}

/** The height that is left when an image with axes is as wide as its place and has no free room below it. */
function withoutSlack(axes: Axes, width: number, height: number): number {
  const bottom = (isEqual: boolean) =>
    plotArea({ ...axes, isEqual }, { width, height }, { legendRows: 0, hasTwin: false }).bottom;
  return axes.isEqual ? height - (bottom(false) - bottom(true)) : height;
}

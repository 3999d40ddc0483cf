import type { Axes, BarSeries, Figure, ImageSeries, LineSeries, PointSeries, Series } from '../../src/python/figure.ts';
import type { TableData } from '../charts/data-table.ts';
import { isLabelled, kindName } from './plot-text.ts';

/** Rows of a table beyond which it is cut: the page would become slow. */
const MOST_ROWS = 1000;

export interface FigureTable extends TableData {
  readonly caption: string;
}

/** The numbers of a figure: a table for each plot with numbers, and one with the sizes of all images. */
export function figureTables({ axes }: Figure): readonly FigureTable[] {
  const images = imageTable(axes);
  return [...axes.flatMap((plot, index) => plotTables(plot, nameOf(plot, index, axes.length))), ...images];
}

function nameOf({ title }: Axes, index: number, count: number): string {
  if (title !== '') return title;
  return count === 1 ? 'Numbers' : `Plot ${index + 1}`;
}

function plotTables(axes: Axes, name: string): FigureTable[] {
  const lines = axes.series.filter((series) => series.kind === 'line' || series.kind === 'points');
  const bars = axes.series.filter((series) => series.kind === 'bars');
  const [first] = lines;
  const shareX = first !== undefined && lines.every(({ x }) => isSame(x, first.x));
  const lineTables = shareX ? [wideTable(axes, name, lines)] : lines.map((series) => longTable(axes, name, series));
  return [...lineTables, ...bars.map((series) => barTable(axes, name, series)), ...restTable(axes, name)];
}

/** Series over the same x beside each other. */
function wideTable(axes: Axes, name: string, series: readonly (LineSeries | PointSeries)[]): FigureTable {
  const rows = (series[0]?.x ?? []).map((x, row) => [x, ...series.map(({ y }) => y[row] ?? Number.NaN)]);
  const columns = [axes.x.label || 'x', ...series.map((each) => columnName(axes, each, series.length))];
  return cut(name, columns, rows);
}

function columnName(axes: Axes, series: Series, count: number): string {
  if (isLabelled(series)) return series.label;
  return count === 1 ? axes.y.label || 'y' : kindName(series);
}

function longTable(axes: Axes, name: string, series: LineSeries | PointSeries): FigureTable {
  const rows = series.x.map((x, row) => [x, series.y[row] ?? Number.NaN]);
  const own = isLabelled(series) ? series.label : kindName(series);
  return cut(`${name}: ${own}`, [axes.x.label || 'x', axes.y.label || 'y'], rows);
}

function barTable(axes: Axes, name: string, series: BarSeries): FigureTable {
  const [along, across] = series.direction === 'up' ? [axes.x, axes.y] : [axes.y, axes.x];
  const place = (row: number): number | string => {
    const middle = (series.edges[row] ?? 0) + (series.thicknesses[row] ?? 0) / 2;
    const tick = along.ticks?.findIndex((at) => Math.abs(at - middle) < 1e-9) ?? -1;
    return along.tickLabels?.[tick] ?? middle;
  };
  const rows = series.ends.map((end, row) => [place(row), end - (series.starts[row] ?? 0)]);
  const own = isLabelled(series) ? `${name}: ${series.label}` : name;
  return cut(own, [along.label || 'bar', across.label || 'value'], rows);
}

/** Straight lines, stripes and areas. */
function restTable(axes: Axes, name: string): FigureTable[] {
  const rows = axes.series.flatMap((series): (string | number)[][] => {
    const own = isLabelled(series) ? series.label : kindName(series);
    if (series.kind === 'rule') return [[`${own}, ${series.direction}`, series.at, series.at]];
    if (series.kind === 'span') return [[`${own}, ${series.direction}`, series.from, series.to]];
    if (series.kind !== 'band') return [];
    return series.x.map((x, row) => [
      `${own} at ${numberText(x)}`,
      series.lower[row] ?? Number.NaN,
      series.upper[row] ?? Number.NaN,
    ]);
  });
  return rows.length === 0 ? [] : [cut(`${name}: lines and areas`, ['', 'from', 'to'], rows)];
}

function imageTable(axes: readonly Axes[]): FigureTable[] {
  const rows = axes.flatMap((plot, index) =>
    plot.series
      .filter((series) => series.kind === 'image')
      .map((image) => [nameOf(plot, index, 2), `${image.width} × ${image.height}`, image.channels, rangeText(image)]),
  );
  return rows.length === 0 ? [] : [cut('Images', ['image', 'pixels', 'channels', 'range'], rows)];
}

function rangeText({ range }: ImageSeries): string {
  return range ? `${numberText(range.minimum)} to ${numberText(range.maximum)}, ${range.colormap}` : '';
}

function cut(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): FigureTable {
  const isCut = rows.length > MOST_ROWS;
  return {
    caption: isCut ? `${caption}: the first ${MOST_ROWS} of ${rows.length} rows` : caption,
    columns,
    rows: rows
      .slice(0, MOST_ROWS)
      .map((cells) => cells.map((cell) => (typeof cell === 'number' ? numberText(cell) : cell))),
  };
}

/** A number with six digits that count, as short as it can be. */
function numberText(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−');
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((value, index) => value === other[index]));
}

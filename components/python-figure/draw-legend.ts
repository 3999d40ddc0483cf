import type { Selection } from 'd3-selection';
import type { Figure, LegendEntry, Series } from '../../src/python/figure.ts';
import { cssColour } from './colours.ts';
import { dashes, POINT_PIXELS } from './draw-series.ts';
import { markerOf } from './markers.ts';
import { LEGEND_ROW_PIXELS } from './plot-area.ts';

type Root = Selection<SVGSVGElement, undefined, null, undefined>;

export interface PlacedEntry {
  readonly label: string;
  readonly series: Series;
  readonly x: number;
  readonly row: number;
}

const KEY_PIXELS = 24;
const PIXELS_PER_LETTER = 6.6;

/** Places the entries of a legend beside each other, as many in a row as fit. */
export function placeEntries(figure: Figure, entries: readonly LegendEntry[], width: number): readonly PlacedEntry[] {
  const placed: PlacedEntry[] = [];
  let [x, row] = [0, 0];
  for (const { label, axes, series: number } of entries) {
    const series = figure.axes[axes]?.series[number];
    if (!series) continue;
    const needed = KEY_PIXELS + 8 + label.length * PIXELS_PER_LETTER + 16;
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    placed.push({ label, series, x, row });
    x += needed;
  }
  return placed;
}

/** Draws a legend above the plot, where it hides no data. */
export function drawLegend(root: Root, placed: readonly PlacedEntry[], left: number, top: number): void {
  const group = root.append('g').attr('class', 'chart-legend figure-legend');
  for (const { label, series, x, row } of placed) {
    const y = top + row * LEGEND_ROW_PIXELS + LEGEND_ROW_PIXELS / 2;
    const entry = group.append('g').attr('transform', `translate(${left + x},${y})`);
    drawKey(entry.append('g').attr('opacity', series.alpha), series);
    entry
      .append('text')
      .attr('x', KEY_PIXELS + 6)
      .attr('dy', '0.35em')
      .text(label);
  }
}

function drawKey(entry: Selection<SVGGElement, undefined, null, undefined>, series: Series): void {
  if (series.kind === 'image' || series.kind === 'text') return;
  const colour = cssColour('colours' in series ? (series.colours[0] ?? 'black') : series.colour);
  if (series.kind === 'line' || series.kind === 'rule') {
    if (series.lineStyle !== 'none') {
      entry
        .append('line')
        .attr('x2', KEY_PIXELS)
        .attr('stroke-dasharray', dashes(series.lineStyle))
        .style('stroke', colour)
        .style('stroke-width', series.lineWidth * POINT_PIXELS);
    }
  } else if (series.kind !== 'points') {
    entry.append('rect').attr('y', -5).attr('width', KEY_PIXELS).attr('height', 10).style('fill', colour);
  }
  const letter = series.kind === 'line' || series.kind === 'points' ? series.marker : null;
  if (letter === null) return;
  const { path, turn, isFilled } = markerOf(letter, 8);
  entry
    .append('path')
    .attr('d', path)
    .attr('transform', `translate(${KEY_PIXELS / 2},0) rotate(${turn})`)
    .style('fill', isFilled ? colour : 'none')
    .style('stroke', colour);
}

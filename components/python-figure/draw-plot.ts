import { select } from 'd3-selection';
import type { Figure } from '../../src/python/figure.ts';
import { drawColourBar } from './draw-colour-bar.ts';
import { drawFrame, drawTwinAxis } from './draw-frame.ts';
import { drawLegend, placeEntries } from './draw-legend.ts';
import { drawSeries } from './draw-series.ts';
import { plotArea, TITLE_PIXELS, type PlotArea } from './plot-area.ts';
import { plotDescription } from './plot-text.ts';

const PIXELS_PER_TITLE_LETTER = 6.4;
const NEXT_CLIP = { number: 1 };

/**
 * Draws a plot of a figure, and those over it, into an `svg` of a size in pixels. Images are left to canvases below it.
 *
 * @returns where its data lie
 */
export function drawPlot(svg: SVGSVGElement, figure: Figure, index: number, width: number, height: number): PlotArea {
  const axes = figure.axes[index];
  if (!axes) throw new Error(`The figure has ${figure.axes.length} plots and no plot ${index}.`);
  const twins = figure.axes.filter(({ twinOf }) => twinOf === index);
  const entries = placeEntries(
    figure,
    [axes, ...twins].flatMap(({ legend }) => legend?.entries ?? []),
    width,
  );
  const legendRows = (entries.at(-1)?.row ?? -1) + 1;
  const area = plotArea(axes, { width, height }, { legendRows, hasTwin: twins.length > 0 });
  const root = select(svg).datum(undefined);
  root.selectAll('*').remove();
  root
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('data-width', width)
    .attr('data-height', height)
    .attr('role', 'img')
    .attr('aria-label', plotDescription(axes, index + 1, figure.axes.length));
  const lines = axes.title === '' ? [] : axes.title.split('\n');
  lines.forEach((line, row) => {
    root
      .append('text')
      .attr('class', 'figure-title')
      .attr('x', axes.isFramed ? (area.left + area.right) / 2 : width / 2)
      .attr('y', TITLE_PIXELS * (row + 0.7))
      .attr('text-anchor', 'middle')
      .text(shortened(line, width));
  });
  drawLegend(root, entries, 4, lines.length * TITLE_PIXELS + 2);
  if (axes.isFramed) drawFrame(root, axes, area);
  const clip = `figure-clip-${NEXT_CLIP.number++}`;
  root
    .append('clipPath')
    .attr('id', clip)
    .append('rect')
    .attr('x', area.left)
    .attr('y', area.top)
    .attr('width', area.right - area.left)
    .attr('height', area.bottom - area.top);
  const plot = root.append('g').attr('clip-path', `url(#${clip})`);
  // A text may lie beside the data.
  const texts = root.append('g');
  for (const series of axes.series) drawSeries(series.kind === 'text' ? texts : plot, series, area);
  for (const twin of twins) {
    const { y } = plotArea({ ...axes, y: twin.y }, { width, height }, { legendRows, hasTwin: true });
    const twinArea = { ...area, y: y.range(area.y.range()) };
    drawTwinAxis(root, twin, twinArea);
    for (const series of twin.series) drawSeries(plot, series, twinArea);
  }
  drawColourBar(root, axes, area);
  return area;
}

/** A title as far as there is room for it. */
function shortened(text: string, width: number): string {
  const letters = Math.max(3, Math.floor(width / PIXELS_PER_TITLE_LETTER));
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}

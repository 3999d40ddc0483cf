import { scaleLinear } from 'd3-scale';
import type { Selection } from 'd3-selection';
import type { Axes, ColourRange } from '../../src/python/figure.ts';
import { tickText } from '../charts/tick-text.ts';
import { colormap, cssRgb } from './colormap.ts';
import { COLOUR_BAR, type PlotArea } from './plot-area.ts';

const STRIPES = 64;

/** Draws the colours of a range beside a plot, with numbers at them. */
export function drawColourBar(root: Selection<SVGSVGElement, undefined, null, undefined>, axes: Axes, area: PlotArea) {
  const range = rangeOf(axes);
  if (!range) return;
  const left = area.right + COLOUR_BAR.gap;
  const scale = scaleLinear([range.minimum, range.maximum], [area.bottom, area.top]);
  const colours = colormap(range.colormap);
  const height = (area.bottom - area.top) / STRIPES;
  const group = root.append('g').attr('class', 'chart-axis figure-colour-bar');
  for (let stripe = 0; stripe < STRIPES; stripe += 1) {
    const colour = colours[Math.round((stripe / (STRIPES - 1)) * (colours.length - 1))] ?? [0, 0, 0];
    group
      .append('rect')
      .attr('x', left)
      .attr('y', (area.bottom - (stripe + 1) * height).toFixed(2))
      .attr('width', COLOUR_BAR.width)
      .attr('height', (height + 0.5).toFixed(2))
      .style('fill', cssRgb(colour));
  }
  const text = tickText(scale, scale.tickFormat(5));
  for (const tick of scale.ticks(5)) {
    group
      .append('text')
      .attr('x', left + COLOUR_BAR.width + 5)
      .attr('y', scale(tick))
      .attr('dy', '0.35em')
      .text(text(tick));
  }
  group
    .append('text')
    .attr('class', 'chart-label')
    .attr(
      'transform',
      `translate(${left + COLOUR_BAR.width + COLOUR_BAR.text + 4},${(area.top + area.bottom) / 2}) rotate(-90)`,
    )
    .attr('text-anchor', 'middle')
    .text(axes.colourBar?.label ?? '');
}

function rangeOf({ colourBar, series }: Axes): ColourRange | null {
  const shown = colourBar ? series[colourBar.series] : undefined;
  if (shown?.kind === 'image') return shown.range;
  return shown?.kind === 'points' ? shown.mapped : null;
}

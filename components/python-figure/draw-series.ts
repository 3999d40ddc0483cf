import type { Selection } from 'd3-selection';
import { area as areaShape, line as lineShape } from 'd3-shape';
import type {
  BandSeries,
  BarSeries,
  LineSeries,
  LineStyle,
  PointSeries,
  RuleSeries,
  Series,
  SpanSeries,
  TextSeries,
} from '../../src/python/figure.ts';
import { colormap, cssRgb, placeOf } from './colormap.ts';
import { cssColour } from './colours.ts';
import { markerOf } from './markers.ts';
import type { PlotArea } from './plot-area.ts';

export type PlotGroup = Selection<SVGGElement, undefined, null, undefined>;

/** CSS pixels of a point, the unit of widths and sizes. */
export const POINT_PIXELS = 4 / 3;

/** A page with more elements becomes slow. */
const MOST_MARKERS = 3000;

const dashPatterns: Readonly<Record<LineStyle, string | null>> = {
  solid: null,
  dashed: '7 4',
  dashdot: '7 3 1.5 3',
  dotted: '1.5 3',
  none: null,
};

/** The `stroke-dasharray` of a style of lines. */
export function dashes(style: LineStyle): string | null {
  return dashPatterns[style];
}

/** Draws one series into the area of a plot; images lie on canvases below it. */
export function drawSeries(plot: PlotGroup, series: Series, area: PlotArea): void {
  const isWhole = series.alpha === 1 || series.kind === 'points';
  const group = plot.append('g').attr('opacity', isWhole ? null : series.alpha);
  switch (series.kind) {
    case 'line':
      drawLine(group, series, area);
      break;
    case 'points':
      drawPoints(group, series, area);
      break;
    case 'bars':
      drawBars(group, series, area);
      break;
    case 'rule':
      drawRule(group, series, area);
      break;
    case 'band':
      drawBand(group, series, area);
      break;
    case 'span':
      drawSpan(group, series, area);
      break;
    case 'text':
      drawText(group, series, area);
      break;
    case 'image':
      group.remove();
  }
}

function pixels({ x, y }: { x: readonly number[]; y: readonly number[] }, area: PlotArea): [number, number][] {
  return x.map((value, index) => [area.x(value), area.y(y[index] ?? Number.NaN)]);
}

const isDrawn = ([x, y]: readonly [number, number]) => Number.isFinite(x) && Number.isFinite(y);

function drawLine(group: PlotGroup, series: LineSeries, area: PlotArea): void {
  const points = pixels(series, area);
  const colour = cssColour(series.colour);
  if (series.lineStyle !== 'none') {
    group
      .append('path')
      .attr('class', 'figure-line')
      .attr('d', lineShape().defined(isDrawn).digits(1)(points))
      .attr('stroke-dasharray', dashes(series.lineStyle))
      .style('stroke', colour)
      .style('stroke-width', series.lineWidth * POINT_PIXELS);
  }
  if (series.marker === null) return;
  const pixelsAcross = series.markerSize * POINT_PIXELS;
  drawMarkers(
    group,
    points.filter(isDrawn).map((point) => ({ point, pixelsAcross, colour })),
    series.marker,
    1,
  );
}

interface PlacedMarker {
  readonly point: readonly [number, number];
  readonly pixelsAcross: number;
  readonly colour: string;
}

/** Draws each marker for itself, so that those over others are darker; very many as round dots, in few elements. */
function drawMarkers(group: PlotGroup, markers: readonly PlacedMarker[], letter: string, alpha: number): void {
  if (markers.length <= MOST_MARKERS) {
    for (const marker of markers) drawMarker(group, marker, letter, alpha);
    return;
  }
  for (const alike of Map.groupBy(markers, ({ pixelsAcross, colour }) => `${pixelsAcross} ${colour}`).values()) {
    const [first] = alike;
    if (!first) continue;
    group
      .append('path')
      .attr('class', 'figure-dots')
      .attr('d', alike.map(({ point: [x, y] }) => `M${x.toFixed(1)},${y.toFixed(1)}h0`).join(''))
      .attr('opacity', alpha === 1 ? null : alpha)
      .style('stroke', first.colour)
      .style('stroke-width', first.pixelsAcross);
  }
}

function drawMarker(group: PlotGroup, marker: PlacedMarker, letter: string, alpha: number): void {
  const { pixelsAcross, colour } = marker;
  const [x, y] = marker.point;
  const { path, turn, isFilled } = markerOf(letter, pixelsAcross);
  const drawn = group
    .append('path')
    .attr('d', path)
    .attr('transform', `translate(${x.toFixed(1)},${y.toFixed(1)})${turn === 0 ? '' : ` rotate(${turn})`}`)
    .attr('opacity', alpha === 1 ? null : alpha)
    .style('fill', isFilled ? colour : 'none');
  if (!isFilled) drawn.style('stroke', colour).style('stroke-width', 1.5);
}

function drawPoints(group: PlotGroup, series: PointSeries, area: PlotArea): void {
  const { mapped, colours, sizes, marker } = series;
  const map = mapped ? colormap(mapped.colormap) : [];
  const markers = pixels(series, area).map((point, index) => {
    const own = mapped ? map[placeOf(mapped.values[index] ?? Number.NaN, mapped)] : undefined;
    const colour = own ? cssRgb(own) : cssColour(colours[index] ?? colours[0] ?? 'C0');
    return { point, pixelsAcross: Math.sqrt(sizes[index] ?? sizes[0] ?? 0) * POINT_PIXELS, colour };
  });
  drawMarkers(
    group,
    markers.filter(({ point }) => isDrawn(point)),
    marker,
    series.alpha,
  );
}

function drawBars(group: PlotGroup, series: BarSeries, area: PlotArea): void {
  const isUp = series.direction === 'up';
  const [along, across] = isUp ? [area.x, area.y] : [area.y, area.x];
  // On a logarithmic axis a bar begins at its end: 0 is nowhere.
  const foot = (value: number) => (Number.isFinite(across(value)) ? across(value) : (across.range()[0] ?? 0));
  series.edges.forEach((edge, index) => {
    const sides = [along(edge), along(edge + (series.thicknesses[index] ?? 0))].sort((a, b) => a - b);
    const ends = [foot(series.starts[index] ?? 0), across(series.ends[index] ?? 0)].sort((a, b) => a - b);
    const [x, y] = isUp ? [sides, ends] : [ends, sides];
    if (![...sides, ...ends].every(Number.isFinite)) return;
    group
      .append('rect')
      .attr('x', fixed(x[0]))
      .attr('y', fixed(y[0]))
      .attr('width', fixed((x[1] ?? 0) - (x[0] ?? 0)))
      .attr('height', fixed((y[1] ?? 0) - (y[0] ?? 0)))
      .style('fill', cssColour(series.colours[index] ?? series.colours[0] ?? 'C0'))
      .style('stroke', series.edgeColour === null ? 'none' : cssColour(series.edgeColour));
  });
}

const fixed = (value = 0) => value.toFixed(1);

function drawRule(group: PlotGroup, { direction, at, colour, lineStyle, lineWidth }: RuleSeries, area: PlotArea): void {
  const place = direction === 'horizontal' ? area.y(at) : area.x(at);
  if (!Number.isFinite(place) || lineStyle === 'none') return;
  const path =
    direction === 'horizontal' ? `M${area.left},${place}H${area.right}` : `M${place},${area.top}V${area.bottom}`;
  group
    .append('path')
    .attr('class', 'figure-line')
    .attr('d', path)
    .attr('stroke-dasharray', dashes(lineStyle))
    .style('stroke', cssColour(colour))
    .style('stroke-width', lineWidth * POINT_PIXELS);
}

function drawBand(group: PlotGroup, { x, lower, upper, colour }: BandSeries, area: PlotArea): void {
  const rows = x.map((value, index): [number, number, number] => [
    area.x(value),
    area.y(lower[index] ?? Number.NaN),
    area.y(upper[index] ?? Number.NaN),
  ]);
  const shape = areaShape<[number, number, number]>()
    .x(([value]) => value)
    .y0(([, low]) => low)
    .y1(([, , high]) => high)
    .defined((row) => row.every(Number.isFinite))
    .digits(1);
  group.append('path').attr('d', shape(rows)).style('fill', cssColour(colour));
}

function drawSpan(group: PlotGroup, { direction, from, to, colour }: SpanSeries, area: PlotArea): void {
  const isHorizontal = direction === 'horizontal';
  const scale = isHorizontal ? area.y : area.x;
  const [low = 0, high = 0] = [scale(from), scale(to)].sort((a, b) => a - b);
  const [x, y] = isHorizontal ? [area.left, low] : [low, area.top];
  group
    .append('rect')
    .attr('x', x)
    .attr('y', y)
    .attr('width', isHorizontal ? area.right - area.left : high - low)
    .attr('height', isHorizontal ? high - low : area.bottom - area.top)
    .style('fill', cssColour(colour));
}

const anchors = { left: 'start', center: 'middle', right: 'end' } as const;
const shifts = { top: '0.8em', center: '0.35em', baseline: '0', bottom: '-0.2em' } as const;

function drawText(group: PlotGroup, series: TextSeries, area: PlotArea): void {
  const { text, isRelative, colour, horizontal, vertical, rotation, arrowTo } = series;
  const x = isRelative ? area.left + series.x * (area.right - area.left) : area.x(series.x);
  const y = isRelative ? area.bottom - series.y * (area.bottom - area.top) : area.y(series.y);
  if (!isDrawn([x, y])) return;
  if (arrowTo) {
    const path = `M${x},${y}L${area.x(arrowTo[0])},${area.y(arrowTo[1])}`;
    group.append('path').attr('class', 'figure-line').attr('d', path).style('stroke', cssColour(colour));
  }
  const lines = text.split('\n');
  const element = group
    .append('text')
    .attr('class', 'figure-text')
    .attr('transform', `translate(${x.toFixed(1)},${y.toFixed(1)})${rotation === 0 ? '' : ` rotate(${-rotation})`}`)
    .attr('text-anchor', anchors[horizontal])
    .style('fill', cssColour(colour));
  lines.forEach((each, index) => {
    element
      .append('tspan')
      .attr('x', 0)
      .attr('dy', index === 0 ? shifts[vertical] : '1.2em')
      .text(each);
  });
}

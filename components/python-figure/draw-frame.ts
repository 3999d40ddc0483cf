import { axisBottom, axisLeft, axisRight, type Axis as DrawnAxis } from 'd3-axis';
import type { Selection } from 'd3-selection';
import type { Axes, Axis } from '../../src/python/figure.ts';
import { powerOfTen } from '../charts/power-of-ten.ts';
import { tickText } from '../charts/tick-text.ts';
import { xRotation, xTickRoom, type PlotArea, type PlotScale } from './plot-area.ts';

type Root = Selection<SVGSVGElement, undefined, null, undefined>;

const PIXELS_BETWEEN_TICKS = { x: 64, y: 40 };

/** Draws the axes of a plot with their ticks, grid and labels. */
export function drawFrame(root: Root, axes: Axes, area: PlotArea): void {
  const { x, y } = axes;
  const ticks = {
    x: ticksOf(x, area.x, (area.right - area.left) / PIXELS_BETWEEN_TICKS.x),
    y: ticksOf(y, area.y, (area.bottom - area.top) / PIXELS_BETWEEN_TICKS.y),
  };
  drawGrid(root, axes, area, ticks);
  const { left, right, top, bottom } = area;
  root
    .append('rect')
    .attr('class', 'figure-frame')
    .attr('x', left)
    .attr('y', top)
    .attr('width', right - left)
    .attr('height', bottom - top);
  const xAxis = root.append('g').attr('class', 'chart-axis').attr('transform', `translate(0,${bottom})`);
  xAxis.call(written(axisBottom<number>(area.x), x, area.x, ticks.x));
  turnTexts(xAxis, xRotation(x, right - left));
  const yAxis = root.append('g').attr('class', 'chart-axis').attr('transform', `translate(${left},0)`);
  yAxis.call(written(axisLeft<number>(area.y), y, area.y, ticks.y));
  label(root, x.label, (left + right) / 2, bottom + xTickRoom(x, right - left) + 13);
  label(root, y.label, 12, (top + bottom) / 2, -90);
}

/** Draws the y axis that a plot over another has on the right. */
export function drawTwinAxis(root: Root, { y }: Axes, area: PlotArea): void {
  const ticks = ticksOf(y, area.y, (area.bottom - area.top) / PIXELS_BETWEEN_TICKS.y);
  const axis = root.append('g').attr('class', 'chart-axis').attr('transform', `translate(${area.right},0)`);
  axis.call(written(axisRight<number>(area.y), y, area.y, ticks));
  label(root, y.label, Number(root.attr('data-width')) - 6, (area.top + area.bottom) / 2, -90);
}

function ticksOf(axis: Axis, scale: PlotScale, count: number): readonly number[] {
  const [low = 0, high = 0] = [...axis.limits].sort((a, b) => a - b);
  if (axis.ticks !== null) return axis.ticks.filter((tick) => tick >= low && tick <= high);
  const ticks = scale.ticks(Math.max(2, Math.min(8, Math.floor(count))));
  const decades = axis.scale === 'log' ? ticks.filter(isDecade) : [];
  if (decades.length > 1) return decades;
  return axis.hasIntegerTicks ? ticks.filter(Number.isInteger) : ticks;
}

function written(drawn: DrawnAxis<number>, axis: Axis, scale: PlotScale, ticks: readonly number[]): DrawnAxis<number> {
  return drawn
    .tickValues([...ticks])
    .tickSizeOuter(0)
    .tickSize(4)
    .tickFormat(axis.areTicksLabelled ? tickTextOf(axis, scale, ticks) : () => '');
}

function tickTextOf(axis: Axis, scale: PlotScale, ticks: readonly number[]): (tick: number) => string {
  const { tickLabels } = axis;
  if (tickLabels !== null) return (tick) => tickLabels[axis.ticks?.indexOf(tick) ?? -1] ?? '';
  if (axis.ticks !== null) return (tick) => String(Number(tick.toPrecision(6))).replace('-', '−');
  if (axis.scale === 'linear') return tickText(scale, scale.tickFormat(ticks.length));
  return (tick) => (isDecade(tick) ? powerOfTen(Math.round(Math.log10(tick))) : scale.tickFormat(ticks.length)(tick));
}

function isDecade(tick: number): boolean {
  return Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9;
}

function drawGrid(
  root: Root,
  { x, y }: Axes,
  area: PlotArea,
  ticks: { readonly x: readonly number[]; readonly y: readonly number[] },
): void {
  const { left, right, top, bottom } = area;
  const lines = [
    ...(x.hasGrid ? ticks.x.map((tick) => `M${area.x(tick)},${top}V${bottom}`) : []),
    ...(y.hasGrid ? ticks.y.map((tick) => `M${left},${area.y(tick)}H${right}`) : []),
  ];
  if (lines.length > 0) root.append('path').attr('class', 'figure-grid').attr('d', lines.join(''));
}

function turnTexts(axis: Selection<SVGGElement, undefined, null, undefined>, degrees: number): void {
  if (degrees === 0) return;
  axis
    .selectAll('text')
    .attr('transform', `translate(0,4) rotate(${-degrees})`)
    .attr('dy', degrees > 0 ? '0.6em' : '0')
    .attr('text-anchor', degrees > 0 ? 'end' : 'start');
}

function label(root: Root, text: string, x: number, y: number, turn = 0): void {
  if (text === '') return;
  root
    .append('text')
    .attr('class', 'chart-label figure-label')
    .attr('transform', `translate(${x},${y})${turn === 0 ? '' : ` rotate(${turn})`}`)
    .attr('text-anchor', 'middle')
    .text(text);
}

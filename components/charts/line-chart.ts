import { axisBottom, axisLeft } from 'd3-axis';
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { select, type Selection } from 'd3-selection';
import { line } from 'd3-shape';
import { largestY } from './largest-y.ts';
import { resizingChart } from './resizing-chart.ts';
import { tickText } from './tick-text.ts';

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** One line of a chart. */
export interface LineSeries {
  readonly label: string;
  /** A CSS colour; a custom property follows the theme. */
  readonly colour: string;
  /** Tells it from its sibling in the same colour without any colour. */
  readonly dashed: boolean;
  /** Draws each point, for series of few points. */
  readonly marked: boolean;
  /** `thin` stands back behind the others, and is named outside of the chart. `wide` shows on both sides of a line on it. */
  readonly width?: 'thin' | 'wide';
  readonly points: readonly ChartPoint[];
}

export interface LineChartData {
  readonly xLabel: string;
  readonly yLabel: string;
  /** End of the x axis, which begins at 0. */
  readonly xMaximum: number;
  /** Text of a tick of the x axis; without it the number. */
  readonly xTickText?: (x: number) => string;
  /** End of the y axis; null: the largest value. */
  readonly yMaximum: number | null;
  /** Where the y axis begins; 0 without it. */
  readonly yMinimum?: number;
  readonly series: readonly LineSeries[];
}

/** A drawing that lives in an `svg` until it is destroyed. */
export interface Chart<Data> {
  update(data: Data): void;
  destroy(): void;
}

const LEGEND_ROW_PIXELS = 18;
const margin = { right: 12, bottom: 36, left: 46, top: 8 };

type Group = Selection<SVGGElement, undefined, null, undefined>;
type Scale = ScaleLinear<number, number>;

/** Lines over a common x axis from 0 on, with a legend, redrawn to the size that CSS gives the `svg`. */
export function lineChart(svg: SVGSVGElement, data: LineChartData): Chart<LineChartData> {
  const root = select(svg);
  root.selectAll('*').remove();
  const group = (name: string): Group => root.append('g').datum(undefined).attr('class', `chart-${name}`);
  const layers = {
    grid: group('grid'),
    x: group('axis'),
    y: group('axis'),
    lines: group('lines'),
    legend: group('legend'),
  };
  const xLabel = root.append('text').attr('class', 'chart-label').attr('text-anchor', 'end');
  const yLabel = root.append('text').attr('class', 'chart-label').attr('text-anchor', 'start');
  let drawnFrame = '';

  return resizingChart(svg, data, (current, size) => {
    const { width, height } = size;
    const named = current.series.filter((series) => series.width !== 'thin');
    const legendRows = Math.ceil(named.length / legendColumns(width));
    const top = margin.top + legendRows * LEGEND_ROW_PIXELS + LEGEND_ROW_PIXELS;
    const bottom = height - margin.bottom;
    const xScale = scaleLinear([0, current.xMaximum], [margin.left, width - margin.right]);
    const yScale = scaleLinear([current.yMinimum ?? 0, current.yMaximum ?? largestY(current)], [bottom, top]);
    if (current.yMaximum === null) yScale.nice(4);
    drawLines(layers.lines, current.series, xScale, yScale);

    // A run draws new points many times a second, and all around them seldom.
    const frame = JSON.stringify([size, xScale.domain(), yScale.domain(), current.series.map(({ label }) => label)]);
    if (frame === drawnFrame) return;
    drawnFrame = frame;
    root.attr('viewBox', `0 0 ${width} ${height}`);
    drawGrid(layers.grid, yScale, width);
    drawAxes(layers.x, layers.y, xScale, yScale, bottom, current.xTickText);
    drawLegend(layers.legend, named, width);
    xLabel
      .attr('x', width - margin.right)
      .attr('y', height - 4)
      .text(current.xLabel);
    yLabel
      .attr('x', 4)
      .attr('y', top - 8)
      .text(current.yLabel);
  });
}

function drawAxes(
  xGroup: Group,
  yGroup: Group,
  xScale: Scale,
  yScale: Scale,
  bottom: number,
  xTickText: ((x: number) => string) | undefined,
): void {
  const ticks = xScale.ticks(6).filter((tick) => Number.isInteger(tick));
  xGroup.attr('transform', `translate(0,${bottom})`).call(
    axisBottom<number>(xScale)
      .tickValues(ticks)
      .tickFormat(xTickText ?? tickText(xScale, String))
      .tickSizeOuter(0),
  );
  yGroup.attr('transform', `translate(${margin.left},0)`).call(
    axisLeft<number>(yScale)
      .ticks(4)
      .tickFormat(tickText(yScale, yScale.tickFormat(4)))
      .tickSize(0)
      .tickPadding(8),
  );
}

function drawGrid(group: Group, yScale: Scale, width: number): void {
  group
    .selectAll('line')
    .data(yScale.ticks(4))
    .join('line')
    .attr('x1', margin.left)
    .attr('x2', width - margin.right)
    .attr('y1', yScale)
    .attr('y2', yScale);
}

function drawLines(group: Group, series: readonly LineSeries[], xScale: Scale, yScale: Scale): void {
  const path = line<ChartPoint>(
    ({ x }) => xScale(x),
    // Above the frame a diverging loss would run over the legend.
    ({ y }) => yScale(Math.min(y, yScale.domain()[1] ?? y)),
  ).defined(({ y }) => Number.isFinite(y));
  group
    .selectAll<SVGPathElement, LineSeries>('path')
    .data(series)
    .join((enter) => {
      const added = enter.append('path');
      added.append('title');
      return added;
    })
    .attr('d', ({ points }) => path(points) ?? '')
    .style('stroke', ({ colour }) => colour)
    .attr('data-width', ({ width }) => width ?? null)
    .attr('stroke-dasharray', ({ dashed }) => (dashed ? '6 4' : null))
    .select('title')
    .text(({ label }) => label);
  group
    .selectAll('circle')
    .data(series.flatMap(({ points, colour, marked }) => (marked ? points.map((point) => ({ ...point, colour })) : [])))
    .join('circle')
    .attr('cx', ({ x }) => xScale(x))
    .attr('cy', ({ y }) => yScale(y))
    .attr('r', 3.5)
    .style('stroke', ({ colour }) => colour);
}

function drawLegend(group: Group, series: readonly LineSeries[], width: number): void {
  const columns = legendColumns(width);
  const columnWidth = width / columns;
  const item = group
    .selectAll<SVGGElement, LineSeries>('g')
    .data(series)
    .join((enter) => {
      const added = enter.append('g');
      added.append('line').attr('x2', 32).attr('y1', -4).attr('y2', -4);
      added.append('circle').attr('cx', 16).attr('cy', -4).attr('r', 3.5);
      added.append('text').attr('x', 39);
      return added;
    })
    .attr('transform', (_, index) => {
      const column = index % columns;
      return `translate(${column * columnWidth},${margin.top + 8 + Math.floor(index / columns) * LEGEND_ROW_PIXELS})`;
    });
  item
    .select('line')
    .style('stroke', ({ colour }) => colour)
    .attr('data-width', ({ width }) => width ?? null)
    .attr('stroke-dasharray', ({ dashed }) => (dashed ? '6 4' : null));
  item
    .select('circle')
    .style('stroke', ({ colour }) => colour)
    .style('display', ({ marked }) => (marked ? null : 'none'));
  item.select('text').text(({ label }) => label);
}

function legendColumns(width: number): number {
  return width < 310 ? 1 : 2;
}

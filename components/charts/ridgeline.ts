import { max, min } from 'd3-array';
import { axisBottom, axisLeft } from 'd3-axis';
import { scaleLinear, scalePoint, type ScaleLinear } from 'd3-scale';
import { select, type Selection } from 'd3-selection';
import { area, curveStepAfter } from 'd3-shape';
import type { Chart } from './line-chart.ts';
import { resizingChart } from './resizing-chart.ts';
import { tickText } from './tick-text.ts';

/** Counts of numbers in parts of equal width from the least to the largest. */
export interface Ridge {
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly counts: readonly number[];
}

export interface RidgelineData {
  readonly xLabel: string;
  readonly yLabel: string;
  /** A CSS colour; a custom property follows the theme. */
  readonly colour: string;
  /** From the back, which is above, to the front. */
  readonly ridges: readonly Ridge[];
}

interface Corner {
  /** In pixels. */
  readonly x: number;
  /** Share of the ridge's highest part, 0 to 1. */
  readonly height: number;
}

const margin = { top: 30, right: 18, bottom: 36, left: 34 };
/** How far a ridge reaches above the one behind it, in distances between two. */
const OVERLAP = 1.8;
/** Width of a ridge of numbers that are all the same. */
const EQUAL_PIXELS = 4;
/** Labels that have room one below the other. */
const MOST_LABELS = 12;

type Group = Selection<SVGGElement, undefined, null, undefined>;

/** Histograms one in front of the other over a common x axis, each as high as its own highest part, as TensorBoard draws them. */
export function ridgeline(svg: SVGSVGElement, data: RidgelineData): Chart<RidgelineData> {
  const root = select(svg);
  root.selectAll('*').remove();
  const group = (name: string): Group => root.append('g').datum(undefined).attr('class', `chart-${name}`);
  const [ridges, x, y] = [group('ridges'), group('axis'), group('axis')];
  const xLabel = root.append('text').attr('class', 'chart-label').attr('text-anchor', 'end');
  const yLabel = root.append('text').attr('class', 'chart-label').attr('text-anchor', 'start');
  return resizingChart(svg, data, (current, { width, height }) => {
    root.attr('viewBox', `0 0 ${width} ${height}`);
    const [bottom, right] = [height - margin.bottom, width - margin.right];
    const xScale = scaleLinear(rangeOf(current.ridges), [margin.left, right]).nice();
    const labels = current.ridges.map(({ label }) => label);
    const room = (bottom - margin.top) / (labels.length - 1 + OVERLAP);
    const yScale = scalePoint(labels, [bottom - room * (labels.length - 1), bottom]);
    drawRidges(ridges, current, xScale, (label) => yScale(label) ?? bottom, room * OVERLAP);
    const xTicks = axisBottom<number>(xScale)
      .ticks(5)
      .tickFormat(tickText(xScale, xScale.tickFormat(5)));
    x.attr('transform', `translate(0,${bottom})`).call(xTicks.tickSizeOuter(0));
    const every = Math.ceil(labels.length / MOST_LABELS);
    const ticks = labels.filter((_, index) => (labels.length - 1 - index) % every === 0);
    y.attr('transform', `translate(${margin.left},0)`).call(
      axisLeft(yScale).tickValues(ticks).tickSize(0).tickPadding(8),
    );
    xLabel
      .attr('x', right)
      .attr('y', height - 4)
      .text(current.xLabel);
    yLabel.attr('x', 4).attr('y', 12).text(current.yLabel);
  });
}

function drawRidges(
  group: Group,
  { ridges, colour }: RidgelineData,
  xScale: ScaleLinear<number, number>,
  base: (label: string) => number,
  height: number,
): void {
  group
    .selectAll('path')
    .data(ridges)
    .join('path')
    .style('fill', colour)
    .attr('d', (ridge) => {
      const bottom = base(ridge.label);
      const path = area<Corner>(
        (corner) => corner.x,
        bottom,
        (corner) => bottom - corner.height * height,
      ).curve(curveStepAfter);
      return path(cornersOf(ridge, xScale));
    });
}

/** The left end of each part, and the right end of the last. */
function cornersOf({ minimum, maximum, counts }: Ridge, xScale: ScaleLinear<number, number>): Corner[] {
  const highest = max(counts) ?? 0;
  const [left, right] = [xScale(minimum), xScale(maximum)];
  // Equal numbers are in one part, which has no width of its own.
  if (right - left < EQUAL_PIXELS)
    return [left, left + EQUAL_PIXELS].map((x) => ({ x: x - EQUAL_PIXELS / 2, height: 1 }));
  const width = (right - left) / counts.length;
  const corners = counts.map((count, index) => ({
    x: left + index * width,
    height: highest > 0 ? count / highest : 0,
  }));
  return [...corners, { x: right, height: corners.at(-1)?.height ?? 0 }];
}

function rangeOf(ridges: readonly Ridge[]): [number, number] {
  const [least, largest] = [min(ridges, ({ minimum }) => minimum) ?? 0, max(ridges, ({ maximum }) => maximum) ?? 1];
  return least < largest ? [least, largest] : [least - 1, largest + 1];
}

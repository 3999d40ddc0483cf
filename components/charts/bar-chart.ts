import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { select, type Selection } from 'd3-selection';
import type { Chart } from './line-chart.ts';
import { resizingChart } from './resizing-chart.ts';

/** One bar of a chart. */
export interface Bar {
  readonly label: string;
  /** A CSS colour; a custom property follows the theme. */
  readonly colour: string;
  /** Filled, or an outline: tells it from its sibling in the same colour. */
  readonly filled: boolean;
  /** From 0 on. */
  readonly value: number;
  /** The value as it is written behind the bar. */
  readonly text: string;
}

/** Bars below one heading. */
export interface BarGroup {
  readonly label: string;
  readonly bars: readonly Bar[];
}

export interface BarChartData {
  readonly groups: readonly BarGroup[];
}

const ROW_PIXELS = 22;
const BAR_PIXELS = 14;
const HEADING_PIXELS = 28;
const LABEL_PIXELS = 116;
/** Room behind the longest bar: for most texts, and for a longer one by its length. */
const LEAST_TEXT_PIXELS = 76;
const PIXELS_PER_LETTER = 8;

interface PlacedBar extends Bar {
  readonly y: number;
}

/** Bars from left to right in groups, each with its value behind it. The `svg` becomes as high as they are. */
export function barChart(svg: SVGSVGElement, data: BarChartData): Chart<BarChartData> {
  const root = select(svg);
  root.selectAll('*').remove();
  const chart = resizingChart(svg, data, (current, { width }) => {
    const { headings, bars, height } = placed(current);
    const greatest = max(bars, ({ value }) => value) ?? 0;
    const room = Math.max(LEAST_TEXT_PIXELS, PIXELS_PER_LETTER * (1 + (max(bars, ({ text }) => text.length) ?? 0)));
    const scale = scaleLinear([0, greatest > 0 ? greatest : 1], [0, Math.max(24, width - LABEL_PIXELS - room)]);
    root.attr('viewBox', `0 0 ${width} ${height}`).style('height', `${height}px`);
    drawTexts(root, 'bar-heading', headings, ({ label }) => label);
    drawTexts(root, 'bar-label', bars, ({ label }) => label);
    drawTexts(root, 'bar-value', bars, ({ text }) => text).attr('x', ({ value }) => LABEL_PIXELS + scale(value) + 6);
    root
      .selectAll<SVGRectElement, PlacedBar>('rect')
      .data(bars)
      .join('rect')
      .attr('x', LABEL_PIXELS)
      .attr('y', ({ y }) => y - BAR_PIXELS / 2)
      .attr('height', BAR_PIXELS)
      .attr('width', ({ value }) => Math.max(2, scale(value)))
      .style('stroke', ({ colour }) => colour)
      .style('fill', ({ colour, filled }) => (filled ? colour : 'none'));
  });
  return {
    ...chart,
    destroy() {
      chart.destroy();
      root.style('height', null);
    },
  };
}

/** Where headings and bars lie: the middle of their rows. */
function placed({ groups }: BarChartData): {
  readonly headings: readonly { readonly label: string; readonly y: number }[];
  readonly bars: readonly PlacedBar[];
  readonly height: number;
} {
  let top = 0;
  const headings: { label: string; y: number }[] = [];
  const bars: PlacedBar[] = [];
  for (const { label, bars: own } of groups) {
    headings.push({ label, y: top + HEADING_PIXELS / 2 });
    top += HEADING_PIXELS;
    for (const bar of own) {
      bars.push({ ...bar, y: top + ROW_PIXELS / 2 });
      top += ROW_PIXELS;
    }
  }
  return { headings, bars, height: top };
}

function drawTexts<Row extends { readonly y: number }>(
  root: Selection<SVGSVGElement, unknown, null, undefined>,
  name: string,
  rows: readonly Row[],
  text: (row: Row) => string,
): Selection<SVGTextElement, Row, SVGSVGElement, unknown> {
  return root
    .selectAll<SVGTextElement, Row>(`text.${name}`)
    .data(rows)
    .join('text')
    .attr('class', name)
    .attr('y', ({ y }) => y)
    .attr('dy', '0.35em')
    .text(text);
}

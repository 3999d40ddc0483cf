import { axisBottom, axisLeft } from 'd3-axis';
import type { ScaleContinuousNumeric } from 'd3-scale';
import { select, type Selection } from 'd3-selection';

export type PlotGroup = Selection<SVGGElement, undefined, null, undefined>;
export type PlotScale = ScaleContinuousNumeric<number, number>;

export interface PlotScales {
  readonly x: PlotScale;
  readonly y: PlotScale;
}

interface PlotFrameOptions {
  readonly labels: readonly [x: string, y: string];
  /** Scales without ranges, for what is drawn now. */
  readonly scales: () => PlotScales;
  /** Draws anew whatever depends on the scales. */
  readonly draw: (scales: PlotScales) => void;
  /** Where the y axis has its ticks and how they are written, if not as d3 does it. */
  readonly yTicks?: { readonly values: (y: PlotScale) => readonly number[]; readonly text: (value: number) => string };
}

const margin = { top: 22, right: 20, bottom: 36, left: 42 };
const FALLBACK_SIZE = { width: 420, height: 320 };
const NEXT_CLIP = { number: 1 };

/** Axes, their names and a clipped plot area in an `svg` of the size that CSS gives it. */
export class PlotFrame {
  /** What is drawn in it is cut off at the axes. */
  readonly plot: PlotGroup;
  /** Above the plot, and not cut off. */
  readonly top: PlotGroup;
  readonly #svg: SVGSVGElement;
  readonly #options: PlotFrameOptions;
  readonly #axes: readonly [PlotGroup, PlotGroup];
  readonly #observer: ResizeObserver;

  constructor(svg: SVGSVGElement, options: PlotFrameOptions) {
    this.#svg = svg;
    this.#options = options;
    const root = select(svg);
    root.selectAll('*').remove();
    const group = (name: string): PlotGroup => root.append('g').datum(undefined).attr('class', name);
    const clip = `surface-clip-${NEXT_CLIP.number++}`;
    root.append('clipPath').attr('id', clip).append('rect');
    this.plot = group('plot-area').attr('clip-path', `url(#${clip})`);
    this.#axes = [group('chart-axis'), group('chart-axis')];
    this.top = group('plot-top');
    root.append('text').attr('class', 'chart-label plot-x-label').attr('text-anchor', 'end');
    root.append('text').attr('class', 'chart-label plot-y-label');
    this.#observer = new ResizeObserver(() => this.redraw());
    this.#observer.observe(svg);
  }

  redraw(): void {
    const { width, height } = sizeOf(this.#svg);
    const { x, y } = this.#options.scales();
    const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
    x.range([left, right]);
    y.range([bottom, top]);
    const root = select(this.#svg).attr('viewBox', `0 0 ${width} ${height}`);
    root
      .select('clipPath rect')
      .attr('x', left)
      .attr('y', top)
      .attr('width', Math.max(0, right - left))
      .attr('height', Math.max(0, bottom - top));
    const [xAxis, yAxis] = this.#axes;
    const [xLabel, yLabel] = this.#options.labels;
    const { yTicks } = this.#options;
    xAxis.attr('transform', `translate(0,${bottom})`).call(axisBottom(x).ticks(6).tickSizeOuter(0));
    const verticalAxis = axisLeft<number>(y).ticks(5).tickSizeOuter(0);
    if (yTicks) verticalAxis.tickValues([...yTicks.values(y)]).tickFormat(yTicks.text);
    yAxis.attr('transform', `translate(${left},0)`).call(verticalAxis);
    root
      .select('.plot-x-label')
      .attr('x', right)
      .attr('y', height - 4)
      .text(xLabel);
    root.select('.plot-y-label').attr('x', 4).attr('y', 12).text(yLabel);
    this.#options.draw({ x, y });
  }

  destroy(): void {
    this.#observer.disconnect();
    select(this.#svg).selectAll('*').remove();
  }
}

function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  const { width, height } = svg.getBoundingClientRect();
  return width > 0 && height > 0 ? { width, height } : FALLBACK_SIZE;
}

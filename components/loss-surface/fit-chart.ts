import { extent, range } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { SurfacePosition } from '../../src/training/protocol.ts';
import { PlotFrame, type PlotScales } from './plot-frame.ts';
import type { RacerPath } from './race-history.ts';
import type { SurfaceProblem } from './surface-problems.ts';

/** The points that are learned from, and each racer's fit to them. */
export interface FitChartData {
  readonly problem: SurfaceProblem;
  readonly points: readonly SurfacePosition[];
  readonly paths: readonly RacerPath[];
}

/** Places along x at which a fit is drawn. */
const SAMPLES = 81;

/** A scatter of the points with a line for each racer. */
export class FitChart {
  readonly #frame: PlotFrame;
  #data: FitChartData;
  #scales: PlotScales | null = null;

  constructor(svg: SVGSVGElement, data: FitChartData) {
    this.#data = data;
    this.#frame = new PlotFrame(svg, {
      labels: ['x', 'y'],
      scales: () => ({ x: this.#scaleOf(0), y: this.#scaleOf(1) }),
      draw: (scales) => {
        this.#scales = scales;
        this.#drawPoints(scales);
        this.#drawFits(scales);
      },
    });
    for (const name of ['points', 'fits']) this.#frame.plot.append('g').attr('class', `surface-${name}`);
    this.#frame.redraw();
  }

  /** Draws the racers anew; the points of a run stay. */
  update(data: FitChartData): void {
    this.#data = data;
    if (this.#scales) this.#drawFits(this.#scales);
  }

  destroy(): void {
    this.#frame.destroy();
  }

  #scaleOf(axis: 0 | 1) {
    const [least = 0, greatest = 1] = extent(this.#data.points, (point) => point[axis]);
    const room = (greatest - least) * 0.05;
    return scaleLinear([least - room, greatest + room], [0, 1]).nice(5);
  }

  #drawPoints({ x, y }: PlotScales): void {
    this.#frame.plot
      .select('.surface-points')
      .selectAll('circle')
      .data(this.#data.points)
      .join('circle')
      .attr('r', 2.5)
      .attr('cx', ([value]) => x(value))
      .attr('cy', ([, value]) => y(value));
  }

  #drawFits({ x, y }: PlotScales): void {
    const { problem, paths } = this.#data;
    const [least = 0, greatest = 1] = x.domain();
    const places = range(SAMPLES).map((index) => least + ((greatest - least) * index) / (SAMPLES - 1));
    const fit = ({ positions }: RacerPath) => {
      const position = positions.at(-1);
      if (!position) return '';
      // Twice the plot beyond it, where it is cut off: a diverging line is thousands of pixels away.
      const cut = ([top = 0, bottom = 0]: number[], value: number) =>
        Math.max(Math.min(top, bottom) - 2_000, Math.min(Math.max(top, bottom) + 2_000, value));
      return line<number>(x, (place) => cut(y.range(), y(problem.predict(position, place))))(places) ?? '';
    };
    this.#frame.plot
      .select('.surface-fits')
      .selectAll('path')
      .data(paths)
      .join('path')
      .attr('data-racer', ({ optimizer }) => String(optimizer.number))
      .attr('stroke-dasharray', ({ optimizer }) => optimizer.dashes)
      .attr('d', fit);
  }
}

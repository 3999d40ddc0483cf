import { max, min, range } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { powerOfTen } from '../charts/power-of-ten.ts';
import { PlotFrame, type PlotScale } from './plot-frame.ts';
import type { RacerPath } from './race-history.ts';

/** The losses of a race. */
export interface LossChartData {
  readonly epochs: number;
  readonly paths: readonly RacerPath[];
}

/** A line of more points than pixels is drawn no finer by all of them. */
const MOST_POINTS = 400;
/** A diverging racer would flatten all others. */
const GREATEST_LOSS = 1e4;
const LEAST_LOSS = 1e-8;

/** The loss of each racer over the epochs, on a logarithmic scale. */
export class LossChart {
  readonly #frame: PlotFrame;
  #data: LossChartData;

  constructor(svg: SVGSVGElement, data: LossChartData) {
    this.#data = data;
    this.#frame = new PlotFrame(svg, {
      labels: ['epoch', 'loss'],
      scales: () => ({ x: scaleLinear([1, Math.max(2, this.#data.epochs)], [0, 1]), y: this.#yScale() }),
      yTicks: { values: powersOfTen, text: powerText },
      draw: ({ x, y }) => {
        const path = line<readonly [number, number]>(
          ([epoch]) => x(epoch),
          ([, loss]) => y(loss),
        ).defined(([, loss]) => Number.isFinite(loss) && loss > 0);
        this.#frame.plot
          .selectAll('path')
          .data(this.#data.paths)
          .join('path')
          .attr('data-racer', ({ optimizer }) => String(optimizer.number))
          .attr('stroke-dasharray', ({ optimizer }) => optimizer.dashes)
          .attr('d', ({ losses }) => path(thinned(losses)) ?? '');
      },
    });
    this.#frame.plot.classed('surface-curves', true);
    this.#frame.redraw();
  }

  update(data: LossChartData): void {
    this.#data = data;
    this.#frame.redraw();
  }

  destroy(): void {
    this.#frame.destroy();
  }

  #yScale() {
    const losses = this.#data.paths.flatMap((path) => path.losses.filter((loss) => Number.isFinite(loss) && loss > 0));
    const least = Math.max(LEAST_LOSS, min(losses) ?? 0.01);
    const greatest = Math.min(GREATEST_LOSS, max(losses) ?? 1);
    return scaleLog([least, Math.max(greatest, least * 10)], [0, 1]).nice();
  }
}

/** Epoch and loss, each so many of them, and always the last. */
function thinned(losses: readonly number[]): readonly (readonly [number, number])[] {
  const every = Math.ceil(losses.length / MOST_POINTS);
  return losses.flatMap((loss, index) =>
    index % every === 0 || index === losses.length - 1 ? [[index + 1, loss] as const] : [],
  );
}

function powersOfTen(scale: PlotScale): readonly number[] {
  const [least = 1, greatest = 1] = scale.domain().map(Math.log10);
  return range(Math.ceil(least - 1e-6), Math.floor(greatest + 1e-6) + 1).map((power) => Number(`1e${power}`));
}

/** 0.001 to 1000 as they are, and beyond as 10⁴: so much fits beside the axis. */
function powerText(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return Math.abs(exponent) > 3 ? powerOfTen(exponent) : String(value);
}

import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { SurfacePosition, SurfaceReport } from '../../src/training/protocol.ts';
import { PlotFrame, type PlotScale, type PlotScales } from './plot-frame.ts';
import type { RacerPath } from './race-history.ts';
import { surfaceBands } from './surface-bands.ts';
import type { SurfaceProblem } from './surface-problems.ts';

/** What the map shows. */
export interface SurfaceMapData {
  readonly problem: SurfaceProblem;
  /** Null before a run. */
  readonly surface: { readonly losses: SurfaceReport['losses']; readonly gridSize: number } | null;
  readonly paths: readonly RacerPath[];
  /** Where the next race starts, or null where the layer draws it. */
  readonly start: SurfacePosition | null;
}

/** Bands between lines of equal loss. */
const BANDS = 16;
const HEAD_RADIUS = 7.5;
/** Half the length of the arms of the cross at the start. */
const CROSS = 9;

/** The surface from above: bands of equal loss, on a logarithmic scale, with the racers' paths and the start on them. */
export class SurfaceMap {
  readonly #frame: PlotFrame;
  #data: SurfaceMapData;
  #scales: PlotScales | null = null;
  /** What the bands were drawn for. */
  #drawnSize = '';
  #drawnLosses: SurfaceReport['losses'] | undefined;

  constructor(svg: SVGSVGElement, data: SurfaceMapData) {
    this.#data = data;
    this.#frame = new PlotFrame(svg, {
      labels: data.problem.axes,
      scales: () => ({
        x: scaleLinear(this.#data.problem.xDomain, [0, 1]),
        y: scaleLinear(this.#data.problem.yDomain, [0, 1]),
      }),
      draw: (scales) => {
        this.#scales = scales;
        this.#draw(scales);
      },
    });
    for (const name of ['bands', 'paths']) this.#frame.plot.append('g').attr('class', `surface-${name}`);
    for (const name of ['start', 'heads']) this.#frame.top.append('g').attr('class', `surface-${name}`);
    this.#frame.redraw();
  }

  update(data: SurfaceMapData): void {
    this.#data = data;
    if (this.#scales) this.#draw(this.#scales);
  }

  /** The position under a point of the window. */
  positionAt(clientX: number, clientY: number, svg: SVGSVGElement): SurfacePosition | null {
    const { left, top } = svg.getBoundingClientRect();
    if (!this.#scales) return null;
    const [x, y] = [this.#scales.x.invert(clientX - left), this.#scales.y.invert(clientY - top)];
    const { xDomain, yDomain } = this.#data.problem;
    const isInside = x >= xDomain[0] && x <= xDomain[1] && y >= yDomain[0] && y <= yDomain[1];
    return isInside ? [x, y] : null;
  }

  destroy(): void {
    this.#frame.destroy();
  }

  #draw(scales: PlotScales): void {
    this.#drawBands(scales);
    this.#drawPaths(scales);
    this.#drawStart(scales);
  }

  #drawBands({ x, y }: PlotScales): void {
    const { surface, problem } = this.#data;
    const size = JSON.stringify([x.range(), y.range()]);
    if (size === this.#drawnSize && surface?.losses === this.#drawnLosses) return;
    this.#drawnSize = size;
    this.#drawnLosses = surface?.losses;
    const bands = surface ? surfaceBands({ ...surface, ...problem }, BANDS) : [];
    this.#frame.plot
      .select('.surface-bands')
      .selectAll('path')
      .data(bands)
      .join('path')
      .attr('d', (rings) => pathOf(rings, x, y))
      .style('--level', (_, index) => String(index / (BANDS - 1)));
  }

  #drawPaths({ x, y }: PlotScales): void {
    const { paths } = this.#data;
    const path = line<SurfacePosition>(
      ([value]) => x(value),
      ([, value]) => y(value),
    );
    const number = ({ optimizer }: RacerPath) => String(optimizer.number);
    this.#frame.plot
      .select('.surface-paths')
      .selectAll('path')
      .data(paths)
      .join('path')
      .attr('data-racer', number)
      .attr('stroke-dasharray', ({ optimizer }) => optimizer.dashes)
      .attr('d', ({ positions }) => path(positions.filter((position) => this.#isNear(position))) ?? '');
    const heads = paths.flatMap((each) => {
      const position = each.positions.at(-1);
      return position && this.#isInside(position) ? [{ ...each, position }] : [];
    });
    const head = this.#frame.top
      .select('.surface-heads')
      .selectAll<SVGGElement, (typeof heads)[number]>('g')
      .data(heads)
      .join((enter) => {
        const added = enter.append('g');
        added.append('circle').attr('r', HEAD_RADIUS);
        added.append('text').attr('dy', '0.35em');
        return added;
      })
      .attr('data-racer', number)
      .attr('transform', ({ position: [left, top] }) => `translate(${x(left)},${y(top)})`);
    head.select('text').text(number);
  }

  #drawStart({ x, y }: PlotScales): void {
    const { start } = this.#data;
    this.#frame.top
      .select('.surface-start')
      .selectAll('path')
      .data(start ? [start] : [])
      .join('path')
      .attr('d', `M${-CROSS},0H${CROSS}M0,${-CROSS}V${CROSS}`)
      .attr('transform', ([left, top]) => `translate(${x(left)},${y(top)})`);
  }

  #isInside([x, y]: SurfacePosition): boolean {
    const { xDomain, yDomain } = this.#data.problem;
    return x >= xDomain[0] && x <= xDomain[1] && y >= yDomain[0] && y <= yDomain[1];
  }

  /** What is far outside is cut off anyway, and coordinates of millions of pixels are not drawn well. */
  #isNear([x, y]: SurfacePosition): boolean {
    const { xDomain, yDomain } = this.#data.problem;
    const near = ([least, greatest]: readonly [number, number], value: number) =>
      Math.abs(value - (least + greatest) / 2) < 20 * (greatest - least);
    return near(xDomain, x) && near(yDomain, y);
  }
}

function pathOf(rings: readonly (readonly SurfacePosition[])[], x: PlotScale, y: PlotScale): string {
  const point = ([left, top]: SurfacePosition) => `${x(left).toFixed(1)},${y(top).toFixed(1)}`;
  return rings.map((ring) => `M${ring.map(point).join('L')}Z`).join('');
}

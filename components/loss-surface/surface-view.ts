/** What a race draws; loaded with d3 when the reader first touches the map or presses Run. */
import { extent } from 'd3-array';
import type { LossSurfaceSettings, SurfacePosition, TrainingReport } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import type { Chart } from '../charts/line-chart.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { part } from '../experiment/parts.ts';
import { FitChart } from './fit-chart.ts';
import { LossChart } from './loss-chart.ts';
import { RaceHistory, type RacerPath } from './race-history.ts';
import { lossTable, lossText, pathTable, positionText, surfaceTable } from './race-tables.ts';
import { SurfaceMap } from './surface-map.ts';
import type { SurfaceProblem } from './surface-problems.ts';

/** The map, the fits and the losses of one problem, before, in and after a race. */
export class SurfaceView {
  readonly problem: SurfaceProblem;
  readonly #root: HTMLElement;
  readonly #map: SurfaceMap;
  readonly #tables: readonly { readonly make: (history: RaceHistory) => TableData; readonly table: Chart<TableData> }[];
  #start: SurfacePosition | null;
  #history: RaceHistory | null = null;
  #fits: FitChart | null = null;
  #losses: LossChart | null = null;
  #frame = 0;

  constructor(root: HTMLElement, problem: SurfaceProblem, start: SurfacePosition | null) {
    this.#root = root;
    this.problem = problem;
    this.#start = start;
    this.#map = new SurfaceMap(part(root, 'map', SVGSVGElement), { problem, surface: null, paths: [], start });
    for (const note of part(root, 'pick', HTMLElement).querySelectorAll<HTMLElement>('[data-empty]'))
      note.hidden = true;
    this.#tables = [
      { name: 'losses-table', make: lossTable },
      { name: 'paths-table', make: pathTable },
      { name: 'surface-table', make: surfaceTable },
    ].map(({ name, make }) => ({
      make,
      table: dataTable(part(root, name, HTMLTableElement), { columns: [], rows: [] }),
    }));
  }

  /** Figures of the race so far. */
  get metrics(): Metrics {
    return this.#history?.metrics() ?? {};
  }

  /** Where the last race started, by choice or as the layer drew it. */
  get racedFrom(): SurfacePosition | null {
    return this.#history?.surface.start ?? null;
  }

  /** Moves the cross to where the next race starts. */
  moveStart(start: SurfacePosition | null): void {
    this.#start = start;
    this.#schedule();
  }

  /** The position at a point of the window; null outside of the axes. */
  positionAt(clientX: number, clientY: number): SurfacePosition | null {
    return this.#map.positionAt(clientX, clientY, part(this.#root, 'map', SVGSVGElement));
  }

  show(report: TrainingReport, settings: LossSurfaceSettings): void {
    if (report.type === 'surface') this.#begin(new RaceHistory(settings, report));
    if (report.type !== 'raced' || !this.#history) return;
    this.#history.add(report);
    this.#schedule();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#map.destroy();
    this.#fits?.destroy();
    this.#losses?.destroy();
    for (const { table } of this.#tables) table.destroy();
    this.#showEmpty(true);
    part(this.#root, 'scale', HTMLElement).hidden = true;
    for (const figure of this.#root.querySelectorAll('[data-figure]')) figure.textContent = '';
  }

  #begin(history: RaceHistory): void {
    this.#history = history;
    const { paths, surface, settings } = history;
    this.#showEmpty(false);
    this.#showScale(surface.losses);
    this.#fits = new FitChart(part(this.#root, 'fits', SVGSVGElement), {
      problem: this.problem,
      points: surface.points,
      paths,
    });
    this.#losses = new LossChart(part(this.#root, 'losses', SVGSVGElement), { epochs: settings.epochs, paths });
    this.#schedule();
  }

  /** Reports can come faster than frames. */
  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const history = this.#history;
    const paths = history?.paths ?? [];
    const surface = history && { losses: history.surface.losses, gridSize: history.settings.gridSize };
    this.#map.update({ problem: this.problem, surface, paths, start: this.#start ?? this.racedFrom });
    if (!history) return;
    this.#fits?.update({ problem: this.problem, points: history.surface.points, paths });
    this.#losses?.update({ epochs: history.settings.epochs, paths });
    for (const { make, table } of this.#tables) table.update(make(history));
    for (const path of paths) this.#showFigure(path);
  }

  #showFigure({ optimizer, losses, positions, divergedAfter }: RacerPath): void {
    const figure = this.#root.querySelector(`[data-figure="${optimizer.name}"]`);
    const [loss, position] = [losses.at(-1), positions.at(-1)];
    if (!figure || loss === undefined || !position) return;
    figure.textContent =
      divergedAfter === null
        ? `loss ${lossText(loss)} at ${positionText(position)}`
        : `diverged after ${divergedAfter} ${divergedAfter === 1 ? 'step' : 'steps'}`;
  }

  /** What the palest and the strongest band of the map stand for. */
  #showScale(losses: Float32Array): void {
    const [least = NaN, greatest = NaN] = extent(losses);
    part(this.#root, 'least-loss', HTMLElement).textContent = `loss ${lossText(least)}`;
    part(this.#root, 'greatest-loss', HTMLElement).textContent = lossText(greatest);
    part(this.#root, 'scale', HTMLElement).hidden = false;
  }

  #showEmpty(isEmpty: boolean): void {
    for (const note of this.#root.querySelectorAll<HTMLElement>('[data-empty]')) note.hidden = !isEmpty;
  }
}

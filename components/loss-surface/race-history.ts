import type { LossSurfaceSettings, RacedReport, SurfacePosition, SurfaceReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { raceOptimizer, type RaceOptimizer } from './race-optimizers.ts';
import { surfaceProblems, type SurfaceFigure } from './surface-problems.ts';

/** What a racer has done so far. */
export interface RacerPath {
  readonly optimizer: RaceOptimizer & { readonly number: number };
  /** Before each step. */
  readonly losses: readonly number[];
  /** The start, then the position after each step, as long as they are numbers. */
  readonly positions: readonly SurfacePosition[];
  /** The step after which the position was no number any more; null while it is one. */
  readonly divergedAfter: number | null;
}

/** Names of the figures of a race; `loss100` is the loss of the hundredth epoch. */
export type RaceFigure = SurfaceFigure | `loss${number}` | 'lowestLoss' | 'diverged';

/** Losses of these epochs are figures of the result, as the source prints them. */
const PRINTED_EVERY = 100;

/** A race from its surface on, as the worker tells it. */
export class RaceHistory {
  readonly settings: LossSurfaceSettings;
  readonly surface: SurfaceReport;
  readonly #losses: number[][];
  readonly #positions: SurfacePosition[][];
  readonly #divergedAfter: (number | null)[];

  constructor(settings: LossSurfaceSettings, surface: SurfaceReport) {
    this.settings = settings;
    this.surface = surface;
    this.#losses = settings.racers.map(() => []);
    this.#positions = settings.racers.map(() => [surface.start]);
    this.#divergedAfter = settings.racers.map(() => null);
  }

  /** Steps that every racer has done. */
  get epoch(): number {
    return this.#losses[0]?.length ?? 0;
  }

  /** In the order of the settings. */
  get paths(): readonly RacerPath[] {
    return this.settings.racers.map(({ optimizer }, index) => ({
      optimizer: raceOptimizer(optimizer),
      losses: this.#losses[index] ?? [],
      positions: this.#positions[index] ?? [],
      divergedAfter: this.#divergedAfter[index] ?? null,
    }));
  }

  add({ racers }: RacedReport): void {
    racers.forEach(({ losses, positions }, racer) => {
      this.#losses[racer]?.push(...losses);
      for (const position of positions) this.#addPosition(racer, position);
    });
  }

  /**
   * Where the first racer ended, its losses of every hundredth epoch, the lowest last loss, and how many racers diverged.
   * What is no number is left out.
   */
  metrics(): Metrics {
    const [first] = this.paths;
    const [x = NaN, y = NaN] = first?.positions.at(-1) ?? [];
    const [nameOfX, nameOfY] = surfaceProblems[this.settings.problem].figures;
    const printed = (first?.losses ?? []).flatMap((loss, index): [RaceFigure, number][] =>
      (index + 1) % PRINTED_EVERY === 0 ? [[`loss${index + 1}`, loss]] : [],
    );
    const lastLosses = this.paths.map(({ losses }) => losses.at(-1) ?? NaN).filter((loss) => Number.isFinite(loss));
    const figures: [RaceFigure, number][] = [
      [nameOfX, x],
      [nameOfY, y],
      ...printed,
      ['lowestLoss', Math.min(...lastLosses)],
      ['diverged', this.paths.filter(({ divergedAfter }) => divergedAfter !== null).length],
    ];
    return Object.fromEntries(figures.filter(([, value]) => Number.isFinite(value)));
  }

  #addPosition(racer: number, position: SurfacePosition): void {
    const positions = this.#positions[racer];
    if (!positions || this.#divergedAfter[racer] !== null) return;
    if (position.every((value) => Number.isFinite(value))) positions.push(position);
    else this.#divergedAfter[racer] = positions.length;
  }
}

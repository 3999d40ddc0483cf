/** What a run draws; loaded with the run, because a page without one needs no charts. */
import type { TrainingReport, TrainingSettings } from '../../src/training/protocol.ts';
import type { Curves } from './curves.ts';
import { showFigures } from './figures.ts';
import { TrainingHistory } from './training-history.ts';

/** The curves and figures of one run, from its first batch until the next run begins. */
export class RunReadout {
  readonly history: TrainingHistory;
  readonly #root: HTMLElement;
  readonly #curves: Curves;
  #frame = 0;
  #isTableStale = false;
  #waiting: (() => void)[] = [];

  constructor(root: HTMLElement, settings: TrainingSettings, curves: Curves) {
    this.#root = root;
    this.#curves = curves;
    this.history = new TrainingHistory(settings);
    curves.showRun(this.history);
  }

  show(report: TrainingReport): void {
    switch (report.type) {
      case 'batch':
        this.history.addBatch(report);
        break;
      case 'epoch':
        this.history.addEpoch(report);
        this.#isTableStale = true;
        break;
      case 'dialect':
        this.#waiting.push(() => showFigures(this.#root, report.dialect, report.result));
        break;
      default:
        return;
    }
    this.#schedule();
  }

  /** Draws further parts of a result, one a frame: all at once would hold up the page. */
  draw(...parts: (() => void)[]): void {
    this.#waiting.push(...parts);
    this.#schedule();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#curves.showRun(null);
  }

  /** Reports can come faster than frames. */
  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#curves.update(this.#isTableStale);
      this.#isTableStale = false;
      this.#waiting.shift()?.();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}

import type { Run } from '../../src/training/client.ts';
import type { TrainingFailure, TrainingReport } from '../../src/training/protocol.ts';
import type { CellRun } from './cell-queue.ts';
import { startFailure } from './start-failure.ts';

/** How a program ended: by itself, with or without an error of its own; by the reader; or because it could not go on. */
export type ProgramEnding =
  | { readonly type: 'ended'; readonly worker: number }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly failure: Pick<TrainingFailure, 'message' | 'fix'> };

/** One program from press to its end: it waits for those before it, loads, and runs until it ends, is stopped or fails. */
export class ProgramRun {
  /** Settles when the program is over, never rejects. */
  readonly ended: Promise<ProgramEnding>;
  readonly #read: () => CellRun;
  readonly #onReport: (report: TrainingReport) => void;
  #resolveEnded: (ending: ProgramEnding) => void = () => undefined;
  #run: Run | null = null;
  #failure: TrainingFailure | null = null;
  #isStopping = false;

  /** @param read reads the program when its turn has come */
  constructor(read: () => CellRun, onReport: (report: TrainingReport) => void) {
    this.#read = read;
    this.#onReport = onReport;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    void this.#execute().then(this.#resolveEnded);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#run) void this.#run.stop();
    // It waits for another program, and need not.
    else this.#resolveEnded({ type: 'stopped' });
    await this.ended;
  }

  async #execute(): Promise<ProgramEnding> {
    try {
      const { queueCell } = await import('./cell-queue.ts');
      const ended = await queueCell(
        () => (this.#isStopping ? null : this.#read()),
        (run) => (this.#run = run),
        (report) => this.#receive(report),
      );
      if (this.#failure) return { type: 'failed', failure: this.#failure };
      if (!ended || ended.ending === 'stopped' || this.#isStopping) return { type: 'stopped' };
      return { type: 'ended', worker: ended.worker };
    } catch {
      return { type: 'failed', failure: startFailure() };
    }
  }

  #receive(report: TrainingReport): void {
    if (report.type === 'failed') this.#failure = report.error;
    this.#onReport(report);
  }
}

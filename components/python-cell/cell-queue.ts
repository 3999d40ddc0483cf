import { trainingClient, type Run, type RunEnding } from '../../src/training/client.ts';
import type { PythonRequest, TrainingReport } from '../../src/training/protocol.ts';
import type { BackendChoice } from '../experiment/backends.ts';

/** A cell as the worker runs it. */
export interface CellRun {
  readonly code: string;
  /** As tracebacks call its file. */
  readonly name: string;
  readonly session: string;
  readonly isAnew: boolean;
  readonly backend: BackendChoice;
  /** What is checked when it has ended; of an exercise alone. */
  readonly check?: PythonRequest['check'];
}

/** How a run of a cell ended, and the number of the worker that has its variables. */
export interface CellEnding {
  readonly ending: RunEnding;
  readonly worker: number;
}

/** Cells of a page wait for one another, as those of a notebook do. */
let last: Promise<unknown> = Promise.resolve();
let current: Run | null = null;

/**
 * Runs a cell when those before it are done, and stops an experiment that runs.
 *
 * @param begin reads the cell when its turn has come; null where it is no longer wanted
 * @returns how it ended; null where it was not begun.
 */
export function queueCell(
  begin: () => CellRun | null,
  onRun: (run: Run) => void,
  onReport: (report: TrainingReport) => void,
): Promise<CellEnding | null> {
  const turn = last.then(async () => {
    await trainingClient.activeRun?.stop();
    const cell = begin();
    if (!cell) return null;
    current = trainingClient.start({ type: 'python', ...cell }, onReport);
    const worker = trainingClient.workerNumber;
    onRun(current);
    return { ending: await current.ended, worker };
  });
  last = turn.catch(() => undefined);
  return turn;
}

/** Whether something else of the page than a cell holds the worker. */
export function isWorkerTaken(): boolean {
  return trainingClient.activeRun !== null && trainingClient.activeRun !== current;
}

/** Number of the worker that the next cell runs in, as far as there is one. */
export function presentWorker(): number {
  return trainingClient.workerNumber;
}

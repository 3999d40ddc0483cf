/** Data of the reader's on its way to the worker: types only. */
import type { Dataset } from '../datasets/load.ts';

/** Hands the worker the reader's own data, which it keeps for the runs that follow; null lets it go. */
export interface OwnDataRequest {
  readonly type: 'own-data';
  /** Of the run that comes next. */
  readonly runId: number;
  readonly data: HeldData | null;
}

/** Own data by the id that settings name it with. */
export interface HeldData {
  readonly id: number;
  readonly dataset: Dataset;
}

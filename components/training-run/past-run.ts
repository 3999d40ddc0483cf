import type { DialectName, DialectResult, TrainingSettings } from '../../src/training/protocol.ts';
import type { TrainingHistory } from './training-history.ts';

/** A run that has ended, kept to be compared with later ones. */
export interface PastRun {
  /** Counted from 1 since the page was opened. */
  readonly number: number;
  readonly title: string;
  /** A CSS colour of its own. */
  readonly colour: string;
  readonly settings: TrainingSettings;
  /** The file of weights from which it started; null where they were drawn. */
  readonly startedFrom: string | null;
  readonly results: ReadonlyMap<DialectName, DialectResult>;
  readonly history: TrainingHistory;
  /** Whether its curves are drawn. */
  readonly isShown: boolean;
}

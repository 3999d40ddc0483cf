/** What the page and the worker say to each other of programs of tensor expressions. */
import type { Evaluation } from '../expressions/evaluation-result.ts';
import type { BackendName, DialectName } from './protocol.ts';

/** Asks for a program to be run by both dialects. */
export interface EvaluateRequest {
  readonly type: 'evaluate';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  /** In the language of src/expressions. */
  readonly source: string;
}

/** What one dialect made of the program. */
export interface EvaluationReport {
  readonly type: 'evaluation';
  readonly runId: number;
  readonly dialect: DialectName;
  readonly evaluation: Evaluation;
}

import type { ExecutionName } from '../../src/training/protocol.ts';

export const executionLabels: Readonly<Record<ExecutionName, string>> = { graph: 'Graph', eager: 'Eager' };

/** In the order in which they stand beside each other. */
export const executionNames: readonly ExecutionName[] = ['graph', 'eager'];

/** What a run was asked to do for its steps. */
export interface AskedSteps {
  readonly execution: ExecutionName;
  /** The same text for runs whose steps do the same work, so that their figures can be compared. */
  readonly workload: string;
}

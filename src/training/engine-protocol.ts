/** What the worker tells of the engine under a training run: types only. */
import type { DialectName, ExecutionName } from './protocol.ts';

/** What the engine does for a training step, sent a few times a second at most. */
export interface EngineReport {
  readonly type: 'engine';
  readonly runId: number;
  readonly dialect: DialectName;
  /** How steps run at this moment: the first ones of a graph run are eager, while it is recorded. */
  readonly execution: ExecutionName;
  /** Why steps run eagerly although a graph was asked for, as a sentence for the reader; null where nothing is to explain. */
  readonly reason: string | null;
  /** Command lists recorded so far, one for each shape of batch. */
  readonly plans: number;
  /** Exact counts of the last complete step; null on backends other than WebGPU, which have no such commands. */
  readonly step: StepCounts | null;
  /** Wall time of a training step: the mean of the steps so far that ran in this way. */
  readonly stepMilliseconds: number;
  /** Kernels of a step, the costliest first: by time where it is measured, else by count. */
  readonly kernels: readonly KernelShare[];
  /** Kernels of ours that do not run on this adapter, and what runs in their place: a sentence for each. */
  readonly fallbacks: readonly string[];
}

/** What one training step asked of the GPU. */
export interface StepCounts {
  readonly dispatches: number;
  readonly passes: number;
  readonly submits: number;
  readonly buffersCreated: number;
  readonly bindGroupsCreated: number;
  readonly bytesWritten: number;
  /** Reads back from the device, each of which the host waits for. */
  readonly reads: number;
}

/** What one kernel has of a training step. */
export interface KernelShare {
  readonly name: string;
  /** Calls in the step. */
  readonly count: number;
  /** Time of all these calls on the GPU; null where the adapter has no timestamp queries. */
  readonly milliseconds: number | null;
}

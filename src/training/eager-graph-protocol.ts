/** What the page and the worker say to each other of a training step that runs eagerly and as a graph: types only. */
import type { BackendName, DialectName, ExecutionName, StepCounts } from './protocol.ts';

/** Networks of few and of many operations, for grey images of 28x28. */
export type StepNetworkName = 'perceptron' | 'cnn';

export interface EagerGraphSettings {
  readonly network: StepNetworkName;
  /** Images of a batch, 1 to 1024, for each measurement; one to six, all different. */
  readonly batchSizes: readonly number[];
  /** Steps of each of the three rounds that are timed, 1 to 100. */
  readonly steps: number;
  /** Of the weights and the images: an integer from 0 to 2^32 - 1. */
  readonly seed: number;
}

/** Asks for the time and the launches of a training step, for every batch size in both frameworks and both ways. */
export interface EagerGraphRequest {
  readonly type: 'time-steps';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly settings: EagerGraphSettings;
}

/** A training step as it was measured. */
export interface TimedStep {
  readonly batchSize: number;
  readonly execution: ExecutionName;
  /** Wall time of a step: the median of the rounds. */
  readonly milliseconds: number;
  /** Kernels that a step starts: counted on WebGPU, elsewhere those that the framework calls. */
  readonly launches: number;
  /** Exact counts of one step; null on backends other than WebGPU. */
  readonly counts: StepCounts | null;
  /** The loss of each step, the first ones included. */
  readonly losses: readonly number[];
}

export interface TimedStepReport {
  readonly type: 'timed-step';
  readonly runId: number;
  readonly dialect: DialectName;
  readonly step: TimedStep;
}

/** Steps that are tried out, to learn whether they can be recorded. */
export type TriedStepName = 'schedule' | 'logs-loss' | 'host-number' | 'host-index' | 'grows' | 'outside-tensor';

/** What the engine says of each tried step. */
export interface TriedStepsReport {
  readonly type: 'tried-steps';
  readonly runId: number;
  /** Whether this backend records steps at all. */
  readonly canRecord: boolean;
  /** Why a step cannot be recorded, as the end of a sentence that begins "because"; null where it can. */
  readonly obstacles: Readonly<Record<TriedStepName, string | null>>;
}

import { getBackend, type Tensor } from '@tensorflow/tfjs-core';
import type { RepeatedStep } from './repeated-step.ts';

/** Results of replays that are still on the device. */
export interface StepResults {
  /** The results of the replays since the last call, a list for each replay. */
  take(): Promise<number[][]>;
}

/** What a kernel has of a step. */
export interface KernelUse {
  readonly dispatches: number;
  /** Time of all of them on the device; null where it was not measured. */
  readonly milliseconds: number | null;
}

/** A recorded step on the device, ready to be replayed. */
export interface StepPlan {
  /** What each kernel has of a replay, by its name. */
  readonly kernels: ReadonlyMap<string, KernelUse>;
  /** Whether kernels were measured in the last replay: it asked more of the device than others do, and took longer. */
  readonly isMeasured: boolean;
  /** The results of its replays; plans of one step share them. */
  readonly results: StepResults;
  /** The step that it replays. */
  readonly step: RepeatedStep;
  /** The tensor that a memory from before the step is in now, or null of another memory. */
  holderOf(number: number): object | null;
  /** Whether all that it was recorded on is still there. Else it has to be recorded anew. */
  isValid(): boolean;
  /** Runs the step once more on the device, which may take until later. */
  replay(inputs: readonly Tensor[]): void;
  /** Measures in some of the next replays how long the kernels take, where the device can tell. */
  measureKernels(): void;
  /** Settles when the device has done all that was asked of it. */
  finished(): Promise<void>;
  /** Frees what belongs to the plan. Tensors that the step left keep their values. */
  dispose(): void;
}

/** What one training step asked of the device. All are exact. */
export interface CommandCounts {
  readonly dispatches: number;
  readonly passes: number;
  readonly submits: number;
  readonly buffersCreated: number;
  readonly bindGroupsCreated: number;
  /** Bytes that the host wrote into buffers. */
  readonly bytesWritten: number;
  /** Buffers that the host mapped to read them. */
  readonly reads: number;
}

/** How a backend replays steps, and what it tells of them. */
export interface StepRecorder {
  /**
   * Makes a plan of a step, or tells why it cannot.
   *
   * @param like the plan of the same step for batches of another shape, which goes on beside it.
   */
  plan(step: RepeatedStep, like: StepPlan | null): StepPlan | { readonly obstacle: string };
  /** The commands since the last call. */
  takeCounts(): CommandCounts;
  /** Kernels of ours that do not run on this adapter, and what runs in their place: a sentence for each. */
  fallbacks(): readonly string[];
}

const recorders = new Map<string, StepRecorder>();

/** Tells how a backend of tfjs replays steps. */
export function registerStepRecorder(backendName: string, recorder: StepRecorder): void {
  recorders.set(backendName, recorder);
}

/** How the active backend replays steps, or null where it runs them eagerly alone. */
export function stepRecorder(): StepRecorder | null {
  return recorders.get(getBackend()) ?? null;
}

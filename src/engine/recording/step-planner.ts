import type { Tensor } from '@tensorflow/tfjs-core';
import type { RepeatedStep } from './repeated-step.ts';

/** A recorded step on the device, ready to be replayed. */
export interface StepPlan {
  /** Dispatches of a replay, by the kernel that they belong to. */
  readonly kernels: ReadonlyMap<string, number>;
  /** Whether all that it was recorded on is still there. Else it has to be recorded anew. */
  isValid(): boolean;
  /** Runs the step once more on the device, which may take until later. */
  replay(inputs: readonly Tensor[]): void;
  /** Settles when the device has done all that was asked of it. */
  finished(): Promise<void>;
  /** The results of the replays since the last call, a list for each replay. */
  takeResults(): Promise<number[][]>;
  /** Frees what belongs to the plan. Tensors that the step left keep their values. */
  dispose(): void;
}

/** Makes a plan of a step, or tells why it cannot. */
export type StepPlanner = (step: RepeatedStep) => StepPlan | { readonly obstacle: string };

const planners = new Map<string, StepPlanner>();

/** Tells how a backend of tfjs replays steps. */
export function registerStepPlanner(backendName: string, planner: StepPlanner): void {
  planners.set(backendName, planner);
}

/** How the backend replays steps, or null where it runs them eagerly alone. */
export function stepPlannerOf(backendName: string): StepPlanner | null {
  return planners.get(backendName) ?? null;
}

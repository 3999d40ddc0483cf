import { tensor, type Tensor } from '@tensorflow/tfjs-core';

/** What the host computes anew for each training step. */
export type StepValues = () => Float32Array | Int32Array;

/** Called for each step value that a step makes. */
export type StepValueListener = (value: Tensor, compute: StepValues) => void;

let listener: StepValueListener | null = null;

/**
 * A tensor of values that the host computes anew for each training step, such as a learning rate, a count of steps or
 * a mask of random numbers: int32 or float32 as `compute` gives them.
 *
 * A step that is replayed calls `compute` again, and nothing else of the code around it. What has to happen on the host
 * at each step, such as counting it, belongs there.
 */
export function stepValue(compute: StepValues, shape: readonly number[]): Tensor {
  const values = compute();
  const value = tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
  listener?.(value, compute);
  return value;
}

/** Runs `step`, and tells the listener of its step values in their order. */
export function listenToStepValues<Result>(next: StepValueListener, step: () => Result): Result {
  const outer = listener;
  listener = next;
  try {
    return step();
  } finally {
    listener = outer;
  }
}

/** Which class a row of scores predicts, in one kernel where the active backend has it. */
import { engine, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { hasKernel } from './own-kernel.ts';

/** A kernel of ours: x -> the index of the first largest number along the last axis; nan is larger than every number. */
export const FIRST_LARGEST = 'FirstLargest';
/** A kernel of ours: labels, scores -> 1 where the first largest score is that of the label, else 0. */
export const CORRECT_PREDICTIONS = 'CorrectPredictions';

/** Scores that one invocation goes through alone. */
const MOST_CLASSES = 256;

/** Whether both functions can run here, for scores of this shape. */
export function hasPredictionKernels(shape: readonly number[]): boolean {
  const classes = shape.at(-1) ?? 0;
  return hasKernel(FIRST_LARGEST) && classes > 0 && classes <= MOST_CLASSES;
}

/**
 * Index of the first largest number along the last axis: a nan before all numbers.
 *
 * @param x float32 [..., classes].
 * @returns int32 [...].
 */
export function firstLargest(x: Tensor): Tensor {
  return engine().runKernel<Tensor>(FIRST_LARGEST, { x });
}

/**
 * 1 where the first largest score is that of the label, else 0: float32 [rows].
 *
 * @param labels [rows], integers of any type.
 * @param scores float32 [rows, classes].
 */
export function correctPredictions(labels: Tensor1D, scores: Tensor2D): Tensor1D {
  return engine().runKernel<Tensor1D>(CORRECT_PREDICTIONS, { labels, scores });
}

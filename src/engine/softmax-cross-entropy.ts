/** Cross-entropy of logits and its gradient, in one kernel where the active backend has it. */
import { engine, type Scalar, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { hasKernel } from './own-kernel.ts';

/** A kernel of ours: logits, labels -> loss, gradient, logarithms of the probabilities, count. */
export const SOFTMAX_CROSS_ENTROPY = 'SoftmaxCrossEntropy';
/** A kernel of ours: gradient, labels, count -> the gradient of a mean of negative log-likelihoods. */
export const NLL_LOSS_GRADIENT = 'NllLossGradient';

/** What every device lets a kernel have of workgroups in a row. */
const MOST_ROWS = 65_535;

/** What the mean of the losses is taken over: all rows, or those whose label is a class. */
export type MeanOver = 'rows' | 'targets';

export interface SoftmaxCrossEntropy {
  /** The mean of the losses; NaN where it is over nothing. A row whose label is no class has the loss 0. */
  readonly loss: Scalar;
  /** Of the loss with respect to the logits: [rows, classes]. */
  readonly gradient: Tensor2D;
  /** [rows, classes]. */
  readonly logProbabilities: Tensor2D;
  /** What the sum of the losses was divided by. */
  readonly count: Scalar;
}

/** Whether {@link softmaxCrossEntropy} can run here on logits of this shape. */
export function hasSoftmaxCrossEntropy([rows = 0, classes = 0, ...others]: readonly number[]): boolean {
  return hasKernel(SOFTMAX_CROSS_ENTROPY) && others.length === 0 && classes > 0 && rows > 0 && rows <= MOST_ROWS;
}

/**
 * Cross-entropy of softmax(logits) with the labels, and its gradient, without overflow.
 *
 * @param logits float32 [rows, classes].
 * @param labels int32 [rows].
 */
export function softmaxCrossEntropy(logits: Tensor2D, labels: Tensor1D, mean: MeanOver): SoftmaxCrossEntropy {
  type Outputs = [Scalar, Tensor2D, Tensor2D, Scalar];
  const outputs = engine().runKernel<Outputs>(SOFTMAX_CROSS_ENTROPY, { logits, labels }, { mean });
  const [loss, gradient, logProbabilities, count] = outputs;
  return { loss, gradient, logProbabilities, count };
}

/**
 * Gradient of the mean of the negative log-likelihoods with respect to the logarithms: at each label
 * -gradient / count, else 0. Runs where {@link hasSoftmaxCrossEntropy} says so.
 *
 * @param gradient of the mean, float32 [].
 * @returns float32 [rows, classes].
 */
export function nllLossGradient(gradient: Scalar, labels: Tensor1D, count: Scalar, classes: number): Tensor2D {
  return engine().runKernel<Tensor2D>(NLL_LOSS_GRADIENT, { gradient, labels, count }, { classes });
}

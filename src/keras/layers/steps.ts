import { squeeze, unstack, type Tensor } from '@tensorflow/tfjs-core';

/** [batch, steps, ...] as one tensor a step. */
export function stepsOf(x: Tensor): Tensor[] {
  // The gradient of unstack does not know a single step.
  return x.shape[1] === 1 ? [squeeze(x, [1])] : unstack(x, 1);
}

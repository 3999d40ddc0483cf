import type { Tensor } from '@tensorflow/tfjs-core';

/** Length of the first axis; 1 for a scalar. */
export function batchLength({ shape }: Tensor): number {
  return shape.length === 0 ? 1 : shape[0];
}

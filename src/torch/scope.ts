import * as tf from '@tensorflow/tfjs-core';
import { Tensor } from './tensor.ts';

/**
 * Runs `compute` and frees every tensor that it made, but for those that it returns, parameters, gradients and
 * optimizer states. PyTorch counts references; JavaScript cannot, so a training loop puts each step in a scope.
 * `compute` must not be asynchronous.
 */
export function scope<Result extends Tensor | Readonly<Record<string, Tensor>>>(compute: () => Result): Result {
  tf.engine().startScope('torch');
  let survivors: tf.Tensor[] = [];
  try {
    const result = compute();
    const tensors = result instanceof Tensor ? [result] : Object.values<Tensor>(result);
    survivors = tensors.map((tensor) => tensor.values);
    return result;
  } finally {
    tf.engine().endScope(survivors);
  }
}

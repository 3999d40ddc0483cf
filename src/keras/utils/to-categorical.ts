import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../one-hot.ts';

/**
 * Class indices as rows of zeros with a one: [N] or [N, 1] -> [N, numClasses] float32.
 *
 * @param numClasses the largest index + 1 when left out; then `x` must be an array, as a tensor would have to be read.
 * @source https://keras.io/api/utils/python_utils/#to_categorical-function
 */
export function toCategorical(x: tf.Tensor | readonly number[], numClasses?: number): tf.Tensor {
  return tf.tidy(() => {
    if (!(x instanceof tf.Tensor)) {
      return oneHot(tf.tensor1d([...x], 'int32'), numClasses ?? Math.max(...x) + 1);
    }
    if (numClasses === undefined) throw new TypeError('toCategorical: pass numClasses with a tensor.');
    const shape = x.shape.at(-1) === 1 && x.rank > 1 ? x.shape.slice(0, -1) : x.shape;
    return oneHot(tf.cast(tf.reshape(x, shape), 'int32'), numClasses);
  });
}

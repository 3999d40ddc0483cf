import * as tf from '@tensorflow/tfjs-core';
import { Tensor, type AxisOrder } from '../tensor.ts';

/** A tensor that a module trains: a leaf that requires a gradient and outlives every scope. */
export class Parameter extends Tensor {
  /** @param data values row by row in `shape`; stored in `order` when it is given. */
  constructor(data: Float32Array, shape: readonly number[], order?: AxisOrder) {
    const values = tf.tidy(() => {
      const contiguous = tf.tensor(data, [...shape], 'float32');
      return tf.keep(order ? tf.transpose(contiguous, [...order]) : contiguous);
    });
    super(values, { ...(order && { order }), requiresGrad: true });
  }
}

import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { toFloat, type Values } from './tensor-values.ts';

interface NormalizeParameters {
  readonly axis?: number;
  /** Of the norm: 1 the sum of sizes, 2 the root of the sum of squares. */
  readonly order?: number;
}

/**
 * x over its norm along `axis`, the last one unless given; zeros stay zeros.
 *
 * @source https://keras.io/api/utils/python_utils/#normalize-function
 */
export function normalize(x: Values, ...values: Arguments<NormalizeParameters, readonly ['axis', 'order']>): tf.Tensor {
  const { axis = -1, order = 2 } = bindArguments<NormalizeParameters>(['axis', 'order'], values);
  return tf.tidy(() => {
    const tensor = toFloat(x);
    const norms = tf.norm(tensor, order, axis, true);
    return tf.div(tensor, tf.where(tf.equal(norms, 0), tf.onesLike(norms), norms));
  });
}

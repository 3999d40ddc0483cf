import * as tf from '@tensorflow/tfjs-core';

/** |x| with the gradient 0 at 0, as in TensorFlow; that of tfjs is -1 there. */
export function absolute(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.add(tf.relu(x), tf.relu(tf.neg(x))));
}

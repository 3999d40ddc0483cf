import * as tf from '@tensorflow/tfjs-core';

/** Which labels are not those of a class that is ignored. */
export function isOtherClass(labels: tf.Tensor, ignoreClass: number): tf.Tensor {
  return tf.notEqual(labels, tf.scalar(ignoreClass, labels.dtype));
}

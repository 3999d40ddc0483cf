import * as tf from '@tensorflow/tfjs-core';

/**
 * Cross-entropy of logits against class indices, as keras.losses.SparseCategoricalCrossentropy(from_logits=True):
 * yTrue [N, 1], yPred [N, classes] float32 -> [N].
 *
 * The loss that tfjs finds under this name clips logits as if they were probabilities.
 */
export function sparseCategoricalCrossentropy(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [batch = 0, classes = 0] = yPred.shape;
    const oneHot = tf.oneHot(tf.cast(tf.reshape(yTrue, [batch]), 'int32'), classes);
    return tf.neg(tf.sum(tf.mul(tf.logSoftmax(yPred), oneHot), -1));
  });
}

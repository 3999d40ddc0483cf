import * as tf from '@tensorflow/tfjs-core';

/** 1 where the largest output is the true class, else 0: yTrue [N, 1], yPred [N, classes] -> [N] float32. */
export function sparseCategoricalAccuracy(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const labels = tf.cast(tf.reshape(yTrue, [-1]), 'int32');
    return tf.cast(tf.equal(labels, tf.argMax(yPred, -1)), 'float32');
  });
}

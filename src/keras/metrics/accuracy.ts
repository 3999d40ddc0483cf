/** Accuracies as functions, one number a sample: 1 where the prediction is right, else 0. */
import * as tf from '@tensorflow/tfjs-core';
import { toSameRank } from '../losses/reduction.ts';
import { oneHot } from '../one-hot.ts';
import { product } from '../utils/lists.ts';

/** Whether prediction and label are equal. */
export function accuracy(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  return tf.tidy(() => matches(...toSameRank(tf.cast(yTrue, yPred.dtype), yPred)));
}

/** Whether the prediction is on the label's side of `threshold`. */
export function binaryAccuracy(yTrue: tf.Tensor, yPred: tf.Tensor, threshold = 0.5): tf.Tensor {
  return tf.tidy(() => {
    const [target, output] = toSameRank(yTrue, yPred);
    return matches(target, tf.cast(tf.greater(output, threshold), target.dtype));
  });
}

/** Whether the largest prediction is the one of the one-hot row: [..., classes] -> [...]. */
export function categoricalAccuracy(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  return tf.tidy(() => matches(tf.argMax(yTrue, -1), tf.argMax(yPred, -1)));
}

/** Whether the largest prediction is that of the class: indices [...] or [..., 1] -> [...]. */
export function sparseCategoricalAccuracy(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  return tf.tidy(() => matches(classIndices(yTrue, yPred), tf.argMax(yPred, -1)));
}

/** Whether the class of the one-hot row is among the `k` largest predictions. */
export function topKCategoricalAccuracy(yTrue: tf.Tensor, yPred: tf.Tensor, k = 5): tf.Tensor {
  return tf.tidy(() => isInTopK(tf.argMax(yTrue, -1), yPred, k));
}

/** Whether the class is among the `k` largest predictions. */
export function sparseTopKCategoricalAccuracy(yTrue: tf.Tensor, yPred: tf.Tensor, k = 5): tf.Tensor {
  return tf.tidy(() => isInTopK(classIndices(yTrue, yPred), yPred, k));
}

function matches(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.cast(tf.equal(a, tf.cast(b, a.dtype)), 'float32');
}

function classIndices(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  const labels = yTrue.rank === yPred.rank && yTrue.shape.at(-1) === 1 ? tf.squeeze(yTrue, [-1]) : yTrue;
  return tf.cast(labels, 'int32');
}

/** Whether fewer than `k` predictions are larger than that of the class. */
function isInTopK(classes: tf.Tensor, yPred: tf.Tensor, k: number): tf.Tensor {
  const count = product(classes.shape);
  const predictions = tf.reshape(yPred, [count, -1]);
  const ownClass = oneHot(tf.reshape(classes, [count]), predictions.shape[1] ?? 1);
  const own = tf.sum(tf.mul(predictions, ownClass), -1, true);
  const larger = tf.sum(tf.cast(tf.greater(predictions, own), 'float32'), -1);
  return tf.reshape(tf.cast(tf.less(larger, k), 'float32'), classes.shape);
}

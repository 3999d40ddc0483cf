/** Accuracies as functions, one number a sample: 1 where the prediction is right, else 0. */
import * as tf from '@tensorflow/tfjs-core';
import { correctPredictions, hasPredictionKernels } from '../../engine/class-predictions.ts';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { toSameRank } from '../losses/reduction.ts';
import { oneHot } from '../one-hot.ts';
import { product } from '../utils/lists.ts';
import { toTensor, type Values } from '../utils/tensor-values.ts';

/** Whether prediction and label are equal. @source https://keras.io/api/metrics/accuracy_metrics/ */
export function accuracy(yTrue: Values, yPred: Values): tf.Tensor {
  return tf.tidy(() => {
    const output = toTensor(yPred);
    return matches(...toSameRank(tf.cast(toTensor(yTrue), output.dtype), output));
  });
}

interface ThresholdParameters {
  readonly threshold?: number;
}

/**
 * Whether the prediction is on the label's side of `threshold`.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/binary_accuracy
 */
export function binaryAccuracy(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<ThresholdParameters, readonly ['threshold']>
): tf.Tensor {
  const { threshold = 0.5 } = bindArguments<ThresholdParameters>(['threshold'], values);
  return tf.tidy(() => {
    const [target, output] = toSameRank(toTensor(yTrue), toTensor(yPred));
    return matches(target, tf.cast(tf.greater(output, threshold), target.dtype));
  });
}

/**
 * Whether the largest prediction is the one of the one-hot row: [..., classes] -> [...].
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/categorical_accuracy
 */
export function categoricalAccuracy(yTrue: Values, yPred: Values): tf.Tensor {
  return tf.tidy(() => matches(tf.argMax(toTensor(yTrue), -1), tf.argMax(toTensor(yPred), -1)));
}

/**
 * Whether the largest prediction is that of the class: indices [...] or [..., 1] -> [...].
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/sparse_categorical_accuracy
 */
export function sparseCategoricalAccuracy(yTrue: Values, yPred: Values): tf.Tensor {
  return tf.tidy(() => {
    const [labels, output] = [toTensor(yTrue), toTensor(yPred)];
    const isColumn = labels.rank === output.rank && labels.shape.at(-1) === 1;
    const count = product(labels.shape);
    if (
      output.dtype === 'float32' &&
      output.size / count === output.shape.at(-1) &&
      hasPredictionKernels(output.shape)
    ) {
      const correct = correctPredictions(tf.reshape(labels, [count]), tf.reshape(output, [count, -1]));
      return tf.reshape(correct, output.shape.slice(0, -1));
    }
    return matches(tf.cast(isColumn ? tf.squeeze(labels, [-1]) : labels, 'int32'), tf.argMax(output, -1));
  });
}

interface TopKParameters {
  readonly k?: number;
}

type TopKArguments = Arguments<TopKParameters, readonly ['k']>;

/**
 * Whether the class of the one-hot row is among the `k` largest predictions, 5 unless given.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/top_k_categorical_accuracy
 */
export function topKCategoricalAccuracy(yTrue: Values, yPred: Values, ...values: TopKArguments): tf.Tensor {
  const { k = 5 } = bindArguments<TopKParameters>(['k'], values);
  return tf.tidy(() => isInTopK(tf.argMax(toTensor(yTrue), -1), toTensor(yPred), k));
}

/**
 * Whether the class is among the `k` largest predictions: the shape of the indices stays, [...] or [..., 1].
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/sparse_top_k_categorical_accuracy
 */
export function sparseTopKCategoricalAccuracy(yTrue: Values, yPred: Values, ...values: TopKArguments): tf.Tensor {
  const { k = 5 } = bindArguments<TopKParameters>(['k'], values);
  return tf.tidy(() => isInTopK(tf.cast(toTensor(yTrue), 'int32'), toTensor(yPred), k));
}

function matches(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.cast(tf.equal(a, tf.cast(b, a.dtype)), 'float32');
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

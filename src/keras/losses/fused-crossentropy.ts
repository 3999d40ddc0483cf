import * as tf from '@tensorflow/tfjs-core';
import { hasSoftmaxCrossEntropy, softmaxCrossEntropy } from '../../engine/softmax-cross-entropy.ts';
import { oneHot } from '../one-hot.ts';

/**
 * The mean of the cross-entropies of class indices [...] or [..., 1] with logits [..., classes], by a kernel that gives
 * its gradient along with it.
 *
 * @returns null where there is no such kernel, or the shapes do not fit.
 */
export function fusedMeanCrossentropy(yTrue: tf.Tensor, logits: tf.Tensor): tf.Tensor | null {
  const classes = logits.shape.at(-1) ?? 0;
  const rows = logits.size / classes;
  const isColumn = yTrue.rank === logits.rank && yTrue.shape.at(-1) === 1;
  const labelShape = isColumn ? yTrue.shape.slice(0, -1) : yTrue.shape;
  if (!tf.util.arraysEqual(labelShape, logits.shape.slice(0, -1)) || !hasSoftmaxCrossEntropy([rows, classes]))
    return null;
  const labels = tf.reshape<tf.Rank.R1>(tf.cast(yTrue, 'int32'), [rows]);
  return meanCrossentropy(labels)(tf.reshape(logits, [rows, classes]));
}

function meanCrossentropy(labels: tf.Tensor1D): (logits: tf.Tensor2D) => tf.Tensor {
  return tf.customGrad((...inputs) => {
    const [logits, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc];
    const { loss, gradient } = softmaxCrossEntropy(logits, labels, 'rows');
    save([logits, gradient, labels]);
    return { value: loss, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => scaledGradient(dy, saved as Saved) };
  });
}

type Saved = [logits: tf.Tensor2D, gradient: tf.Tensor2D, labels: tf.Tensor1D];

/** The gradient of the mean times `dy`, which has a gradient itself: a tape around the tape may ask for it. */
function scaledGradient(dy: tf.Tensor, [logits, gradient, labels]: Saved): tf.Tensor {
  const scaled = tf.customGrad((...inputs) => {
    const [logits, dy, save] = inputs as [tf.Tensor2D, tf.Tensor, tf.GradSaveFunc];
    save([logits, dy, labels]);
    const gradFunc = (second: tf.Tensor, saved: tf.Tensor[]) => secondGradients(second, saved as SavedForSecond);
    return { value: tf.mul(gradient, dy), gradFunc };
  });
  return scaled(logits, dy);
}

type SavedForSecond = [logits: tf.Tensor2D, dy: tf.Tensor, labels: tf.Tensor1D];

/** Of (softmax(logits) - oneHot(labels)) dy / rows with respect to the logits and to `dy`. */
function secondGradients(second: tf.Tensor, [logits, dy, labels]: SavedForSecond): tf.Tensor[] {
  const [rows, classes] = logits.shape;
  const isClass = tf.logicalAnd(tf.greaterEqual(labels, 0), tf.less(labels, classes));
  const counted = tf.div(tf.mul(second, tf.expandDims(tf.cast(isClass, 'float32'), -1)), rows);
  const probabilities = tf.softmax(logits);
  const weighted = tf.mul(counted, probabilities);
  const towardsLogits = tf.sub(weighted, tf.mul(probabilities, tf.sum(weighted, -1, true)));
  const distances = tf.sub(probabilities, oneHot(labels, classes));
  return [tf.mul(towardsLogits, dy), tf.sum(tf.mul(counted, distances))];
}

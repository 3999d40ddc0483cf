/**
 * The cross-entropies of Keras as functions, one loss a sample. With `fromLogits` they are computed from the logits and
 * exact; without, probabilities are held between epsilon and 1 - epsilon, unless they come from softmax or sigmoid,
 * whose logits are known.
 *
 * @source https://keras.io/api/losses/probabilistic_losses/
 */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { softmax } from '../activations/activations.ts';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { oneHot as toOneHot } from '../one-hot.ts';
import { toFloat, toTensor, type Values } from '../utils/tensor-values.ts';
import { logitsOf } from './logits-of.ts';
import { isOtherClass } from './ignored-class.ts';

export interface CrossentropyParameters {
  /** Whether `yPred` are logits, and not probabilities. */
  readonly fromLogits?: boolean;
  /** Share of the label that is spread over all classes, 0 to 1. */
  readonly labelSmoothing?: number;
  readonly axis?: number;
}

export interface SparseCrossentropyParameters {
  readonly fromLogits?: boolean;
  /** A class whose samples have the loss 0; a mean of the loss class does not count them. */
  readonly ignoreClass?: number | null;
  /** Of the classes: Keras allows the last axis alone. */
  readonly axis?: number;
}

export interface FocalParameters extends CrossentropyParameters {
  /** Weight of the classes, or of each of them. */
  readonly alpha?: number | readonly number[];
  readonly gamma?: number;
}

export interface BinaryFocalParameters extends FocalParameters {
  /** Weight of the label 1, if the classes are balanced; the label 0 has the rest. */
  readonly alpha?: number;
  readonly applyClassBalancing?: boolean;
}

const NAMES = ['fromLogits', 'labelSmoothing', 'axis'] as const;
const SPARSE_NAMES = ['fromLogits', 'ignoreClass', 'axis'] as const;
const FOCAL_NAMES = ['alpha', 'gamma', 'fromLogits', 'labelSmoothing', 'axis'] as const;
const BINARY_FOCAL_NAMES = ['applyClassBalancing', ...FOCAL_NAMES] as const;

function clip(probabilities: tf.Tensor): tf.Tensor {
  return tf.clipByValue(probabilities, EPSILON, 1 - EPSILON);
}

/**
 * Distributions [..., classes] against predictions of the same shape -> [...].
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/categorical_crossentropy
 */
export function categoricalCrossentropy(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<CrossentropyParameters, typeof NAMES>
): tf.Tensor {
  const bound = bindArguments<CrossentropyParameters>(NAMES, values);
  const { fromLogits = false, labelSmoothing = 0, axis = -1 } = bound;
  return tf.tidy(() => {
    const output = toFloat(yPred);
    const target = smoothed(toFloat(yTrue), labelSmoothing);
    requireSameShape('categoricalCrossentropy', target, output);
    const logits = logitsOf(output, fromLogits);
    const logarithm = logits
      ? tf.sub(logits, tf.logSumExp(logits, axis, true))
      : tf.log(clip(tf.div(output, tf.sum(output, axis, true))));
    return tf.neg(tf.sum(tf.mul(target, logarithm), axis));
  });
}

function smoothed(target: tf.Tensor, labelSmoothing: number): tf.Tensor {
  if (labelSmoothing === 0) return target;
  return tf.add(tf.mul(target, 1 - labelSmoothing), labelSmoothing / (target.shape.at(-1) ?? 1));
}

/**
 * Class indices [...] or [..., 1] against predictions [..., classes] -> [...].
 *
 * Probabilities are clipped, and their logarithms go through a softmax, as in Keras: so they need not add up to 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/sparse_categorical_crossentropy
 */
export function sparseCategoricalCrossentropy(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<SparseCrossentropyParameters, typeof SPARSE_NAMES>
): tf.Tensor {
  const bound = bindArguments<SparseCrossentropyParameters>(SPARSE_NAMES, values);
  const { fromLogits = false, ignoreClass = null, axis = -1 } = bound;
  return tf.tidy(() => {
    const output = toFloat(yPred);
    if (axis !== -1 && axis !== output.rank - 1) {
      throw new ValueError(`Only axis=-1 is currently supported. Received: axis=${axis}`);
    }
    const labels = tf.cast(squeezeLabels(toTensor(yTrue), output), 'int32');
    const logits = logitsOf(output, fromLogits) ?? tf.log(clip(output));
    const isCounted = ignoreClass === null ? null : isOtherClass(labels, ignoreClass);
    const classes = isCounted ? tf.where(isCounted, labels, tf.zerosLike(labels)) : labels;
    const oneHot = toOneHot(classes, output.shape.at(-1) ?? 1);
    const losses = tf.reshape(tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), oneHot), -1)), labels.shape);
    return isCounted ? tf.where(isCounted, losses, tf.zerosLike(losses)) : losses;
  });
}

/** @throws {ValueError} unless there is one label for each row of `yPred`. */
function squeezeLabels(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  const labels = yTrue.rank === yPred.rank && yTrue.shape.at(-1) === 1 ? tf.squeeze(yTrue, [-1]) : yTrue;
  if (labels.rank !== yPred.rank - 1) {
    throw new ValueError(
      `Argument \`output\` must have rank (ndim) \`target.ndim - 1\`. Received: ${shapesOf(labels, yPred)}`,
    );
  }
  if (!tf.util.arraysEqual(labels.shape, yPred.shape.slice(0, -1))) {
    throw new ValueError(
      `Arguments \`target\` and \`output\` must have the same shape up until the last dimension: ` +
        shapesOf(labels, yPred),
    );
  }
  return labels;
}

/**
 * Labels between 0 and 1 against predictions of the same shape [..., outputs] -> mean over `axis`.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/binary_crossentropy
 */
export function binaryCrossentropy(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<CrossentropyParameters, typeof NAMES>
): tf.Tensor {
  const bound = bindArguments<CrossentropyParameters>(NAMES, values);
  const { fromLogits = false, labelSmoothing = 0, axis = -1 } = bound;
  return tf.tidy(() => {
    const [target, output] = [toFloat(yTrue), toFloat(yPred)];
    requireSameShape('binaryCrossentropy', target, output);
    return tf.mean(binaryLosses(binarySmoothed(target, labelSmoothing), output, fromLogits), axis);
  });
}

function binarySmoothed(target: tf.Tensor, labelSmoothing: number): tf.Tensor {
  return tf.add(tf.mul(target, 1 - labelSmoothing), 0.5 * labelSmoothing);
}

function binaryLosses(target: tf.Tensor, yPred: tf.Tensor, fromLogits: boolean): tf.Tensor {
  const logits = logitsOf(yPred, fromLogits);
  if (logits) return tf.sub(tf.softplus(logits), tf.mul(logits, target));
  const output = clip(yPred);
  const ones = tf.mul(target, tf.log(output));
  return tf.neg(tf.add(ones, tf.mul(tf.sub(1, target), tf.log(tf.sub(1, output)))));
}

/**
 * Categorical cross-entropy in which classes that are already well predicted count less.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/categorical_focal_crossentropy
 */
export function categoricalFocalCrossentropy(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<FocalParameters, typeof FOCAL_NAMES>
): tf.Tensor {
  const bound = bindArguments<FocalParameters>(FOCAL_NAMES, values);
  const { alpha = 0.25, gamma = 2, fromLogits = false, labelSmoothing = 0, axis = -1 } = bound;
  return tf.tidy(() => {
    const target = smoothed(toFloat(yTrue), labelSmoothing);
    const probabilities = fromLogits ? softmax(toFloat(yPred), axis) : toFloat(yPred);
    const output = clip(tf.div(probabilities, tf.sum(probabilities, axis, true)));
    const weight = tf.mul(typeof alpha === 'number' ? alpha : [...alpha], tf.pow(tf.sub(1, output), gamma));
    return tf.neg(tf.sum(tf.mul(weight, tf.mul(target, tf.log(output))), axis));
  });
}

/**
 * Binary cross-entropy in which what is already well predicted counts less.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/binary_focal_crossentropy
 */
export function binaryFocalCrossentropy(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<BinaryFocalParameters, typeof BINARY_FOCAL_NAMES>
): tf.Tensor {
  const bound = bindArguments<BinaryFocalParameters>(BINARY_FOCAL_NAMES, values);
  const { applyClassBalancing = false, alpha = 0.25, gamma = 2, fromLogits = false } = bound;
  return tf.tidy(() => {
    const target = binarySmoothed(toFloat(yTrue), bound.labelSmoothing ?? 0);
    const output = fromLogits ? tf.sigmoid(toFloat(yPred)) : toFloat(yPred);
    const between = (ones: tf.Tensor | number, zeros: tf.Tensor | number) =>
      tf.add(tf.mul(target, ones), tf.mul(tf.sub(1, target), zeros));
    const focus = tf.pow(tf.sub(1, between(output, tf.sub(1, output))), gamma);
    const losses = tf.mul(focus, binaryLosses(target, output, false));
    return tf.mean(applyClassBalancing ? tf.mul(between(alpha, 1 - alpha), losses) : losses, bound.axis ?? -1);
  });
}

function requireSameShape(loss: string, yTrue: tf.Tensor, yPred: tf.Tensor): void {
  if (tf.util.arraysEqual(yTrue.shape, yPred.shape)) return;
  const what = yTrue.rank === yPred.rank ? 'shape' : 'rank (ndim)';
  throw new ValueError(
    `Arguments \`target\` and \`output\` must have the same ${what}. Received: ${shapesOf(yTrue, yPred)}`,
    `${loss} needs labels like its predictions. For class indices use sparseCategoricalCrossentropy.`,
  );
}

function shapesOf(yTrue: tf.Tensor, yPred: tf.Tensor): string {
  return `target.shape=${pythonTuple(yTrue.shape)}, output.shape=${pythonTuple(yPred.shape)}`;
}

function pythonTuple(values: readonly number[]): string {
  return `(${values.join(', ')}${values.length === 1 ? ',' : ''})`;
}

import * as tf from '@tensorflow/tfjs-core';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { toSameRank } from '../losses/reduction.ts';
import { oneHot } from '../one-hot.ts';

/** Weighted counts for each threshold: [thresholds] each, or [thresholds, labels] where labels count for themselves. */
export interface ConfusionCounts {
  readonly truePositives: tf.Tensor;
  readonly falsePositives: tf.Tensor;
  readonly trueNegatives: tf.Tensor;
  readonly falseNegatives: tf.Tensor;
}

/** Which predictions are looked at. */
export interface ConfusionSelection {
  /** Only the k largest predictions of a sample count as positive. */
  readonly topK?: number | null;
  /** Only this class is looked at. */
  readonly classId?: number | null;
}

interface ConfusionOptions extends ConfusionSelection {
  readonly sampleWeight?: tf.Tensor | undefined;
  /** A factor for each label, the last axis. */
  readonly labelWeights?: readonly number[] | null;
  /** Whether each label, the last axis of [batch, labels], has counts of its own. */
  readonly multiLabel?: boolean;
}

/**
 * Counts predictions above each threshold against the labels 0 and 1, all of one shape.
 *
 * @throws {ValueError} when a class is asked for and predictions have no axis of classes.
 */
export function confusionCounts(
  yTrue: tf.Tensor,
  yPred: tf.Tensor,
  thresholds: readonly number[],
  options: ConfusionOptions = {},
): ConfusionCounts {
  const { topK = null, classId = null, sampleWeight, labelWeights = null, multiLabel = false } = options;
  const [outputs, targets] = toSameRank(yPred, yTrue);
  if (classId !== null && outputs.rank === 1) {
    throw new ValueError(`classId needs predictions of shape [batch, classes], got [${outputs.shape.join(', ')}].`);
  }
  const ranked = ofClass(topK === null ? outputs : onlyTopK(outputs, topK), classId);
  const shape = ranked.shape;
  // [thresholds, samples, labels]
  const flat = (x: tf.Tensor) => tf.reshape(x, multiLabel ? [1, ...shape] : [1, -1, 1]);
  const labels = flat(tf.cast(tf.notEqual(ofClass(targets, classId), 0), 'float32'));
  const weights = flat(elementWeights(sampleWeight, labelWeights, shape));
  const positive = isPositive(flat(ranked), thresholds);
  const count = (flags: tf.Tensor, ofLabel: tf.Tensor) => {
    const sums = tf.sum(tf.mul(flags, ofLabel), 1);
    return multiLabel ? sums : tf.reshape(sums, [thresholds.length]);
  };
  const [negative, weightedTrue] = [tf.sub(1, positive), tf.mul(labels, weights)];
  const weightedFalse = tf.mul(tf.sub(1, labels), weights);
  return {
    truePositives: count(positive, weightedTrue),
    falsePositives: count(positive, weightedFalse),
    trueNegatives: count(negative, weightedFalse),
    falseNegatives: count(negative, weightedTrue),
  };
}

/** 1 where a prediction is above a threshold. */
function isPositive(predictions: tf.Tensor, thresholds: readonly number[]): tf.Tensor {
  const column = (values: readonly number[]) => tf.tensor3d([...values], [values.length, 1, 1]);
  if (!areEvenlySpaced(thresholds)) return tf.cast(tf.greater(predictions, column(thresholds)), 'float32');
  // As Keras does it, a prediction belongs to an interval by its number, which rounds otherwise than a comparison.
  const interval = tf.sub(tf.ceil(tf.mul(tf.clipByValue(predictions, 0, 1), thresholds.length - 1)), 1);
  const first = (thresholds[0] ?? 0) < 0 ? tf.relu(interval) : interval;
  return tf.cast(tf.greaterEqual(first, column(thresholds.map((_, index) => index))), 'float32');
}

function areEvenlySpaced(thresholds: readonly number[]): boolean {
  const last = thresholds.length - 1;
  return last > 1 && thresholds.every((value, index) => Math.abs(value - index / last) <= 2 * EPSILON);
}

/** The weight of each element of `shape`. */
function elementWeights(
  sampleWeight: tf.Tensor | undefined,
  labelWeights: readonly number[] | null,
  shape: readonly number[],
): tf.Tensor {
  const ofLabels = labelWeights ? tf.broadcastTo([...labelWeights], [...shape]) : tf.ones([...shape]);
  if (!sampleWeight) return ofLabels;
  const missing = Math.max(0, shape.length - sampleWeight.rank);
  const aligned = tf.reshape(sampleWeight, [...sampleWeight.shape, ...new Array<number>(missing).fill(1)]);
  return tf.mul(ofLabels, aligned);
}

function ofClass(x: tf.Tensor, classId: number | null): tf.Tensor {
  if (classId === null) return x;
  return tf.slice(x, [...new Array<number>(x.rank - 1).fill(0), classId], [...x.shape.slice(0, -1), 1]);
}

/** Predictions that are not among the k largest of their sample as far below every threshold. */
function onlyTopK(x: tf.Tensor, k: number): tf.Tensor {
  const { indices } = tf.topk(x, k);
  const mask = tf.sum(oneHot(indices, x.shape.at(-1) ?? 1), -2);
  return tf.add(tf.mul(x, mask), tf.mul(-1e10, tf.sub(1, mask)));
}

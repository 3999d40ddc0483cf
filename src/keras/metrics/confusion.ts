import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../one-hot.ts';
import { toSameRank } from '../losses/reduction.ts';

/** Weighted counts for each threshold: [thresholds] each. */
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

/** Counts predictions above each threshold against the labels 0 and 1, all of one shape. */
export function confusionCounts(
  yTrue: tf.Tensor,
  yPred: tf.Tensor,
  thresholds: readonly number[],
  sampleWeight: tf.Tensor | undefined,
  selection: ConfusionSelection = {},
): ConfusionCounts {
  const [outputs, targets] = toSameRank(yPred, tf.cast(yTrue, 'float32'));
  const { topK = null, classId = null } = selection;
  const ranked = topK === null ? outputs : onlyTopK(outputs, topK);
  const predictions = tf.reshape(ofClass(ranked, classId), [1, -1]);
  const labels = tf.reshape(ofClass(tf.cast(tf.notEqual(targets, 0), 'float32'), classId), [1, -1]);
  const weights = elementWeights(sampleWeight, ofClass(outputs, classId).shape);
  const limits = tf.tensor2d([...thresholds], [thresholds.length, 1]);
  const positive = tf.cast(tf.greater(predictions, limits), 'float32');
  const negative = tf.sub(1, positive);
  const weightedTrue = tf.mul(labels, weights);
  const weightedFalse = tf.mul(tf.sub(1, labels), weights);
  const count = (flags: tf.Tensor, ofLabel: tf.Tensor) => tf.sum(tf.mul(flags, ofLabel), 1);
  return {
    truePositives: count(positive, weightedTrue),
    falsePositives: count(positive, weightedFalse),
    trueNegatives: count(negative, weightedFalse),
    falseNegatives: count(negative, weightedTrue),
  };
}

/** The weight of each element of `shape`, as a row. */
function elementWeights(sampleWeight: tf.Tensor | undefined, shape: readonly number[]): tf.Tensor {
  if (!sampleWeight) return tf.ones([1, 1]);
  const weights = tf.cast(sampleWeight, 'float32');
  const missing = shape.length - weights.rank;
  const aligned =
    missing > 0 ? tf.reshape(weights, [...weights.shape, ...new Array<number>(missing).fill(1)]) : weights;
  return tf.reshape(tf.broadcastTo(aligned, [...shape]), [1, -1]);
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

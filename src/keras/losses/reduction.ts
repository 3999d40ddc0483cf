import * as tf from '@tensorflow/tfjs-core';
import { product } from '../utils/lists.ts';

/** How the losses of the samples become one number; null is 'none'. */
export type Reduction = 'sum_over_batch_size' | 'sum' | 'mean' | 'mean_with_sample_weight' | 'none' | null;

/**
 * Brings two tensors to one rank where they differ by a last axis of length 1: [N] and [N, 1].
 *
 * @returns the two, one of them reshaped.
 */
export function toSameRank(a: tf.Tensor, b: tf.Tensor): [tf.Tensor, tf.Tensor] {
  if (a.rank === b.rank + 1 && a.shape.at(-1) === 1) {
    return b.rank === 1 ? [a, tf.expandDims(b, -1)] : [tf.squeeze(a, [-1]), b];
  }
  if (b.rank === a.rank + 1 && b.shape.at(-1) === 1) {
    return a.rank === 1 ? [tf.expandDims(a, -1), b] : [a, tf.squeeze(b, [-1])];
  }
  return [a, b];
}

/** Multiplies losses with the weights of their samples, over whose last axes the weights are repeated. */
function weighted(values: tf.Tensor, sampleWeight: tf.Tensor | undefined): tf.Tensor {
  if (!sampleWeight) return values;
  const [losses, weights] = toSameRank(values, tf.cast(sampleWeight, 'float32'));
  return tf.mul(losses, weights);
}

/**
 * The weighted losses of samples as one scalar, or, with 'none', each for itself. The mean is over all samples, those
 * of weight 0 too, as in Keras; 'mean_with_sample_weight' divides by the sum of the weights.
 */
export function reduce(values: tf.Tensor, reduction: Reduction, sampleWeight?: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const losses = weighted(values, sampleWeight);
    if (reduction === null || reduction === 'none' || losses.rank === 0) return losses.clone();
    const sum = tf.sum(losses);
    if (reduction === 'sum') return sum;
    if (reduction === 'mean_with_sample_weight' && sampleWeight) {
      // The quotient without NaN has no gradient in tfjs, so it is taken of the weights alone.
      return tf.mul(sum, tf.divNoNan(1, tf.sum(sampleWeight)));
    }
    return tf.div(sum, Math.max(1, product(losses.shape)));
  });
}

import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { product } from '../utils/lists.ts';

const REDUCTIONS = ['sum_over_batch_size', 'sum', 'mean', 'mean_with_sample_weight', 'none', null] as const;

/** How the losses of the samples become one number; null is 'none'. */
export type Reduction = (typeof REDUCTIONS)[number];

/** @throws {ValueError} for a reduction that Keras does not have. */
export function checkReduction(reduction: Reduction): Reduction {
  if (REDUCTIONS.includes(reduction)) return reduction;
  throw new ValueError(
    `Invalid value for argument \`reduction\`: ${String(reduction)}. Expected one of ${REDUCTIONS.join(', ')}, null.`,
  );
}

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

/** The weights, 0 where the mask is; a mean is then over what the mask leaves. */
export function maskedWeights(sampleWeight: tf.Tensor | undefined, mask: tf.Tensor, reduction: Reduction): tf.Tensor {
  const counted = tf.cast(mask, 'float32');
  const isMean = reduction === 'mean' || reduction === 'sum_over_batch_size';
  const scaled = isMean ? tf.mul(counted, tf.div(product(mask.shape), tf.maximum(tf.sum(counted), 1))) : counted;
  return sampleWeight ? tf.mul<tf.Tensor>(...toSameRank(scaled, sampleWeight)) : scaled;
}

/** 1 / x, and 0 for 0, as a constant: the quotient without NaN has no gradient in tfjs. */
function reciprocal(x: tf.Tensor): tf.Tensor {
  const constant = tf.customGrad((value) => ({
    value: tf.divNoNan(1, value as tf.Tensor),
    gradFunc: (dy) => tf.zerosLike(dy),
  }));
  return constant(x);
}

/**
 * The weighted losses of samples as one scalar, or, with 'none', each for itself. The mean is over all samples, those
 * of weight 0 too, as in Keras; 'mean_with_sample_weight' divides by the sum of the weights.
 *
 * @param mask false for samples that do not count at all.
 */
export function reduce(
  values: tf.Tensor,
  reduction: Reduction,
  sampleWeight?: tf.Tensor,
  mask: tf.Tensor | null = null,
): tf.Tensor {
  return tf.tidy(() => {
    const weights = mask ? maskedWeights(sampleWeight, mask, reduction) : sampleWeight;
    // Over the last axes of the losses the weights are repeated.
    const losses = weights ? tf.mul<tf.Tensor>(...toSameRank(values, weights)) : values;
    if (reduction === null || reduction === 'none' || losses.rank === 0) return losses.clone();
    const sum = tf.sum(losses);
    if (reduction === 'sum') return sum;
    if (reduction === 'mean_with_sample_weight' && weights) {
      return tf.mul(sum, reciprocal(tf.sum(weights)));
    }
    return tf.div(sum, Math.max(1, product(losses.shape)));
  });
}

/** Batch normalization in training by few kernels, where the active backend has them. */
import * as tf from '@tensorflow/tfjs-core';
import {
  channelGradients,
  channelStatistics,
  hasChannelNormalization,
  normalizeChannels,
} from '../../engine/channel-normalization.ts';

export interface BatchNormalizationWeights {
  /** Null where no factor is learned. */
  readonly gamma: tf.Tensor | null;
  /** Null where no offset is learned. */
  readonly beta: tf.Tensor | null;
  readonly movingMean: tf.Variable;
  readonly movingVariance: tf.Variable;
}

/** Whether the kernels are here, for this input with its channels along `axis`. */
export function canFuseBatchNormalization(x: tf.Tensor, axis: number): boolean {
  const channels = x.shape[axis] ?? 0;
  return axis === x.rank - 1 && x.dtype === 'float32' && hasChannelNormalization(x.size / channels, channels);
}

/**
 * The input [..., channels] less its mean, divided by its spread, times gamma, plus beta; the moving averages go the share
 * 1 - `momentum` of the way to mean and variance of the batch.
 */
export function fusedBatchNormalization(
  x: tf.Tensor,
  { gamma, beta, movingMean, movingVariance }: BatchNormalizationWeights,
  momentum: number,
  epsilon: number,
): tf.Tensor {
  const channels = movingMean.size;
  const rows = tf.reshape<tf.Rank.R2>(x, [x.size / channels, channels]);
  const moving = { mean: movingMean as tf.Tensor1D, variance: movingVariance as tf.Tensor1D };
  const following = { share: 1 - momentum, isUnbiased: false };
  const { statistics, averages } = channelStatistics(rows, moving, following, epsilon);
  movingMean.assign(averages.mean);
  movingVariance.assign(averages.variance);
  const normalize = normalizationBy(statistics, epsilon);
  return tf.reshape(normalize(rows, gamma ?? tf.ones([channels]), beta ?? tf.zeros([channels])), x.shape);
}

type Normalization = (rows: tf.Tensor2D, gamma: tf.Tensor, beta: tf.Tensor) => tf.Tensor;

/** With gradients that know that the statistics are those of the rows. */
function normalizationBy(statistics: tf.Tensor2D, epsilon: number): Normalization {
  return tf.customGrad((...inputs) => {
    const [rows, gamma, beta, save] = inputs as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
    save([rows, gamma, statistics]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => gradientsOf(dy as tf.Tensor2D, saved as Saved, epsilon);
    return { value: normalizeChannels(rows, statistics, gamma, beta), gradFunc };
  });
}

type Saved = [rows: tf.Tensor2D, gamma: tf.Tensor1D, statistics: tf.Tensor2D];

/** Of rows, gamma and beta; by operations that have gradients themselves where a tape around the tape may ask for them. */
function gradientsOf(dy: tf.Tensor2D, [rows, gamma, statistics]: Saved, epsilon: number): tf.Tensor[] {
  if (tf.engine().state.gradientDepth > 0) return composedGradients(dy, rows, gamma, epsilon);
  const gradients = channelGradients(dy, rows, statistics, gamma);
  return [gradients.x, gradients.gamma, gradients.beta];
}

function composedGradients(dy: tf.Tensor2D, rows: tf.Tensor2D, gamma: tf.Tensor1D, epsilon: number): tf.Tensor[] {
  const { mean, variance } = tf.moments(rows, 0);
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const normalized = tf.mul(tf.sub(rows, mean), inverse);
  const ofGamma = tf.sum(tf.mul(dy, normalized), 0);
  const ofBeta = tf.sum(dy, 0);
  const throughStatistics = tf.div(tf.add(tf.mul(normalized, ofGamma), ofBeta), rows.shape[0]);
  return [tf.mul(tf.sub(dy, throughStatistics), tf.mul(inverse, gamma)), ofGamma, ofBeta];
}

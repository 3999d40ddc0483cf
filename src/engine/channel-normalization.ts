/** Batch normalization of channels in few kernels, where the active backend has them. All tensors are float32. */
import { engine, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { hasKernel } from './own-kernel.ts';

/** A kernel of ours: x, averages -> statistics, new averages. */
export const CHANNEL_STATISTICS = 'ChannelStatistics';
/** A kernel of ours: x, statistics, gamma, beta -> the normalized x. */
export const NORMALIZE_CHANNELS = 'NormalizeChannels';
/** A kernel of ours: dy, x, statistics, gamma -> the gradients of x, gamma and beta. */
export const NORMALIZE_CHANNELS_GRADIENT = 'NormalizeChannelsGradient';

/** Mean and variance of the channels, averaged over the steps. */
export interface MovingAverages {
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/** How averages follow the statistics of a batch: `old` (1 - share) + `batch` share. */
export interface Following {
  readonly share: number;
  /** Whether the variance is divided by rows - 1 for it, and not by the rows. */
  readonly isUnbiased: boolean;
}

export interface ChannelStatistics {
  /** For the other kernels: a shift, the mean beyond it, and 1 / √(variance + epsilon): [3, channels]. */
  readonly statistics: Tensor2D;
  readonly averages: MovingAverages;
}

export interface ChannelGradients {
  /** Like x. */
  readonly x: Tensor2D;
  /** [channels]. */
  readonly gamma: Tensor1D;
  /** [channels]. */
  readonly beta: Tensor1D;
}

/** Whether the functions of this file can run here, for these rows of channels. */
export function hasChannelNormalization(rows: number, channels: number): boolean {
  return hasKernel(CHANNEL_STATISTICS) && rows > 0 && channels > 0;
}

/**
 * Mean and variance of each channel, in two passes over numbers less the channel's first one: also of numbers that differ
 * little from each other and much from 0.
 *
 * @param x [rows, channels].
 */
export function channelStatistics(
  x: Tensor2D,
  averages: MovingAverages,
  { share, isUnbiased }: Following,
  epsilon: number,
): ChannelStatistics {
  const inputs = { x, mean: averages.mean, variance: averages.variance };
  const attributes = { share, isUnbiased, epsilon };
  type Outputs = [Tensor2D, Tensor1D, Tensor1D];
  const [statistics, mean, variance] = engine().runKernel<Outputs>(CHANNEL_STATISTICS, inputs, attributes);
  return { statistics, averages: { mean, variance } };
}

/** (x - mean) / √(variance + epsilon) gamma + beta, of [rows, channels]. */
export function normalizeChannels(x: Tensor2D, statistics: Tensor2D, gamma: Tensor1D, beta: Tensor1D): Tensor2D {
  return engine().runKernel<Tensor2D>(NORMALIZE_CHANNELS, { x, statistics, gamma, beta });
}

/** The gradients of `normalizeChannels`, its statistics being those of x. */
export function channelGradients(dy: Tensor2D, x: Tensor2D, statistics: Tensor2D, gamma: Tensor1D): ChannelGradients {
  type Outputs = [Tensor2D, Tensor1D, Tensor1D];
  const inputs = { dy, x, statistics, gamma };
  const [ofX, ofGamma, ofBeta] = engine().runKernel<Outputs>(NORMALIZE_CHANNELS_GRADIENT, inputs);
  return { x: ofX, gamma: ofGamma, beta: ofBeta };
}

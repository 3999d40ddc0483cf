import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { ones, tensor, zeros } from '../../operations/creation.ts';
import type { Tensor } from '../../tensor.ts';
import { batchNorm } from '../functional/normalization.ts';
import { ones_, zeros_ } from '../init.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import { formatKeywords } from '../python-values.ts';

interface BatchNormParameters {
  readonly numFeatures: number;
  /** Added to the variance, so that nothing is divided by zero. */
  readonly eps?: number;
  /** Share of a batch in the new running statistics; null for the mean over all batches. */
  readonly momentum?: number | null;
  /** Whether a learned weight and bias follow. */
  readonly affine?: boolean;
  /** Whether running statistics are kept, for evaluation. */
  readonly trackRunningStats?: boolean;
  /** Whether there is a bias besides the weight. */
  readonly bias?: boolean;
}

const NAMES = ['numFeatures', 'eps', 'momentum', 'affine', 'trackRunningStats'] as const;

/** What the batch normalizations share. The running statistics are buffers, the variance an unbiased one. */
abstract class BatchNormalization extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number | null;
  readonly affine: boolean;
  readonly trackRunningStats: boolean;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;
  /** Means of the batches so far, [numFeatures]. */
  declare runningMean: Tensor | null;
  /** Unbiased variances of the batches so far, [numFeatures]. */
  declare runningVar: Tensor | null;
  /** Number of batches, an int64 scalar. */
  declare numBatchesTracked: Tensor | null;

  constructor(...values: Arguments<BatchNormParameters, typeof NAMES>) {
    super();
    const given = bindRequired<BatchNormParameters>(NAMES, 1, values);
    const { numFeatures, eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true, bias = true } = given;
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.trackRunningStats = trackRunningStats;
    this.weight = affine ? new Parameter(ones(numFeatures)) : null;
    this.bias = affine && bias ? new Parameter(zeros(numFeatures)) : null;
    this.registerBuffer('running_mean', trackRunningStats ? zeros(numFeatures) : null);
    this.registerBuffer('running_var', trackRunningStats ? ones(numFeatures) : null);
    this.registerBuffer('num_batches_tracked', trackRunningStats ? tensor(0) : null);
  }

  /** Numbers of axes that an input may have. */
  protected abstract readonly ranks: readonly number[];

  override forward(x: Tensor): Tensor {
    if (!this.ranks.includes(x.ndim)) {
      const expected = this.ranks.map((rank) => `${rank}D`).join(' or ');
      throw new ValueError(`expected ${expected} input (got ${x.ndim}D input). The channels are its second axis.`);
    }
    const { runningMean, runningVar, weight, bias, eps } = this;
    const training = this.training || !runningMean;
    const momentum = this.training ? this.#countBatch() : 0;
    return batchNorm(x, runningMean, runningVar, { weight, bias, training, momentum, eps });
  }

  /** Forgets the statistics of the batches so far. */
  resetRunningStats(): void {
    this.runningMean?.zero_();
    this.runningVar?.fill_(1);
    this.numBatchesTracked?.zero_();
  }

  /** Sets the weight to 1 and the bias to 0, and forgets the statistics. */
  resetParameters(): void {
    this.resetRunningStats();
    if (this.weight) ones_(this.weight);
    if (this.bias) zeros_(this.bias);
  }

  /** Counts a batch, and returns its share in the running statistics. */
  #countBatch(): number {
    const { numBatchesTracked, momentum } = this;
    if (!numBatchesTracked) return momentum ?? 0;
    numBatchesTracked.write(numBatchesTracked.add(1));
    return momentum ?? 1 / (numBatchesTracked.numpySync()[0] ?? 1);
  }

  override extraRepr(): string {
    const { numFeatures, eps, momentum, affine, bias, trackRunningStats } = this;
    const keywords = { eps, momentum, affine, bias: bias !== null, track_running_stats: trackRunningStats };
    return `${numFeatures}, ${formatKeywords(keywords)}`;
  }
}

/**
 * Each feature to mean 0 and variance 1 over the batch, as torch.nn.BatchNorm1d: x [N, C] or [N, C, L].
 *
 * Call: `new BatchNorm1d(numFeatures, eps, momentum, affine, trackRunningStats)`.
 *
 * @throws {ValueError} in training when a feature has a single value.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html
 */
export class BatchNorm1d extends BatchNormalization {
  protected readonly ranks = [2, 3];
}

/**
 * Each channel to mean 0 and variance 1 over the batch, as torch.nn.BatchNorm2d: x [N, C, H, W].
 *
 * Call: `new BatchNorm2d(numFeatures, eps, momentum, affine, trackRunningStats)`.
 *
 * @throws {ValueError} in training when a channel has a single value.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
 */
export class BatchNorm2d extends BatchNormalization {
  protected readonly ranks = [4];
}

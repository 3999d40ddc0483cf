import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { ones, zeros } from '../../operations/creation.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { groupNorm, instanceNorm, layerNorm } from '../functional/normalization.ts';
import { ones_, zeros_ } from '../init.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import { formatKeywords } from '../python-values.ts';

interface LayerNormParameters {
  readonly normalizedShape: number | Shape;
  /** Added to the variance, so that nothing is divided by zero. */
  readonly eps?: number;
  /** Whether a learned weight and bias follow. */
  readonly elementwiseAffine?: boolean;
  readonly bias?: boolean;
}

const LAYER_NORM_NAMES = ['normalizedShape', 'eps', 'elementwiseAffine', 'bias'] as const;

/**
 * The last axes of each sample to mean 0 and variance 1, as torch.nn.LayerNorm: x [..., ...normalizedShape].
 *
 * Call: `new LayerNorm(normalizedShape, eps, elementwiseAffine, bias)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html
 */
export class LayerNorm extends Module {
  readonly normalizedShape: Shape;
  readonly eps: number;
  readonly elementwiseAffine: boolean;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  constructor(...values: Arguments<LayerNormParameters, typeof LAYER_NORM_NAMES>) {
    super();
    const given = bindRequired<LayerNormParameters>(LAYER_NORM_NAMES, 1, values);
    const { normalizedShape, eps = 1e-5, elementwiseAffine = true, bias = true } = given;
    this.normalizedShape = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape;
    this.eps = eps;
    this.elementwiseAffine = elementwiseAffine;
    this.weight = elementwiseAffine ? new Parameter(ones(this.normalizedShape)) : null;
    this.bias = elementwiseAffine && bias ? new Parameter(zeros(this.normalizedShape)) : null;
  }

  override forward(x: Tensor): Tensor {
    return layerNorm(x, this.normalizedShape, this.weight, this.bias, this.eps);
  }

  /** Sets the weight to 1 and the bias to 0. */
  resetParameters(): void {
    resetAffine(this);
  }

  override extraRepr(): string {
    const { normalizedShape, eps, elementwiseAffine, bias } = this;
    const keywords = { eps, elementwise_affine: elementwiseAffine, bias: bias !== null };
    return `${formatShapeTuple(normalizedShape)}, ${formatKeywords(keywords)}`;
  }
}

interface GroupNormParameters {
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps?: number;
  readonly affine?: boolean;
  /** Whether there is a bias besides the weight. */
  readonly bias?: boolean;
}

const GROUP_NORM_NAMES = ['numGroups', 'numChannels', 'eps', 'affine'] as const;

/**
 * Groups of channels of each sample to mean 0 and variance 1, as torch.nn.GroupNorm: x [N, numChannels, ...].
 *
 * Call: `new GroupNorm(numGroups, numChannels, eps, affine)`.
 *
 * @throws {ValueError} when the groups do not divide the channels.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html
 */
export class GroupNorm extends Module {
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps: number;
  readonly affine: boolean;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  constructor(...values: Arguments<GroupNormParameters, typeof GROUP_NORM_NAMES>) {
    super();
    const given = bindRequired<GroupNormParameters>(GROUP_NORM_NAMES, 2, values);
    const { numGroups, numChannels, eps = 1e-5, affine = true, bias = true } = given;
    if (numChannels % numGroups !== 0) {
      throw new ValueError(`num_channels (${numChannels}) must be divisible by num_groups (${numGroups})`);
    }
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    this.affine = affine;
    this.weight = affine ? new Parameter(ones(numChannels)) : null;
    this.bias = affine && bias ? new Parameter(zeros(numChannels)) : null;
  }

  override forward(x: Tensor): Tensor {
    return groupNorm(x, this.numGroups, this.weight, this.bias, this.eps);
  }

  /** Sets the weight to 1 and the bias to 0. */
  resetParameters(): void {
    resetAffine(this);
  }

  override extraRepr(): string {
    const { numGroups, numChannels, eps, affine, bias } = this;
    return `${numGroups}, ${numChannels}, ${formatKeywords({ eps, affine, bias: bias !== null })}`;
  }
}

interface InstanceNormParameters {
  readonly numFeatures: number;
  readonly eps?: number;
  /** Share of a batch in running statistics, which are not kept here. */
  readonly momentum?: number;
  readonly affine?: boolean;
}

const INSTANCE_NORM_NAMES = ['numFeatures', 'eps', 'momentum', 'affine'] as const;

/**
 * Each channel of each image to mean 0 and variance 1, as torch.nn.InstanceNorm2d: x [N, numFeatures, H, W]. Running
 * statistics, which PyTorch keeps on request, are not supported.
 *
 * Call: `new InstanceNorm2d(numFeatures, eps, momentum, affine)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html
 */
export class InstanceNorm2d extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number;
  readonly affine: boolean;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  constructor(...values: Arguments<InstanceNormParameters, typeof INSTANCE_NORM_NAMES>) {
    super();
    const given = bindRequired<InstanceNormParameters>(INSTANCE_NORM_NAMES, 1, values);
    const { numFeatures, eps = 1e-5, momentum = 0.1, affine = false } = given;
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.weight = affine ? new Parameter(ones(numFeatures)) : null;
    this.bias = affine ? new Parameter(zeros(numFeatures)) : null;
  }

  override forward(x: Tensor): Tensor {
    if (x.ndim !== 4) throw new ValueError(`expected 3D or 4D input (got ${x.ndim}D input)`, 'Give it [N, C, H, W].');
    return instanceNorm(x, { weight: this.weight, bias: this.bias, eps: this.eps });
  }

  override extraRepr(): string {
    const { numFeatures, eps, momentum, affine, bias } = this;
    const keywords = { eps, momentum, affine, bias: bias !== null, track_running_stats: false };
    return `${numFeatures}, ${formatKeywords(keywords)}`;
  }
}

function resetAffine({ weight, bias }: { readonly weight: Parameter | null; readonly bias: Parameter | null }): void {
  if (weight) ones_(weight);
  if (bias) zeros_(bias);
}

function formatShapeTuple(shape: Shape): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

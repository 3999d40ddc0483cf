import { bindArguments, bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { noGrad } from '../../autograd/grad-mode.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { add, mul } from '../../operations/arithmetic.ts';
import { repeat } from '../../operations/repeating.ts';
import { reshape } from '../../operations/reshaping.ts';
import { elementCount, formatShape, sameShape, type Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { canFuseBatchNorm, fusedBatchNorm } from './fused-batch-norm.ts';
import { standardize, statisticsOf, type Statistics } from './standardization.ts';

interface AffineParameters {
  readonly weight?: Tensor | null;
  readonly bias?: Tensor | null;
  /** Added to the variance, so that nothing is divided by zero. */
  readonly eps?: number;
}

interface BatchNormParameters extends AffineParameters {
  readonly runningMean: Tensor | null;
  readonly runningVar: Tensor | null;
  /** Whether mean and variance are those of the batch, and the running ones move towards them. */
  readonly training?: boolean;
  /** Share of the batch in the new running statistics. */
  readonly momentum?: number;
}

const BATCH_NORM_NAMES = ['runningMean', 'runningVar', 'weight', 'bias', 'training', 'momentum', 'eps'] as const;
const DEFAULT_EPS = 1e-5;
const NODE = { name: 'NativeBatchNormBackward0' } as const;

/**
 * Each channel to mean 0 and variance 1: input [N, C] or [N, C, ...]; runningMean, runningVar, weight and bias [C].
 *
 * Call: `batchNorm(input, runningMean, runningVar, weight, bias, training, momentum, eps)`. In training the statistics are
 * those of the batch, and the running ones move towards them, the variance as an unbiased one; else the running ones are
 * taken.
 *
 * @throws {ValueError} in training with one value per channel.
 * @throws {RuntimeError} when the channels do not fit, or statistics are missing in evaluation.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.batch_norm.html
 */
export function batchNorm(input: Tensor, ...values: Arguments<BatchNormParameters, typeof BATCH_NORM_NAMES>): Tensor {
  const given = bindRequired<BatchNormParameters>(BATCH_NORM_NAMES, 2, values);
  const {
    runningMean,
    runningVar,
    weight = null,
    bias = null,
    training = false,
    momentum = 0.1,
    eps = DEFAULT_EPS,
  } = given;
  const [, channels = 0] = input.shape;
  requireChannels(channels, { running_mean: runningMean, running_var: runningVar, weight, bias });
  if (training && input.numel() === channels) throw singleValueError(input.shape);
  const axes = input.shape.flatMap((_, axis) => (axis === 1 ? [] : axis));
  const affineShape = input.shape.map((size, axis) => (axis === 1 ? size : 1));
  if (training && weight && bias && runningMean && runningVar && canFuseBatchNorm(input)) {
    const tensors = { weight, bias, runningMean, runningVar };
    return fusedBatchNorm(input, tensors, momentum, {
      ...NODE,
      view: input.shape,
      axes,
      affineShape,
      eps,
      fixed: null,
    });
  }
  if (training)
    noGrad(() => moveRunning(statisticsOf(input, axes), input.numel() / channels, runningMean, runningVar, momentum));
  const fixed = training ? null : fixedStatistics(runningMean, runningVar, affineShape);
  return standardize(input, weight, bias, {
    ...NODE,
    view: input.shape,
    axes,
    affineShape,
    eps,
    fixed,
  });
}

function moveRunning(
  { mean, variance }: Statistics,
  count: number,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  momentum: number,
): void {
  const move = (running: Tensor | null, batch: Tensor, factor: number) =>
    running?.write(add(mul(running, 1 - momentum), mul(reshape(batch, running.shape), momentum * factor)));
  move(runningMean, mean, 1);
  move(runningVar, variance, count / (count - 1));
}

function fixedStatistics(mean: Tensor | null, variance: Tensor | null, shape: Shape): Statistics {
  if (!mean || !variance) {
    throw new RuntimeError(
      `${mean ? 'running_var' : 'running_mean'} must be defined in evaluation mode`,
      'Pass { training: true }.',
    );
  }
  return { mean: reshape(mean, shape), variance: reshape(variance, shape) };
}

function requireChannels(channels: number, vectors: Readonly<Record<string, Tensor | null>>): void {
  for (const [name, vector] of Object.entries(vectors)) {
    if (!vector || vector.numel() === channels) continue;
    throw new RuntimeError(
      `${name} should contain ${channels} elements not ${vector.numel()}: the channels are the second axis of the input.`,
    );
  }
}

function singleValueError(shape: Shape): ValueError {
  return new ValueError(
    `Expected more than 1 value per channel when training, got input size torch.Size(${formatShape(shape)}` + ')',
    'Use a larger batch, or drop the last one: { dropLast: true }.',
  );
}

interface LayerNormParameters extends AffineParameters {
  readonly normalizedShape: Shape;
}

const LAYER_NORM_NAMES = ['normalizedShape', 'weight', 'bias', 'eps'] as const;

/**
 * The last axes, which have `normalizedShape`, to mean 0 and variance 1; weight and bias have that shape.
 *
 * Call: `layerNorm(input, normalizedShape, weight, bias, eps)`.
 *
 * @throws {RuntimeError} when the last axes of the input differ from `normalizedShape`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.layer_norm.html
 */
export function layerNorm(input: Tensor, ...values: Arguments<LayerNormParameters, typeof LAYER_NORM_NAMES>): Tensor {
  const {
    normalizedShape,
    weight = null,
    bias = null,
    eps = DEFAULT_EPS,
  } = bindRequired<LayerNormParameters>(LAYER_NORM_NAMES, 1, values);
  const first = input.ndim - normalizedShape.length;
  if (first < 0 || !sameShape(input.shape.slice(first), normalizedShape)) {
    throw new RuntimeError(
      `Given normalized_shape=${formatShape(normalizedShape)}, expected input with shape [*, ${normalizedShape.join(', ')}], ` +
        `but got input of size${formatShape(input.shape)}`,
      'Its last axes must be the normalized ones.',
    );
  }
  const axes = normalizedShape.map((_, axis) => first + axis);
  return standardize(input, weight, bias, {
    name: 'NativeLayerNormBackward0',
    view: input.shape,
    axes,
    affineShape: normalizedShape,
    eps,
    fixed: null,
  });
}

interface GroupNormParameters extends AffineParameters {
  readonly numGroups: number;
}

const GROUP_NORM_NAMES = ['numGroups', 'weight', 'bias', 'eps'] as const;

/**
 * The channels of each sample in `numGroups` groups, each group to mean 0 and variance 1: input [N, C, ...]; weight and
 * bias [C].
 *
 * Call: `groupNorm(input, numGroups, weight, bias, eps)`.
 *
 * @throws {RuntimeError} when the groups do not divide the channels.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.group_norm.html
 */
export function groupNorm(input: Tensor, ...values: Arguments<GroupNormParameters, typeof GROUP_NORM_NAMES>): Tensor {
  const {
    numGroups,
    weight = null,
    bias = null,
    eps = DEFAULT_EPS,
  } = bindRequired<GroupNormParameters>(GROUP_NORM_NAMES, 1, values);
  const [n = 0, channels = 0, ...spatial] = input.shape;
  if (channels % numGroups !== 0) {
    throw new RuntimeError(
      'Expected number of channels in input to be divisible by num_groups, but got input of shape ' +
        `${formatShape(input.shape)} and num_groups=${numGroups}`,
    );
  }
  return standardize(input, weight, bias, {
    name: 'NativeGroupNormBackward0',
    view: [n, numGroups, channels / numGroups, elementCount(spatial)],
    axes: [2, 3],
    affineShape: [1, numGroups, channels / numGroups, 1],
    eps,
    fixed: null,
  });
}

interface InstanceNormParameters extends AffineParameters {
  readonly runningMean?: Tensor | null;
  readonly runningVar?: Tensor | null;
  /** Whether mean and variance are those of each image, and not the running ones. */
  readonly useInputStats?: boolean;
  readonly momentum?: number;
}

const INSTANCE_NORM_NAMES = [
  'runningMean',
  'runningVar',
  'weight',
  'bias',
  'useInputStats',
  'momentum',
  'eps',
] as const;

/**
 * Each channel of each sample to mean 0 and variance 1: input [N, C, ...]; weight and bias [C].
 *
 * Call: `instanceNorm(input, runningMean, runningVar, weight, bias, useInputStats, momentum, eps)`. Running statistics are
 * not kept here: leave them null.
 *
 * @throws {ValueError} when an image has one pixel.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.instance_norm.html
 */
export function instanceNorm(
  input: Tensor,
  ...values: Arguments<InstanceNormParameters, typeof INSTANCE_NORM_NAMES>
): Tensor {
  const {
    weight = null,
    bias = null,
    eps = DEFAULT_EPS,
    ...given
  } = bindArguments<InstanceNormParameters>(INSTANCE_NORM_NAMES, values);
  if (given.runningMean || given.runningVar || given.useInputStats === false) {
    throw new RuntimeError(
      'instance_norm: running statistics are not supported here',
      'Leave runningMean and runningVar null.',
    );
  }
  const [n = 0, channels = 0, ...spatial] = input.shape;
  if (elementCount(spatial) === 1) {
    throw new ValueError(
      `Expected more than 1 spatial element when training, got input size torch.Size(${formatShape(input.shape)})`,
    );
  }
  // Every channel of every sample as a channel of one sample.
  const result = batchNorm(reshape(input, [1, n * channels, ...spatial]), null, null, {
    weight: weight && repeat(weight, n),
    bias: bias && repeat(bias, n),
    training: true,
    eps,
  });
  return reshape(result, input.shape);
}

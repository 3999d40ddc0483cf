/** What all normalizations share: to mean 0 and variance 1 over some axes, then times a weight and plus a bias. */
import * as tf from '@tensorflow/tfjs-core';
import { isGradEnabled, noGrad } from '../../autograd/grad-mode.ts';
import { record } from '../../autograd/record.ts';
import { add, mul, sub } from '../../operations/arithmetic.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { sumToShape } from '../../operations/expand.ts';
import { rsqrt, square } from '../../operations/powers.ts';
import { reshape } from '../../operations/reshaping.ts';
import { mean } from '../../operations/sums.ts';
import type { Shape } from '../../shape.ts';
import type { AxisOrder } from '../../storage.ts';
import type { Tensor } from '../../tensor.ts';

/** Mean and variance, with the axes over which they were taken as size 1. */
export interface Statistics {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

export interface Standardization {
  /** PyTorch's name of the node. */
  readonly name: string;
  /** The shape in which the axes are counted: the input's own, or one that splits the channels. */
  readonly view: Shape;
  /** Axes of `view` over which mean and variance are taken. */
  readonly axes: readonly number[];
  /** The shape, broadcast to `view`, of weight and bias. */
  readonly affineShape: Shape;
  readonly eps: number;
  /** Statistics that do not depend on the input, in evaluation. */
  readonly fixed: Statistics | null;
}

/** Mean and biased variance of `input` over `axes`. */
export function statisticsOf(input: Tensor, axes: readonly number[]): Statistics {
  const center = mean(input, { dim: axes, keepdim: true });
  return { mean: center, variance: mean(square(sub(input, center)), { dim: axes, keepdim: true }) };
}

/** (input - mean) / √(variance + eps) · weight + bias. */
export function standardize(
  input: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  standardization: Standardization,
): Tensor {
  const { name, view, axes, eps, fixed } = standardization;
  const [center, scale] = noGrad(() => centerAndScale(fixed ?? statisticsOf(reshape(input, view), axes), eps));
  const result = noGrad(() => apply(reshape(input, view), [center, scale], weight, bias, standardization));
  const output = noGrad(() => reshape(result, input.shape)).detach();
  return record(output, {
    name,
    inputs: [input, weight, bias],
    saved: { input, ...(weight && { weight }), result1: center, result2: scale },
    backward: (gradient, saved, needed) => {
      // Recorded again, the statistics have a gradient of their own.
      const known = isGradEnabled() && !fixed ? null : ([saved.result1, saved.result2] as const);
      return standardizationGradients(gradient, saved.input, { weight, bias, known }, needed, standardization);
    },
  });
}

interface Standardized {
  readonly weight: Tensor | null;
  readonly bias: Tensor | null;
  /** Center and scale, or null where they are to be computed from the input. */
  readonly known: readonly [Tensor, Tensor] | null;
}

/** Gradients of input, weight and bias, written in operations of tensors, so that they can be differentiated. */
export function standardizationGradients(
  gradient: Tensor,
  input: Tensor,
  { weight, bias, known }: Standardized,
  needed: readonly boolean[],
  standardization: Standardization,
): readonly (Tensor | null)[] {
  const { view, axes, eps } = standardization;
  const x = reshape(input, view);
  const [mu, sigma] = known ?? centerAndScale(statisticsOf(x, axes), eps);
  const g = reshape(gradient, view);
  const normalized = mul(sub(x, mu), sigma);
  return [
    needed[0] ? reshape(inputGradient(g, normalized, sigma, weight, standardization), input.shape) : null,
    needed[1] && weight ? toParameter(mul(g, normalized), weight, standardization) : null,
    needed[2] && bias ? toParameter(g, bias, standardization) : null,
  ];
}

function inputGradient(
  gradient: Tensor,
  normalized: Tensor,
  scale: Tensor,
  weight: Tensor | null,
  { axes, affineShape, fixed }: Standardization,
): Tensor {
  const weighted = weight ? mul(gradient, reshape(weight, affineShape)) : gradient;
  if (fixed) return mul(weighted, scale);
  const overAxes = { dim: axes, keepdim: true };
  const towardsMean = mean(weighted, overAxes);
  const towardsScale = mul(normalized, mean(mul(weighted, normalized), overAxes));
  return mul(sub(sub(weighted, towardsMean), towardsScale), scale);
}

function toParameter(gradient: Tensor, parameter: Tensor, { affineShape }: Standardization): Tensor {
  return reshape(sumToShape(gradient, affineShape), parameter.shape);
}

function centerAndScale({ mean: center, variance }: Statistics, eps: number): readonly [Tensor, Tensor] {
  return [center, rsqrt(add(variance, eps))];
}

function apply(
  x: Tensor,
  [center, scale]: readonly [Tensor, Tensor],
  weight: Tensor | null,
  bias: Tensor | null,
  { affineShape }: Standardization,
): Tensor {
  const { order } = x;
  return fromDevice(() => {
    const normalized = tf.mul(tf.sub(x.floatsIn(order), center.floatsIn(order)), scale.floatsIn(order));
    const scaled = weight ? tf.mul(normalized, affine(weight, affineShape, order)) : normalized;
    return bias ? tf.add(scaled, affine(bias, affineShape, order)) : scaled;
  }, order);
}

/** A weight or a bias as it is broadcast, in the order of the input. */
function affine(parameter: Tensor, shape: Shape, order: AxisOrder): tf.Tensor {
  const padded = [...new Array<number>(order.length - shape.length).fill(1), ...shape];
  return tf.transpose(tf.reshape(parameter.values, padded), [...order]);
}

/** Activation functions as torch.nn.functional has them: those of torch, and the ones that only it has. */
import { bindArguments, bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import * as tf from '@tensorflow/tfjs-core';
import { record } from '../../autograd/record.ts';
import { RuntimeError } from '../../errors.ts';
import * as plain from '../../operations/activations.ts';
import { mul, neg, rsub } from '../../operations/arithmetic.ts';
import { gt, le } from '../../operations/comparison.ts';
import { floatUnary } from '../../operations/elementwise.ts';
import { exp, sigmoid } from '../../operations/exponential.ts';
import { sumToShape } from '../../operations/expand.ts';
import { changeInPlace } from '../../operations/in-place.ts';
import { clamp } from '../../operations/bounds.ts';
import { abs } from '../../operations/rounding.ts';
import { cat } from '../../operations/joining.ts';
import { reshape } from '../../operations/reshaping.ts';
import * as shares from '../../operations/softmax.ts';
import { chunk } from '../../operations/splitting.ts';
import { recordWithInput } from '../../operations/unary.ts';
import { where } from '../../operations/where.ts';
import { normalizeDim } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

interface InPlace {
  /** Whether the input itself is changed. */
  readonly inplace?: boolean;
}

/** Runs `activate`, and puts its result into the input where `inplace` says so. */
function activated(input: Tensor, inplace: boolean | undefined, activate: (x: Tensor) => Tensor): Tensor {
  return inplace ? changeInPlace(input, activate) : activate(input);
}

type InPlaceArguments = Arguments<InPlace, ['inplace']>;

/** A function without options of its own, which can work in place. */
function withInPlace(activate: (x: Tensor) => Tensor) {
  return (input: Tensor, ...values: InPlaceArguments): Tensor =>
    activated(input, bindArguments<InPlace>(['inplace'], values).inplace, activate);
}

/**
 * max(input, 0). Call: `relu(input, { inplace })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu.html
 */
export const relu = withInPlace(plain.relu);
/** min(max(0, input), 6). @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu6.html */
export const relu6 = withInPlace(plain.relu6);
/**
 * `elu` scaled so that layers of it keep mean 0 and variance 1.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.selu.html
 */
export const selu = withInPlace(plain.selu);
/** input · sigmoid(input). @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.silu.html */
export const silu = withInPlace(plain.silu);
/**
 * input · tanh(softplus(input)).
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mish.html
 */
export const mish = withInPlace(plain.mish);
/**
 * A sigmoid of straight lines.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardsigmoid.html
 */
export const hardsigmoid = withInPlace(plain.hardsigmoid);
/**
 * input · hardsigmoid(input).
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardswish.html
 */
export const hardswish = withInPlace(plain.hardswish);

interface LeakyReluParameters extends InPlace {
  readonly negativeSlope?: number;
}

/**
 * The input where it is positive, `negativeSlope` (0.01) times it elsewhere. Call: `leakyRelu(input, negativeSlope)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu.html
 */
export function leakyRelu(
  input: Tensor,
  ...values: Arguments<LeakyReluParameters, ['negativeSlope', 'inplace']>
): Tensor {
  const { negativeSlope = 0.01, inplace } = bindArguments<LeakyReluParameters>(['negativeSlope', 'inplace'], values);
  return activated(input, inplace, (x) => plain.leakyRelu(x, negativeSlope));
}

interface AlphaParameters extends InPlace {
  readonly alpha?: number;
}

/**
 * The input where it is positive, `alpha` (1) times (e^input - 1) elsewhere. Call: `elu(input, alpha)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.elu.html
 */
export function elu(input: Tensor, ...values: Arguments<AlphaParameters, ['alpha', 'inplace']>): Tensor {
  const { alpha = 1, inplace } = bindArguments<AlphaParameters>(['alpha', 'inplace'], values);
  return activated(input, inplace, (x) => plain.elu(x, alpha));
}

/**
 * The input where it is positive, alpha (e^(input / alpha) - 1) elsewhere. Call: `celu(input, alpha)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.celu.html
 */
export function celu(input: Tensor, ...values: Arguments<AlphaParameters, ['alpha', 'inplace']>): Tensor {
  const { alpha = 1, inplace } = bindArguments<AlphaParameters>(['alpha', 'inplace'], values);
  return activated(input, inplace, (x) => {
    const result = floatUnary(x, (floats) =>
      tf.where(tf.greater(floats, 0), floats, tf.mul(tf.expm1(tf.div(tf.minimum(floats, 0), alpha)), alpha)),
    );
    return recordWithInput('CeluBackward0', result, x, (gradient, self) =>
      where(gt(self, 0), gradient, mul(gradient, exp(mul(clamp(self, { max: 0 }), 1 / alpha)))),
    );
  });
}

interface HardtanhParameters extends InPlace {
  readonly minVal?: number;
  readonly maxVal?: number;
}

/**
 * The input, taken into [minVal, maxVal], which is [-1, 1] by default. Call: `hardtanh(input, minVal, maxVal)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardtanh.html
 */
export function hardtanh(
  input: Tensor,
  ...values: Arguments<HardtanhParameters, ['minVal', 'maxVal', 'inplace']>
): Tensor {
  const {
    minVal = -1,
    maxVal = 1,
    inplace,
  } = bindArguments<HardtanhParameters>(['minVal', 'maxVal', 'inplace'], values);
  return activated(input, inplace, (x) => plain.hardtanh(x, minVal, maxVal));
}

interface ThresholdParameters extends InPlace {
  readonly threshold: number;
  readonly value: number;
}

/**
 * The input where it is above `threshold`, else `value`. Call: `threshold(input, threshold, value)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.threshold.html
 */
export function threshold(
  input: Tensor,
  ...values: Arguments<ThresholdParameters, ['threshold', 'value', 'inplace']>
): Tensor {
  const given = bindRequired<ThresholdParameters>(['threshold', 'value', 'inplace'], 2, values);
  const { threshold: limit, value, inplace } = given;
  return activated(input, inplace, (x) => {
    const result = floatUnary(x, (floats) => tf.where(tf.greater(floats, limit), floats, tf.fill(floats.shape, value)));
    return recordWithInput('ThresholdBackward0', result, x, (gradient, self) => where(gt(self, limit), gradient, 0));
  });
}

interface ShrinkParameters {
  readonly lambd?: number;
}

/**
 * 0 within ± `lambd` (0.5), the input elsewhere. Call: `hardshrink(input, lambd)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardshrink.html
 */
export function hardshrink(input: Tensor, ...values: Arguments<ShrinkParameters, ['lambd']>): Tensor {
  const { lambd = 0.5 } = bindArguments<ShrinkParameters>(['lambd'], values);
  const result = floatUnary(input, (x) => tf.where(tf.lessEqual(tf.abs(x), lambd), tf.zerosLike(x), x));
  return recordWithInput('HardshrinkBackward0', result, input, (gradient, self) =>
    where(le(abs(self), lambd), 0, gradient),
  );
}

/**
 * 0 within ± `lambd` (0.5), the input brought nearer to 0 by it elsewhere. Call: `softshrink(input, lambd)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softshrink.html
 */
export function softshrink(input: Tensor, ...values: Arguments<ShrinkParameters, ['lambd']>): Tensor {
  const { lambd = 0.5 } = bindArguments<ShrinkParameters>(['lambd'], values);
  const result = floatUnary(input, (x) => tf.mul(tf.sign(x), tf.relu(tf.sub(tf.abs(x), lambd))));
  return recordWithInput('SoftshrinkBackward0', result, input, (gradient, self) =>
    where(le(abs(self), lambd), 0, gradient),
  );
}

interface PreluParameters {
  readonly weight: Tensor;
}

/**
 * The input where it is positive, weight times it elsewhere: input [N, C, ...], weight [1] or [C].
 *
 * @throws {RuntimeError} when there are neither one weight nor as many as channels.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.prelu.html
 */
export function prelu(input: Tensor, ...values: Arguments<PreluParameters, ['weight']>): Tensor {
  const { weight } = bindRequired<PreluParameters>(['weight'], 1, values);
  const channels = input.ndim > 1 ? (input.shape[1] ?? 1) : 1;
  if (weight.numel() !== 1 && weight.numel() !== channels) {
    throw new RuntimeError(
      `Mismatch of parameter numbers and input channel size. Found parameter numbers = ${weight.numel()} and channel size = ` +
        `${channels}.`,
    );
  }
  const slopes = input.ndim > 1 ? reshape(weight, [-1, ...input.shape.slice(2).map(() => 1)]) : weight;
  const result = where(gt(input, 0), input.detach(), mul(slopes.detach(), input.detach()));
  return record(result, {
    name: 'PreluKernelBackward0',
    inputs: [input, slopes],
    saved: { self: input, weight: slopes },
    backward: (gradient, saved, needed) => [
      needed[0] ? where(gt(saved.self, 0), gradient, mul(gradient, saved.weight)) : null,
      needed[1] ? sumToShape(where(gt(saved.self, 0), 0, mul(gradient, saved.self)), saved.weight.shape) : null,
    ],
  });
}

interface GluParameters {
  readonly dim?: number;
}

/**
 * Half of the input times the sigmoid of the other half, along `dim` (-1). Call: `glu(input, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.glu.html
 */
export function glu(input: Tensor, ...values: Arguments<GluParameters, ['dim']>): Tensor {
  const { dim = -1 } = bindArguments<GluParameters>(['dim'], values);
  const axis = normalizeDim(dim, input.ndim);
  if ((input.shape[axis] ?? 1) % 2 !== 0) {
    throw new RuntimeError(
      `Halving dimension must be even, but dimension ${axis} is size ${input.shape[axis] ?? 1}`,
      'Make it even.',
    );
  }
  const result = gated(...halvesOf(input.detach(), axis));
  return record(result, {
    name: 'GluBackward0',
    inputs: [input],
    saved: { self: input },
    backward: (gradient, { self }) => {
      const [first, second] = halvesOf(self, axis);
      const gate = sigmoid(second);
      const slope = mul(mul(first, gate), rsub(gate, 1));
      return [cat([mul(gradient, gate), mul(gradient, slope)], axis)];
    },
  });
}

function gated(first: Tensor, second: Tensor): Tensor {
  return mul(first, sigmoid(second));
}

function halvesOf(input: Tensor, axis: number): readonly [Tensor, Tensor] {
  const [first = input, second = input] = chunk(input, 2, axis);
  return [first, second];
}

interface SoftmaxParameters {
  /** The axis along which the shares add up to 1. */
  readonly dim?: number | null;
}

type SoftmaxArguments = Arguments<SoftmaxParameters, ['dim']>;

/**
 * Shares that add up to 1 along `dim`. Call: `softmax(input, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softmax.html
 */
export function softmax(input: Tensor, ...values: SoftmaxArguments): Tensor {
  return shares.softmax(input, axisOf(input, values));
}

/**
 * Logarithm of `softmax`. Call: `logSoftmax(input, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html
 */
export function logSoftmax(input: Tensor, ...values: SoftmaxArguments): Tensor {
  return shares.logSoftmax(input, axisOf(input, values));
}

/**
 * `softmax` of -input. Call: `softmin(input, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softmin.html
 */
export function softmin(input: Tensor, ...values: SoftmaxArguments): Tensor {
  return shares.softmax(neg(input), axisOf(input, values));
}

/** Without a `dim` PyTorch takes the first axis of a vector, a batch of images or a scalar, and else the second. */
function axisOf({ ndim }: Tensor, values: SoftmaxArguments): number {
  const { dim } = bindArguments<SoftmaxParameters>(['dim'], values);
  return dim ?? ([0, 1, 3].includes(ndim) ? 0 : 1);
}

export { gelu, logSigmoid as logsigmoid, softplus, softsign, tanhshrink } from '../../operations/activations.ts';
export { sigmoid } from '../../operations/exponential.ts';
export { tanh } from '../../operations/trigonometry.ts';

/** Activation functions. Those that torch has itself are exported there, all of them by torch.nn.functional. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { add, mul, neg, rsub } from './arithmetic.ts';
import { clamp } from './bounds.ts';
import { ge, gt, le, lt } from './comparison.ts';
import { div } from './division.ts';
import { floatUnary } from './elementwise.ts';
import { erf, exp, sigmoid } from './exponential.ts';
import { between, errorFunction, softplusOf } from './kernels.ts';
import { logicalOr } from './logic.ts';
import { square } from './powers.ts';
import { abs } from './rounding.ts';
import { where } from './where.ts';
import { tanh } from './trigonometry.ts';
import { functionOfInput, functionOfResult, recordWithInput } from './unary.ts';

/** max(0, input). The gradient at 0 is 0. @source https://docs.pytorch.org/docs/stable/generated/torch.relu.html */
export function relu(input: Tensor): Tensor {
  if (input.dtype !== 'float32') return clamp(input, { min: 0 });
  return reluOfFloats(input);
}

const reluOfFloats = functionOfResult('ReluBackward0', tf.relu, (gradient, result) =>
  where(le(result, 0), 0, gradient),
);

interface LeakyReluParameters {
  readonly negativeSlope?: number;
}

/** The input where it is positive, `negativeSlope` (0.01) times it elsewhere. */
export function leakyRelu(input: Tensor, ...values: Arguments<LeakyReluParameters, ['negativeSlope']>): Tensor {
  const { negativeSlope = 0.01 } = bindArguments<LeakyReluParameters>(['negativeSlope'], values);
  const result = floatUnary(input, (x) => tf.where(tf.greater(x, 0), x, tf.mul(x, negativeSlope)));
  return recordWithInput('LeakyReluBackward0', result, input, (gradient, self) =>
    where(gt(self, 0), gradient, mul(gradient, negativeSlope)),
  );
}

interface EluParameters {
  /** What the function tends to for large negative inputs, with the opposite sign. */
  readonly alpha?: number;
}

/** The input where it is positive, `alpha` (1) times (e^input - 1) elsewhere. */
export function elu(input: Tensor, ...values: Arguments<EluParameters, ['alpha']>): Tensor {
  const { alpha = 1 } = bindArguments<EluParameters>(['alpha'], values);
  return scaledElu(input, alpha, 1);
}

const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

/**
 * `elu` scaled so that layers of it keep mean 0 and variance 1.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.selu.html
 */
export function selu(input: Tensor): Tensor {
  return scaledElu(input, SELU_ALPHA, SELU_SCALE);
}

function scaledElu(input: Tensor, alpha: number, scale: number): Tensor {
  const result = floatUnary(input, (x) =>
    tf.where(tf.greater(x, 0), tf.mul(x, scale), tf.mul(tf.expm1(tf.minimum(x, 0)), alpha * scale)),
  );
  return recordWithInput('EluBackward0', result, input, (gradient, self) => {
    const slope = mul(exp(clamp(self, { max: 0 })), alpha * scale);
    return where(le(self, 0), mul(gradient, slope), mul(gradient, scale));
  });
}

interface GeluParameters {
  readonly approximate?: 'none' | 'tanh';
}

const NORMAL_DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);
const TANH_FACTOR = Math.sqrt(2 / Math.PI);
const TANH_CUBE = 0.044715;

/**
 * input · Φ(input), with the distribution function Φ of the normal distribution; `approximate: 'tanh'` has a hyperbolic
 * tangent in the place of the error function.
 *
 * @throws {RuntimeError} for another approximation.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.gelu.html
 */
export function gelu(input: Tensor, ...values: Arguments<GeluParameters, []>): Tensor {
  const { approximate = 'none' } = bindArguments<GeluParameters>([], values);
  const chosen = APPROXIMATIONS.get(approximate);
  if (chosen) return chosen(input);
  throw new RuntimeError('approximate argument must be either none or tanh.');
}

const exactGelu = functionOfInput(
  'GeluBackward0',
  (x) => tf.mul(tf.mul(x, 0.5), tf.add(errorFunction(tf.mul(x, Math.SQRT1_2)), 1)),
  (gradient, self) => {
    const distribution = mul(add(erf(mul(self, Math.SQRT1_2)), 1), 0.5);
    const density = mul(exp(mul(square(self), -0.5)), NORMAL_DENSITY_AT_0);
    return mul(gradient, add(distribution, mul(self, density)));
  },
);

const approximateGelu = functionOfInput(
  'GeluBackward0',
  (x) => {
    const inner = tf.mul(tf.mul(x, TANH_FACTOR), tf.add(tf.mul(tf.square(x), TANH_CUBE), 1));
    return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
  },
  (gradient, self) => {
    const squared = square(self);
    const tangent = tanh(mul(mul(self, TANH_FACTOR), add(mul(squared, TANH_CUBE), 1)));
    const innerSlope = mul(add(mul(squared, 3 * TANH_CUBE), 1), TANH_FACTOR);
    const slope = mul(mul(self, rsub(square(tangent), 1)), innerSlope);
    return mul(mul(gradient, 0.5), add(add(tangent, 1), slope));
  },
);

const APPROXIMATIONS: ReadonlyMap<string, (input: Tensor) => Tensor> = new Map([
  ['none', exactGelu],
  ['tanh', approximateGelu],
]);

/** input · sigmoid(input). */
export const silu = functionOfInput(
  'SiluBackward0',
  (x) => tf.mul(x, tf.sigmoid(x)),
  (gradient, self) => {
    const share = sigmoid(self);
    return mul(gradient, mul(share, add(mul(self, rsub(share, 1)), 1)));
  },
);

/** input · tanh(softplus(input)). */
export const mish = functionOfInput(
  'MishBackward0',
  (x) => tf.mul(x, tf.tanh(softplusOf(x))),
  (gradient, self) => {
    const tangent = tanh(softplus(self));
    const slope = mul(mul(self, sigmoid(self)), rsub(square(tangent), 1));
    return mul(gradient, add(tangent, slope));
  },
);

interface SoftplusParameters {
  /** Factor of the input: the larger, the sharper the bend. */
  readonly beta?: number;
  /** From this value of beta · input on the result is the input. */
  readonly threshold?: number;
}

/**
 * log(1 + e^(beta · input)) / beta: a smooth relu.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softplus.html
 */
export function softplus(input: Tensor, ...values: Arguments<SoftplusParameters, ['beta', 'threshold']>): Tensor {
  const { beta = 1, threshold = 20 } = bindArguments<SoftplusParameters>(['beta', 'threshold'], values);
  const result = floatUnary(input, (x) => {
    const steep = tf.mul(x, beta);
    return tf.where(tf.greater(steep, threshold), x, tf.div(softplusOf(steep), beta));
  });
  return recordWithInput('SoftplusBackward0', result, input, (gradient, self) => {
    const steep = mul(self, beta);
    return where(gt(steep, threshold), gradient, mul(gradient, sigmoid(steep)));
  });
}

/** log(sigmoid(input)), without underflow. */
export const logSigmoid = functionOfInput(
  'LogSigmoidBackward0',
  (x) => tf.neg(softplusOf(tf.neg(x))),
  (gradient, self) => mul(gradient, sigmoid(neg(self))),
);

interface HardtanhParameters {
  readonly minVal?: number;
  readonly maxVal?: number;
}

/** The input, taken into [minVal, maxVal], which is [-1, 1] by default. The gradient at the bounds is 0. */
export function hardtanh(input: Tensor, ...values: Arguments<HardtanhParameters, ['minVal', 'maxVal']>): Tensor {
  const { minVal = -1, maxVal = 1 } = bindArguments<HardtanhParameters>(['minVal', 'maxVal'], values);
  return bounded(input, minVal, maxVal);
}

/** min(max(0, input), 6). */
export function relu6(input: Tensor): Tensor {
  return bounded(input, 0, 6);
}

function bounded(input: Tensor, low: number, high: number): Tensor {
  const result = floatUnary(input, (x) => between(x, low, high));
  return recordWithInput('HardtanhBackward0', result, input, (gradient, self) =>
    where(logicalOr(le(self, low), ge(self, high)), 0, gradient),
  );
}

/** input / (1 + |input|). @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softsign.html */
export function softsign(input: Tensor): Tensor {
  return div(input, add(abs(input), 1));
}

/** input - tanh(input). @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.tanhshrink.html */
export function tanhshrink(input: Tensor): Tensor {
  return input.sub(tanh(input));
}

/** min(max(0, input + 3), 6) / 6: a sigmoid of straight lines. */
export const hardsigmoid = functionOfInput(
  'HardsigmoidBackward0',
  (x) => tf.div(between(tf.add(x, 3), 0, 6), 6),
  (gradient, self) => where(lt(abs(self), 3), mul(gradient, 1 / 6), 0),
);

/** input · hardsigmoid(input). */
export const hardswish = functionOfInput(
  'HardswishBackward0',
  (x) => tf.mul(x, tf.div(between(tf.add(x, 3), 0, 6), 6)),
  (gradient, self) => {
    const inside = mul(gradient, add(mul(self, 1 / 3), 0.5));
    return where(le(self, -3), 0, where(lt(self, 3), inside, gradient));
  },
);

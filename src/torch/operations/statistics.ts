import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { record, recordSeveral } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { add, mul, sub } from './arithmetic.ts';
import { castTo } from './cast.ts';
import { eq } from './comparison.ts';
import { div } from './division.ts';
import { expand } from './expand.ts';
import { floatUnary } from './elementwise.ts';
import { reducedOver, reduceFloats, sumOver, type Dims, type Reduced } from './reduce.ts';
import { reshape } from './reshaping.ts';
import { mean } from './sums.ts';
import { where } from './where.ts';

interface VarianceParameters {
  readonly dim?: Dims;
  /** What is taken off the number of elements in the divisor: 1 for an unbiased estimate. */
  readonly correction?: number;
  /** PyTorch's older name: whether `correction` is 1. */
  readonly unbiased?: boolean;
  /** Whether the axes stay, with size 1. */
  readonly keepdim?: boolean;
}

type VarianceArguments = Arguments<VarianceParameters, ['dim', 'unbiased', 'keepdim']> | readonly [unbiased: boolean];

/**
 * Variance over the axes `dim`, or of all elements. Call: `var(input, dim, { correction, keepdim })`, or in PyTorch's older
 * form `var(input, dim, unbiased, keepdim)` and `var(input, unbiased)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.var.html
 */
function variance(input: Tensor, ...values: VarianceArguments): Tensor {
  const spread = bind(input, values);
  return record(varianceOf(input, spread), {
    name: 'VarBackward0',
    inputs: [input],
    saved: { self: input },
    backward: (gradient, { self }) => [varianceGradient(gradient, self, spread)],
  });
}

export { variance as var };

/**
 * Standard deviation: the root of `var`. The gradient of a spread of 0 is 0.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.std.html
 */
export function std(input: Tensor, ...values: VarianceArguments): Tensor {
  const spread = bind(input, values);
  const result = floatUnary(varianceOf(input, spread), tf.sqrt);
  return record(result, {
    name: 'StdBackward0',
    inputs: [input],
    saved: { self: input, result },
    backward: (gradient, saved) => [deviationGradient(gradient, saved.self, saved.result, spread)],
  });
}

/**
 * Variance and mean in one. Call as `var`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.var_mean.html
 */
export function varMean(input: Tensor, ...values: VarianceArguments): readonly [Tensor, Tensor] {
  const spread = bind(input, values);
  const outputs = [varianceOf(input, spread), meanOf(input, spread)] as const;
  recordSeveral(outputs, {
    name: 'VarMeanBackward0',
    inputs: [input],
    saved: { self: input },
    backward: ([ofVariance, ofMean], { self }) => [
      sumOf(ofVariance && varianceGradient(ofVariance, self, spread), ofMean && meanGradient(ofMean, self, spread)),
    ],
  });
  return outputs;
}

/**
 * Standard deviation and mean in one. Call as `var`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.std_mean.html
 */
export function stdMean(input: Tensor, ...values: VarianceArguments): readonly [Tensor, Tensor] {
  const spread = bind(input, values);
  const deviation = floatUnary(varianceOf(input, spread), tf.sqrt);
  const outputs = [deviation, meanOf(input, spread)] as const;
  recordSeveral(outputs, {
    name: 'StdMeanBackward0',
    inputs: [input],
    saved: { self: input, result0: deviation },
    backward: ([ofDeviation, ofMean], { self, result0 }) => [
      sumOf(
        ofDeviation && deviationGradient(ofDeviation, self, result0, spread),
        ofMean && meanGradient(ofMean, self, spread),
      ),
    ],
  });
  return outputs;
}

interface Spread {
  readonly reduced: Reduced;
  /** Number of elements less the correction. */
  readonly divisor: number;
}

function bind(input: Tensor, values: VarianceArguments): Spread {
  if (input.dtype !== 'float32') {
    throw new RuntimeError(
      'std and var only support floating point and complex dtypes',
      'Convert it first: x.to(torch.float32).',
    );
  }
  const [first, ...rest] = values;
  const isOlderForm = typeof first === 'boolean';
  const names = isOlderForm ? (['unbiased'] as const) : (['dim', 'unbiased', 'keepdim'] as const);
  const given = bindArguments<VarianceParameters>(names, values.length > 0 ? [first, ...rest] : []);
  const { dim, unbiased = true, correction = unbiased ? 1 : 0, keepdim } = given;
  const reduced = reducedOver(input, dim, keepdim);
  return { reduced, divisor: Math.max(reduced.count - correction, 0) };
}

function varianceOf(input: Tensor, { reduced, divisor }: Spread): Tensor {
  return reduceFloats(input, reduced, {
    kernel: (floats, axes) => {
      const average = tf.div(sumOver(floats, axes), reduced.count);
      return tf.div(sumOver(tf.square(tf.sub(floats, average)), axes), divisor);
    },
    empty: NaN,
  });
}

function meanOf(input: Tensor, { reduced }: Spread): Tensor {
  return reshape(mean(castTo(input.detach(), 'float32'), { dim: reduced.axes, keepdim: true }), reduced.shape);
}

function varianceGradient(gradient: Tensor, self: Tensor, { reduced, divisor }: Spread): Tensor {
  const deviation = sub(self, mean(self, { dim: reduced.axes, keepdim: true }));
  return mul(mul(reshape(gradient, reduced.kept), 2 / divisor), deviation);
}

function deviationGradient(gradient: Tensor, self: Tensor, result: Tensor, spread: Spread): Tensor {
  const isFlat = eq(result, 0);
  const ofVariance = div(gradient, mul(where(isFlat, 1, result), 2));
  return varianceGradient(where(isFlat, 0, ofVariance), self, spread);
}

function meanGradient(gradient: Tensor, self: Tensor, { reduced }: Spread): Tensor {
  return expand(mul(reshape(gradient, reduced.kept), 1 / reduced.count), self.shape);
}

function sumOf(a: Tensor | null | undefined, b: Tensor | null | undefined): Tensor | null {
  return a && b ? add(a, b) : (a ?? b ?? null);
}

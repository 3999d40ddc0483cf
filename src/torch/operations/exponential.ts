import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../tensor.ts';
import { add, mul, rsub } from './arithmetic.ts';
import { le } from './comparison.ts';
import { div } from './division.ts';
import { floatUnary } from './elementwise.ts';
import { between, errorFunction, logOfOnePlus } from './kernels.ts';
import { logicalAnd } from './logic.ts';
import { square } from './powers.ts';
import { where } from './where.ts';
import { functionOfInput, functionOfResult, recordWithInput } from './unary.ts';

/** e ^ input. @source https://docs.pytorch.org/docs/stable/generated/torch.exp.html */
export const exp = functionOfResult('ExpBackward0', tf.exp, mul);

/** 2 ^ input. @source https://docs.pytorch.org/docs/stable/generated/torch.exp2.html */
export const exp2 = functionOfResult(
  'Exp2Backward0',
  (x) => tf.pow(2, x),
  (gradient, result) => mul(mul(gradient, result), Math.LN2),
);

/** e ^ input - 1, exact also near 0. @source https://docs.pytorch.org/docs/stable/generated/torch.expm1.html */
export const expm1 = functionOfResult('Expm1Backward0', tf.expm1, (gradient, result) => mul(gradient, add(result, 1)));

/** Natural logarithm. @source https://docs.pytorch.org/docs/stable/generated/torch.log.html */
export const log = functionOfInput('LogBackward0', tf.log, div);

/** log(1 + input), exact also near 0. @source https://docs.pytorch.org/docs/stable/generated/torch.log1p.html */
export const log1p = functionOfInput('Log1PBackward0', logOfOnePlus, (gradient, self) => div(gradient, add(self, 1)));

/** Logarithm to base 2. @source https://docs.pytorch.org/docs/stable/generated/torch.log2.html */
export const log2 = functionOfInput(
  'Log2Backward0',
  (x) => tf.mul(tf.log(x), Math.LOG2E),
  (gradient, self) => div(gradient, mul(self, Math.LN2)),
);

/** Logarithm to base 10. @source https://docs.pytorch.org/docs/stable/generated/torch.log10.html */
export const log10 = functionOfInput(
  'Log10Backward0',
  (x) => tf.mul(tf.log(x), Math.LOG10E),
  (gradient, self) => div(gradient, mul(self, Math.LN10)),
);

/** 1 / (1 + e ^ -input). @source https://docs.pytorch.org/docs/stable/generated/torch.sigmoid.html */
export const sigmoid = functionOfResult('SigmoidBackward0', tf.sigmoid, (gradient, result) =>
  mul(gradient, mul(rsub(result, 1), result)),
);

interface LogitParameters {
  /** Takes the input into [eps, 1 - eps] first. */
  readonly eps?: number | null;
}

/**
 * log(input / (1 - input)), the inverse of sigmoid. Call: `logit(input, { eps })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.logit.html
 */
export function logit(input: Tensor, ...values: Arguments<LogitParameters, ['eps']>): Tensor {
  const eps = bindArguments<LogitParameters>(['eps'], values).eps ?? 0;
  const result = floatUnary(input, (x) => {
    const inside = eps > 0 ? between(x, eps, 1 - eps) : x;
    return tf.log(tf.div(inside, tf.sub(1, inside)));
  });
  return recordWithInput('LogitBackward0', result, input, (gradient, self) => {
    const slope = div(gradient, mul(self, rsub(self, 1)));
    return eps > 0 ? where(logicalAnd(le(eps, self), le(self, 1 - eps)), slope, 0) : slope;
  });
}

const DENSITY_AT_0 = 2 / Math.sqrt(Math.PI);

/** The error function 2/√π ∫₀ˣ e^(-t²) dt. @source https://docs.pytorch.org/docs/stable/generated/torch.erf.html */
export const erf = functionOfInput('ErfBackward0', errorFunction, (gradient, self) =>
  mul(gradient, mul(exp(square(self).neg()), DENSITY_AT_0)),
);

/** 1 - erf(input). @source https://docs.pytorch.org/docs/stable/generated/torch.erfc.html */
export const erfc = functionOfInput(
  'ErfcBackward0',
  (x) => tf.sub(1, errorFunction(x)),
  (gradient, self) => mul(gradient, mul(exp(square(self).neg()), -DENSITY_AT_0)),
);

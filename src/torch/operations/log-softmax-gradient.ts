import type { Tensor } from '../tensor.ts';
import { mul, sub } from './arithmetic.ts';
import { exp } from './exponential.ts';
import { sum } from './sums.ts';

/** Gradient of the input of `logSoftmax` from that of its result. */
export function logSoftmaxGradient(gradient: Tensor, result: Tensor, axis: number): Tensor {
  return sub(gradient, mul(exp(result), sum(gradient, axis, true)));
}

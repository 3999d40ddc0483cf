import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { record } from '../autograd/record.ts';
import type { DType } from '../dtype.ts';
import { NotImplementedError } from '../errors.ts';
import { normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { mul, sub } from './arithmetic.ts';
import { fromDevice } from './elementwise.ts';
import { exp } from './exponential.ts';
import { logSoftmaxGradient } from './log-softmax-gradient.ts';
import { DIM_NAMES, reducedOver, reduceFloats, sumOver, type DimParameters } from './reduce.ts';
import { reshape } from './reshaping.ts';
import { sum } from './sums.ts';
import { typeName } from './type-names.ts';
import { recordWithResult } from './unary.ts';

interface SoftmaxParameters {
  /** The axis. PyTorch's old choice without it is the second one, or the first of a scalar, a vector or three axes. */
  readonly dim?: number | null;
  /** The type in which to compute: float32, the only one of floats here. */
  readonly dtype?: DType;
}

const SOFTMAX_NAMES = ['dim', 'dtype'] as const;

/**
 * Shares that add up to 1 along axis `dim`: e^input over the sum of those. Call: `softmax(input, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softmax.html
 */
export function softmax(input: Tensor, ...values: Arguments<SoftmaxParameters, typeof SOFTMAX_NAMES>): Tensor {
  const axis = axisOf('softmax', input, values);
  const result = alongAxis(input, axis, (shifted, place) => {
    const powers = tf.exp(shifted);
    return tf.div(powers, sumOver(powers, [place]));
  });
  return recordWithResult('SoftmaxBackward0', result, input, (gradient, shares) => {
    const weighted = mul(gradient, shares);
    return sub(weighted, mul(shares, sum(weighted, axis, true)));
  });
}

/**
 * Logarithm of `softmax`, more exact than taking it afterwards. Call: `logSoftmax(input, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.log_softmax.html
 */
export function logSoftmax(input: Tensor, ...values: Arguments<SoftmaxParameters, typeof SOFTMAX_NAMES>): Tensor {
  const axis = axisOf('log_softmax', input, values);
  const result = alongAxis(input, axis, (shifted, place) => tf.sub(shifted, tf.log(sumOver(tf.exp(shifted), [place]))));
  return recordWithResult('LogSoftmaxBackward0', result, input, (gradient, logarithms) =>
    logSoftmaxGradient(gradient, logarithms, axis),
  );
}

/**
 * log Σ e^input over the axes `dim`, without overflow. Call: `logsumexp(input, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.logsumexp.html
 */
export function logsumexp(input: Tensor, ...values: Arguments<DimParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim } = bindArguments<DimParameters>(DIM_NAMES, values);
  const reduced = reducedOver(input, dim, keepdim);
  const result = reduceFloats(input, reduced, {
    kernel: (floats, axes) => {
      const largest = tf.max(floats, axes, true);
      // An infinite shift would make nan of what is infinite already.
      const shift = tf.where(tf.isFinite(largest), largest, tf.zerosLike(largest));
      return tf.add(tf.log(sumOver(tf.exp(tf.sub(floats, shift)), axes)), shift);
    },
    empty: -Infinity,
  });
  return record(result, {
    name: 'LogsumexpBackward0',
    inputs: [input],
    saved: { self: input, result },
    backward: (gradient, saved) => [
      mul(reshape(gradient, reduced.kept), exp(sub(saved.self, reshape(saved.result, reduced.kept)))),
    ],
  });
}

/** A function along an axis of the elements less the largest of them, in the order in which they lie in memory. */
function alongAxis(input: Tensor, axis: number, compute: (shifted: tf.Tensor, axis: number) => tf.Tensor): Tensor {
  if (input.numel() === 0) return input.clone();
  const { order } = input;
  return fromDevice(() => {
    const values = input.ndim === 0 ? tf.reshape(input.floatsIn(order), [1]) : input.floatsIn(order);
    const place = input.ndim === 0 ? 0 : order.indexOf(axis);
    return tf.reshape(
      compute(tf.sub(values, tf.max(values, place, true)), place),
      order.map((index) => input.shape[index] ?? 1),
    );
  }, order);
}

/** @throws {NotImplementedError} for whole numbers and booleans, unless `dtype` converts them. */
function axisOf(
  name: 'softmax' | 'log_softmax',
  { ndim, dtype }: Tensor,
  values: Arguments<SoftmaxParameters, typeof SOFTMAX_NAMES>,
): number {
  const { dim, dtype: wanted } = bindArguments<SoftmaxParameters>(SOFTMAX_NAMES, values);
  const axis = normalizeDim(dim ?? ([0, 1, 3].includes(ndim) ? 0 : 1), ndim);
  if (dtype === 'float32' || wanted === 'float32') return axis;
  const kernel = axis === Math.max(ndim - 1, 0) ? `${name}_lastdim_kernel_impl` : `${name}_kernel_impl`;
  throw new NotImplementedError(
    `"${kernel}" not implemented for '${typeName(dtype)}'`,
    'Convert it first: x.to(torch.float32).',
  );
}

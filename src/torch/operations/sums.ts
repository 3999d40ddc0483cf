import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { record } from '../autograd/record.ts';
import type { DType } from '../dtype.ts';
import { RuntimeError } from '../errors.ts';
import { normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { mul } from './arithmetic.ts';
import { castTo } from './cast.ts';
import { ne } from './comparison.ts';
import { runningProduct } from './cumulative-kernels.ts';
import { expand } from './expand.ts';
import { isnan, logicalNot } from './logic.ts';
import {
  reduceAsIs,
  reducedOver,
  reduceFloats,
  sumOver,
  DIM_NAMES,
  type DimParameters,
  type Reduced,
} from './reduce.ts';
import { reshape } from './reshaping.ts';
import { where } from './where.ts';

interface SumParameters extends DimParameters {
  /** The type in which to add. */
  readonly dtype?: DType;
}

/**
 * Sum over the axes `dim`, or of all elements. Call: `sum(input, dim, keepdim, { dtype })`. Integers and booleans give int64.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.sum.html
 */
export function sum(input: Tensor, ...values: Arguments<SumParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim, dtype } = bindArguments<SumParameters>(DIM_NAMES, values);
  const reduced = reducedOver(input, dim, keepdim);
  return record(total(asNumbers(input, dtype), reduced), {
    name: isFull(dim) ? 'SumBackward0' : 'SumBackward1',
    inputs: [input],
    backward: (gradient) => [spread(gradient, reduced, input)],
  });
}

/** `sum` without the elements that are nan. @source https://docs.pytorch.org/docs/stable/generated/torch.nansum.html */
export function nansum(input: Tensor, ...values: Arguments<SumParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim, dtype } = bindArguments<SumParameters>(DIM_NAMES, values);
  const reduced = reducedOver(input, dim, keepdim);
  const isNumber = logicalNot(isnan(input));
  return record(total(asNumbers(where(isNumber, input.detach(), 0), dtype), reduced), {
    name: 'NansumBackward0',
    inputs: [input],
    saved: { self: input },
    backward: (gradient) => [where(isNumber, spread(gradient, reduced, input), 0)],
  });
}

/**
 * Mean over the axes `dim`, or of all elements; nan of none. Call: `mean(input, dim, keepdim, { dtype })`.
 *
 * @throws {RuntimeError} for integers and booleans without a `dtype` of floats.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.mean.html
 */
export function mean(input: Tensor, ...values: Arguments<SumParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim, dtype = input.dtype } = bindArguments<SumParameters>(DIM_NAMES, values);
  if (dtype !== 'float32') {
    throw new RuntimeError(
      'mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. ' +
        `Got: ${dtype === 'bool' ? 'Bool' : 'Long'}`,
      'Convert to float32 first.',
    );
  }
  const reduced = reducedOver(input, dim, keepdim);
  const result = reduceFloats(input, reduced, {
    kernel: (floats, axes) => tf.div(sumOver(floats, axes), reduced.count),
    empty: NaN,
  });
  return record(result, {
    name: isFull(dim) ? 'MeanBackward0' : 'MeanBackward1',
    inputs: [input],
    backward: (gradient) => [spread(mul(gradient, 1 / reduced.count), reduced, input)],
  });
}

interface ProductParameters {
  readonly dim?: number | null;
  readonly keepdim?: boolean;
  readonly dtype?: DType;
}

/**
 * Product over axis `dim`, or of all elements. Call: `prod(input, dim, keepdim, { dtype })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.prod.html
 */
export function prod(input: Tensor, ...values: Arguments<ProductParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim, dtype } = bindArguments<ProductParameters>(DIM_NAMES, values);
  const reduced = reducedOver(input, dim, keepdim);
  const result = reduceAsIs(asNumbers(input, dtype), reduced, {
    host: (a, b) => a * b,
    kernel: (floats, axes) => tf.prod(floats, axes, true),
    empty: 1,
  });
  const isWhole = isFull(dim);
  return record(result, {
    name: isWhole ? 'ProdBackward0' : 'ProdBackward1',
    inputs: [input],
    saved: { self: input, result },
    backward: (gradient, { self }) => {
      const line = isWhole ? reshape(self, [-1]) : self;
      const others = productOfOthers(line, isWhole ? 0 : normalizeDim(dim ?? 0, input.ndim));
      return [mul(spread(gradient, reduced, input), reshape(others, input.shape))];
    },
  });
}

/** For each element, the product of all others along an axis: also right where there are zeros. */
function productOfOthers(input: Tensor, axis: number): Tensor {
  if (input.ndim === 0) return input.detach().mul(0).add(1);
  const before = runningProduct(input, axis, { exclusive: true });
  return mul(before, runningProduct(input, axis, { exclusive: true, reverse: true }));
}

/**
 * Number of elements that are not 0, along the axes `dim` or of all.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.count_nonzero.html
 */
export function countNonzero(input: Tensor, ...values: Arguments<DimParameters, ['dim']>): Tensor {
  const { dim } = bindArguments<DimParameters>(['dim'], values);
  return sum(ne(input, 0), { dim: dim ?? null });
}

/**
 * Whether all elements are true (not 0), along the axes `dim` or of all. Call: `all(input, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.all.html
 */
export function all(input: Tensor, ...values: Arguments<DimParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim } = bindArguments<DimParameters>(DIM_NAMES, values);
  return reduceAsIs(castTo(input.detach(), 'bool'), reducedOver(input, dim, keepdim), {
    host: (a, b) => a * b,
    kernel: (truths, axes) => tf.all(truths, axes, true),
    empty: 1,
  });
}

/**
 * Whether an element is true (not 0), along the axes `dim` or of all. Call: `any(input, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.any.html
 */
export function any(input: Tensor, ...values: Arguments<DimParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim } = bindArguments<DimParameters>(DIM_NAMES, values);
  return reduceAsIs(castTo(input.detach(), 'bool'), reducedOver(input, dim, keepdim), {
    host: Math.max,
    kernel: (truths, axes) => tf.any(truths, axes, true),
    empty: 0,
  });
}

function total(input: Tensor, reduced: Reduced): Tensor {
  return reduceAsIs(input, reduced, { host: (a, b) => a + b, kernel: sumOver, empty: 0 });
}

/** Integers stay integers, and truth values become such. */
function asNumbers(input: Tensor, dtype: DType = input.dtype === 'bool' ? 'int64' : input.dtype): Tensor {
  return castTo(input.detach(), dtype);
}

/** The gradient of a sum: the same for all elements that were added. */
function spread(gradient: Tensor, { kept }: Reduced, input: Tensor): Tensor {
  return expand(reshape(gradient, kept), input.shape);
}

/** PyTorch has a node of its own for the call without axes. */
function isFull(dim: DimParameters['dim'] | undefined): boolean {
  return dim === undefined || dim === null;
}

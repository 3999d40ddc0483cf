import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { DType } from '../dtype.ts';
import { normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { runningProduct, runningSum } from './cumulative-kernels.ts';

interface CumulativeParameters {
  readonly dim?: number;
  /** The type in which to compute. */
  readonly dtype?: DType;
}

const NAMES = ['dim'] as const;

/**
 * Sums of all elements up to each one along axis `dim`. Call: `cumsum(input, dim, { dtype })`. Integers give int64.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.cumsum.html
 */
export function cumsum(input: Tensor, ...values: Arguments<CumulativeParameters, typeof NAMES>): Tensor {
  const { numbers, axis } = bind(input, values);
  return runningSum(numbers, axis);
}

/**
 * Products of all elements up to each one along axis `dim`. Call: `cumprod(input, dim, { dtype })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.cumprod.html
 */
export function cumprod(input: Tensor, ...values: Arguments<CumulativeParameters, typeof NAMES>): Tensor {
  const { numbers, axis } = bind(input, values);
  return input.ndim === 0 ? numbers.clone() : runningProduct(numbers, axis);
}

interface Cumulation {
  readonly numbers: Tensor;
  readonly axis: number;
}

function bind(input: Tensor, values: Arguments<CumulativeParameters, typeof NAMES>): Cumulation {
  const { dim, dtype = input.dtype === 'bool' ? 'int64' : input.dtype } = bindArguments<CumulativeParameters>(
    NAMES,
    values,
  );
  if (dim === undefined) throw new TypeError("missing the argument 'dim': the axis along which to go.");
  return { numbers: castTo(input, dtype), axis: normalizeDim(dim, input.ndim) };
}

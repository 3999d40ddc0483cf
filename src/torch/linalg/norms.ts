import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { amax, amin } from '../operations/extremes.ts';
import { normOver } from '../operations/norms.ts';
import { reducedOver, type Dims } from '../operations/reduce.ts';

interface NormParameters {
  /** The exponent: a number, ±∞, or of a matrix 'fro'. */
  readonly ord?: number | 'fro' | null;
  readonly dim?: Dims;
  /** Whether the axes stay, with size 1. */
  readonly keepdim?: boolean;
}

const NAMES = ['ord', 'dim', 'keepdim'] as const;

/**
 * The norm of vectors along the axes `dim`, or of all elements. Call: `vectorNorm(x, ord, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.linalg.vector_norm.html
 */
export function vectorNorm(x: Tensor, ...values: Arguments<NormParameters, typeof NAMES>): Tensor {
  const { ord, dim, keepdim } = bindArguments<NormParameters>(NAMES, values);
  return normOver(x, ord ?? 2, reducedOver(x, dim, keepdim));
}

/**
 * A norm of matrices, whose axes are the last two by default: Frobenius's, the largest sum of sizes in a column (`ord` 1) or
 * in a row (∞), or the smallest (-1, -∞). Call: `matrixNorm(A, ord, dim, keepdim)`.
 *
 * @throws {RuntimeError} for another order: those need singular values.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.linalg.matrix_norm.html
 */
export function matrixNorm(A: Tensor, ...values: Arguments<NormParameters, typeof NAMES>): Tensor {
  const { ord = 'fro', dim = [-2, -1], keepdim = false } = bindArguments<NormParameters>(NAMES, values);
  if (ord === 'fro') return normOver(A, 2, reducedOver(A, dim, keepdim));
  const [row, column] = reducedOver(A, dim).axes;
  if (!ORDERS.includes(ord) || row === undefined || column === undefined) {
    throw new RuntimeError(
      `linalg.matrix_norm: Order ${ord ?? 'None'} not supported`,
      "Use 'fro', ±1, ±∞ or vectorNorm.",
    );
  }
  const [summed, compared] = Math.abs(Number(ord)) === 1 ? [row, column] : [column, row];
  const sums = vectorNorm(A, 1, summed, keepdim);
  const place = keepdim || compared < summed ? compared : compared - 1;
  return Number(ord) > 0 ? amax(sums, place, keepdim) : amin(sums, place, keepdim);
}

/** Those of matrices that need no singular values. */
const ORDERS: readonly (number | string | null)[] = [1, -1, Infinity, -Infinity];

/**
 * A norm: without `ord` that of all elements as one vector; with it that of a vector, or of a matrix where there are two
 * axes. Call: `norm(A, ord, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.linalg.norm.html
 */
export function norm(A: Tensor, ...values: Arguments<NormParameters, typeof NAMES>): Tensor {
  const { ord = null, dim, keepdim } = bindArguments<NormParameters>(NAMES, values);
  const axes = dim === undefined || dim === null ? A.ndim : [dim].flat().length;
  if (ord === null || axes === 1) return vectorNorm(A, { ord, dim: dim ?? null, keepdim: keepdim ?? false });
  return matrixNorm(A, { ord, dim: dim ?? [-2, -1], keepdim: keepdim ?? false });
}

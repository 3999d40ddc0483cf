import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
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
 * The Frobenius norm of matrices, whose axes are the last two by default. Call: `matrixNorm(A, ord, dim, keepdim)`.
 *
 * @throws {RuntimeError} for another order: those need singular values.
 */
export function matrixNorm(A: Tensor, ...values: Arguments<NormParameters, typeof NAMES>): Tensor {
  const { ord = 'fro', dim = [-2, -1], keepdim } = bindArguments<NormParameters>(NAMES, values);
  if (ord !== 'fro') {
    throw new RuntimeError(`linalg.matrix_norm: Order ${ord ?? 'None'} not supported. Use 'fro', or vectorNorm.`);
  }
  return normOver(A, 2, reducedOver(A, dim, keepdim));
}

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

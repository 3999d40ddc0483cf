/** The functions of scattering.ts that change their first argument. */
import type { Tensor } from '../tensor.ts';
import type { Operand } from './elementwise.ts';
import { changeInPlace } from './in-place.ts';
import { indexAdd, indexCopy, indexFill, maskedFill, scatter, scatterAdd } from './scattering.ts';

/** `scatter` in place. */
export function scatter_(input: Tensor, dim: number, index: Tensor, src: Operand): Tensor {
  return changeInPlace(input, (before) => scatter(before, dim, index, src));
}

/** `scatterAdd` in place. */
export function scatterAdd_(input: Tensor, dim: number, index: Tensor, src: Tensor): Tensor {
  return changeInPlace(input, (before) => scatterAdd(before, dim, index, src));
}

/** `indexAdd` in place. Call: `x.indexAdd_(dim, index, source, { alpha })`. */
export function indexAdd_(
  input: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  options: { readonly alpha?: number } = {},
): Tensor {
  return changeInPlace(input, (before) => indexAdd(before, dim, index, source, options));
}

/** `indexCopy` in place. */
export function indexCopy_(input: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  return changeInPlace(input, (before) => indexCopy(before, dim, index, source));
}

/** `indexFill` in place. */
export function indexFill_(input: Tensor, dim: number, index: Tensor, value: Operand): Tensor {
  return changeInPlace(input, (before) => indexFill(before, dim, index, value));
}

/** `maskedFill` in place. */
export function maskedFill_(input: Tensor, mask: Tensor, value: Operand): Tensor {
  return changeInPlace(input, (before) => maskedFill(before, mask, value));
}

/** The functions of scattering.ts that change their first argument. */
import type { RestArguments } from '../../calling-convention/rest-arguments.ts';
import type { Tensor } from '../tensor.ts';
import { changeInPlace } from './in-place.ts';
import { indexAdd, indexCopy, indexFill, maskedFill, scatter, scatterAdd } from './scattering.ts';

/** `scatter` in place. */
export function scatter_(input: Tensor, ...rest: RestArguments<typeof scatter>): Tensor {
  return changeInPlace(input, (before) => scatter(before, ...rest));
}

/** `scatterAdd` in place. */
export function scatterAdd_(input: Tensor, ...rest: RestArguments<typeof scatterAdd>): Tensor {
  return changeInPlace(input, (before) => scatterAdd(before, ...rest));
}

/** `indexAdd` in place. Call: `x.indexAdd_(dim, index, source, { alpha })`. */
export function indexAdd_(input: Tensor, ...rest: RestArguments<typeof indexAdd>): Tensor {
  return changeInPlace(input, (before) => indexAdd(before, ...rest));
}

/** `indexCopy` in place. */
export function indexCopy_(input: Tensor, ...rest: RestArguments<typeof indexCopy>): Tensor {
  return changeInPlace(input, (before) => indexCopy(before, ...rest));
}

/** `indexFill` in place. */
export function indexFill_(input: Tensor, ...rest: RestArguments<typeof indexFill>): Tensor {
  return changeInPlace(input, (before) => indexFill(before, ...rest));
}

/** `maskedFill` in place. */
export function maskedFill_(input: Tensor, ...rest: RestArguments<typeof maskedFill>): Tensor {
  return changeInPlace(input, (before) => maskedFill(before, ...rest));
}

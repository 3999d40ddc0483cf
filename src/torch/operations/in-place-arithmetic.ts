import { Tensor } from '../tensor.ts';
import { add, mul, sub } from './arithmetic.ts';
import type { Operand } from './elementwise.ts';
import { changeInPlace } from './in-place.ts';

/** Adds alpha · other in place. */
export function add_(
  input: Tensor,
  other: Operand,
  ...values: Parameters<typeof add> extends [unknown, unknown, ...infer Rest] ? Rest : never
): Tensor {
  return changeInPlace(input, (before) => add(before, other, ...values));
}

/** Subtracts alpha · other in place. */
export function sub_(input: Tensor, other: Operand): Tensor {
  return changeInPlace(input, (before) => sub(before, other));
}

/** Multiplies by `other` in place. */
export function mul_(input: Tensor, other: Operand): Tensor {
  return changeInPlace(input, (before) => mul(before, other));
}

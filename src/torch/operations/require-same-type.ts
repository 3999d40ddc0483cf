import { RuntimeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { cTypeName } from './type-names.ts';

/** @throws {RuntimeError} when the numbers of two factors are of different types. */
export function requireSameType(a: Tensor, b: Tensor): void {
  if (a.dtype === b.dtype) return;
  throw new RuntimeError(
    `expected m1 and m2 to have the same dtype, but got: ${cTypeName(a.dtype)} != ${cTypeName(b.dtype)}`,
    'Convert one of them: x.to(torch.float32).',
  );
}

/**
 * Types of elements. `int64` is exact to 2^53 while its values are known to the host, which they are for every tensor
 * made from numbers and for what is computed from such tensors alone; on the device it is held in 32 bits.
 */
export type DType = 'float32' | 'int64' | 'bool';

export const float32: DType = 'float32';
export const int64: DType = 'int64';
export const bool: DType = 'bool';
/** PyTorch's second names. */
export const float: DType = float32;
export const long: DType = int64;

const PRECEDENCE: readonly DType[] = ['bool', 'int64', 'float32'];

/** The type of a result with operands of types `a` and `b`: torch.promote_types. */
export function promoteTypes(a: DType, b: DType): DType {
  return PRECEDENCE.indexOf(a) > PRECEDENCE.indexOf(b) ? a : b;
}

/** The type of a JavaScript number among tensors: JavaScript has one type of number, so a whole one counts as an integer. */
export function typeOfScalar(value: number | boolean): DType {
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'int64' : 'float32';
}

import type { DType } from '../dtype.ts';

const NAMES: Readonly<Record<DType, string>> = { float32: 'Float', int64: 'Long', bool: 'Bool' };

const C_NAMES: Readonly<Record<DType, string>> = { float32: 'float', int64: 'long int', bool: 'bool' };

/** A type as PyTorch's error messages call it. */
export function typeName(dtype: DType): string {
  return NAMES[dtype];
}

/** A type as the messages call it that name C++'s types. */
export function cTypeName(dtype: DType): string {
  return C_NAMES[dtype];
}

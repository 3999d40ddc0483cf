import type { DType } from '../dtype.ts';

const NAMES: Readonly<Record<DType, string>> = { float32: 'Float', int64: 'Long', bool: 'Bool' };

/** A type as PyTorch's error messages call it. */
export function typeName(dtype: DType): string {
  return NAMES[dtype];
}

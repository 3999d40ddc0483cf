import type { Tensor } from '@tensorflow/tfjs-core';
import type { DataType } from '../data-types.ts';

/**
 * A tensor of TensorFlow: values that never change, and their type. The device has int64 as int32 and float64 as
 * float32, which are enough for what a reader types; the type is TensorFlow's all the same.
 */
export class TfTensor {
  readonly values: Tensor;
  readonly dtype: DataType;

  constructor(values: Tensor, dtype: DataType) {
    this.values = values;
    this.dtype = dtype;
  }

  get shape(): readonly number[] {
    return this.values.shape;
  }

  get ndim(): number {
    return this.values.rank;
  }
}

/** The type in which the device holds one of TensorFlow's. */
export function deviceType(dtype: DataType): 'float32' | 'int32' | 'bool' {
  if (dtype === 'bool') return 'bool';
  return dtype === 'int32' || dtype === 'int64' ? 'int32' : 'float32';
}

export function isIntegerType(dtype: DataType): boolean {
  return dtype === 'int32' || dtype === 'int64';
}

export function isFloatType(dtype: DataType): boolean {
  return dtype === 'float32' || dtype === 'float64';
}

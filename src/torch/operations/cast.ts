/** Conversions between types of elements for operations, outside of the tape. Not public. */
import * as tf from '@tensorflow/tfjs-core';
import type { DType } from '../dtype.ts';
import type { HostValues } from '../storage.ts';
import type { Tensor } from '../tensor.ts';
import { hostArray } from './creation.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { isNotZero } from './kernels.ts';

/** On the processor floats are read, because the kernel that makes integers of them knows no more than 32 bits. */
function floatsToMakeIntegersOf(input: Tensor, dtype: DType): HostValues | null {
  const isOnProcessor = ['wasm', 'cpu'].includes(tf.getBackend());
  return input.dtype === 'float32' && dtype === 'int64' && isOnProcessor ? input.numpySync() : null;
}

/** The values of `input` as another type, without history; `input` itself where it has that type. */
export function castTo(input: Tensor, dtype: DType): Tensor {
  if (input.dtype === dtype) return input;
  const values = input.hostValues ?? floatsToMakeIntegersOf(input, dtype);
  if (values) return fromHost(hostArray(values, dtype), input.shape, dtype);
  const { order } = input;
  return fromDevice(() => {
    if (dtype === 'float32') return input.floatsIn(order);
    const stored = input.valuesIn(order);
    return dtype === 'bool' ? isNotZero(stored) : tf.cast(stored, 'int32');
  }, order);
}

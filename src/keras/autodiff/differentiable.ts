import type { DataType } from '@tensorflow/tfjs-core';
import type { Operation } from './operation-stream.ts';

/**
 * Kernels through which TensorFlow lets no gradient pass, so that what lies before them is unconnected. tfjs gives
 * zeros for some of them.
 */
const withoutGradient: ReadonlySet<string> = new Set(['Ceil', 'Floor', 'FloorDiv', 'OnesLike', 'Round', 'ZerosLike']);

export function isDifferentiable(operation: Operation): boolean {
  return !withoutGradient.has(operation.kernelName);
}

/** Only what is continuous has a gradient. */
export function isTrainableType(dtype: DataType): boolean {
  return dtype === 'float32' || dtype === 'complex64';
}

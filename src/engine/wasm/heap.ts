import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';

/** Where a tensor lies in the memory of the backend, in bytes. It stays there. */
export function addressOf(backend: BackendWasm, { dataId }: TensorInfo): number {
  return backend.getMemoryOffset(dataId);
}

/** A new tensor of zeros. */
export function zerosOnHeap(backend: BackendWasm, shape: readonly number[]): TensorInfo {
  const output = backend.makeOutput([...shape], 'float32');
  // The view is taken after the allocation, which may move the heap.
  (backend.typedArrayFromHeap(output) as Float32Array).fill(0);
  return output;
}

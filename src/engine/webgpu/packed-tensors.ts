import { util } from '@tensorflow/tfjs-core';
import { tensorBuffer } from './tensor-buffer.ts';
import type { TrainingBackend } from './training-backend.ts';

/** Where several values lie behind one another in one buffer, each where a binding may begin. */
export interface Packing {
  /** Of each value, in bytes. */
  readonly offsets: readonly number[];
  readonly sizeInBytes: number;
}

/** Packs values of given sizes in bytes. */
export function packingOf({ device }: TrainingBackend, sizes: readonly number[]): Packing {
  const alignment = device.limits.minStorageBufferOffsetAlignment;
  let sizeInBytes = 0;
  const offsets = sizes.map((size) => {
    const offset = sizeInBytes;
    sizeInBytes += Math.ceil(size / alignment) * alignment;
    return offset;
  });
  return { offsets, sizeInBytes };
}

/**
 * Moves float32 tensors into one buffer, in their order, where they stay until they are freed. Tensors that were packed
 * together before stay where they are, and so do those that are more than a kernel can read at once.
 */
export function packTensors(backend: TrainingBackend, dataIds: readonly object[]): void {
  const sizes = dataIds.map((dataId) => util.sizeFromShape(backend.tensorMap.get(dataId).shape) * 4);
  const { offsets, sizeInBytes } = packingOf(backend, sizes);
  const { maxStorageBufferBindingSize } = backend.device.limits;
  if (sizeInBytes > maxStorageBufferBindingSize || arePackedAlready(backend, dataIds, offsets)) return;
  const before = dataIds.map((dataId) => backend.placeOf(dataId));
  backend.flush();
  const buffer = tensorBuffer(backend, [sizeInBytes / 4]);
  const places = dataIds.map((_, index) => ({ buffer, offset: offsets[index] ?? 0, size: sizes[index] ?? 0 }));
  const encoder = backend.device.createCommandEncoder();
  places.forEach(({ offset, size }, index) => {
    const from = before[index];
    if (from) encoder.copyBufferToBuffer(from.buffer, from.offset ?? 0, buffer, offset, size);
  });
  backend.device.queue.submit([encoder.finish()]);
  backend.moveInto(buffer, new Map(places.map((place, index) => [dataIds[index] ?? {}, place])));
}

function arePackedAlready(backend: TrainingBackend, dataIds: readonly object[], offsets: readonly number[]): boolean {
  const places = dataIds.map((dataId) => backend.placeOf(dataId));
  const [first] = places;
  return places.every(
    ({ buffer, offset = 0, size }, index) =>
      size !== undefined && buffer === first?.buffer && offset === offsets[index],
  );
}

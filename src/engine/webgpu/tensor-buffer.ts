import { util } from '@tensorflow/tfjs-core';
import type { TrainingBackend } from './training-backend.ts';

/** A buffer for a tensor of a shape, as tfjs makes them. The backend's buffer manager takes it back. */
export function tensorBuffer({ bufferManager }: TrainingBackend, shape: readonly number[]): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  return bufferManager.acquireBuffer(util.sizeFromShape([...shape]) * 4, usage);
}

/** Runs in a page. */
import { memory, type MemoryInfo } from '@tensorflow/tfjs-core';

/** What is alive on WebGPU. */
export interface Usage {
  readonly tensors: number;
  readonly bytesOnGpu: number;
}

/** tfjs types what all backends tell, and WebGPU's tells more. */
export function currentUsage(): Usage {
  const { numTensors, numBytesInGPU = NaN }: MemoryInfo & { numBytesInGPU?: number } = memory();
  return { tensors: numTensors, bytesOnGpu: numBytesInGPU };
}

/** What a training worker holds, as the browser and tfjs count it. */
import type { Page } from '@playwright/test';
import { prependToWorker } from './worker-script.ts';

export interface LiveMemory {
  readonly tensors: number;
  /** Of the values of tensors, wherever they are. */
  readonly tensorBytes: number;
  /** Of all buffers of WebGPU that have not been destroyed, whoever made them. */
  readonly bytesOnGpu: number;
}

/** Counts buffers where they are made: what tfjs keeps for later is there too. */
const COUNT_BUFFERS = `
  globalThis.bytesOnGpu = 0;
  if (globalThis.GPUDevice) {
    const sizes = new WeakMap();
    const { createBuffer } = GPUDevice.prototype;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const buffer = createBuffer.call(this, descriptor);
      sizes.set(buffer, descriptor.size);
      globalThis.bytesOnGpu += descriptor.size;
      return buffer;
    };
    const { destroy } = GPUBuffer.prototype;
    GPUBuffer.prototype.destroy = function () {
      globalThis.bytesOnGpu -= sizes.get(this) ?? 0;
      sizes.delete(this);
      destroy.call(this);
    };
  }
`;

/** tfjs keeps its engine at the global scope. */
const READ_MEMORY = `(() => {
  const { numTensors = 0, numBytes = 0 } = globalThis._tfengine?.memory() ?? {};
  return { tensors: numTensors, tensorBytes: numBytes, bytesOnGpu: globalThis.bytesOnGpu };
})()`;

/** Call it before the page is opened. */
export async function countMemory(page: Page): Promise<void> {
  await prependToWorker(page, COUNT_BUFFERS);
}

/** What the page's one worker holds now; null when there is none. */
export async function liveMemory(page: Page): Promise<LiveMemory | null> {
  return (await page.workers()[0]?.evaluate<LiveMemory>(READ_MEMORY)) ?? null;
}

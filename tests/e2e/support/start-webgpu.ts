import { env } from '@tensorflow/tfjs-core';
import type { AdapterKind } from '../../../src/engine/webgpu/adapter-kind.ts';
import { webgpuBackend } from '../../../src/engine/webgpu/backend.ts';

/** Starts WebGPU in a page, with the kernels for one kind of adapter, which a page can do but once. */
export async function startWebgpu(adapter: AdapterKind): Promise<void> {
  await webgpuBackend.start({ adapter: '', hardware: adapter === 'hardware' });
  // tfjs computes with few numbers on the processor; in the tests they stand for many.
  env().set('WEBGPU_CPU_FORWARD', false);
}

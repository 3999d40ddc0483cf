import { probeWebgpu } from '../engine/webgpu/probe.ts';

/** Whether this browser lets a page train on a real GPU through WebGPU. Loads no tfjs and starts nothing. */
export async function hasGpu(): Promise<boolean> {
  const probe = await probeWebgpu();
  return 'hardware' in probe && probe.hardware;
}

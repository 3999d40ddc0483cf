import type { PlacedDeviceName } from '../../src/training/protocol.ts';

export const deviceNames: Readonly<Record<PlacedDeviceName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'plain JavaScript',
};

import type { BackendName } from '../../src/training/protocol.ts';

/** What a reader can ask for: one backend, or `auto` for the first that works. */
export type BackendChoice = BackendName | 'auto';

export const backendLabels: Readonly<Record<BackendChoice, string>> = {
  auto: 'Automatic',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
};

export const backendChoices: readonly BackendChoice[] = ['auto', 'webgpu', 'webgl', 'wasm'];

export function isBackendChoice(text: string): text is BackendChoice {
  return backendChoices.some((name) => name === text);
}

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { engine, env, ready, setBackend } from '@tensorflow/tfjs-core';
import { refuseFullMemory } from './refuse-full-memory.ts';
import { registerWasmKernels } from './register-kernels.ts';

let start: Promise<void> | undefined;

/**
 * Starts the WASM backend under Node, with the kernels that a page registers and the binaries from the disk. A page
 * starts its backend through src/engine/backend.ts. Whoever asks again gets the one that has been started.
 *
 * @throws {Error} when WASM does not start.
 */
export function startWasmInNode(): Promise<void> {
  start ??= startOnce();
  return start;
}

async function startOnce(): Promise<void> {
  const binaries = dirname(fileURLToPath(import.meta.resolve('@tensorflow/tfjs-backend-wasm')));
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(`${binaries}/`);
  registerWasmKernels();
  if (!(await setBackend('wasm'))) throw new Error('The WASM backend did not start.');
  await ready();
  const backend = engine().backend;
  if (backend instanceof BackendWasm) refuseFullMemory(backend);
}

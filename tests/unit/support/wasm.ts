/** The WASM backend under Node, with the kernels that a page registers. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import { registerWasmKernels } from '../../../src/engine/wasm/register-kernels.ts';

/** Starts WASM as src/engine/wasm/backend.ts does, with the binaries from the disk. */
export async function startWasm(): Promise<void> {
  const binaries = dirname(fileURLToPath(import.meta.resolve('@tensorflow/tfjs-backend-wasm')));
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(`${binaries}/`);
  registerWasmKernels();
  if (!(await setBackend('wasm'))) throw new Error('The WASM backend did not start.');
  await ready();
}

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import type { BackendModule, DeviceFailure } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { registerWasmKernels } from './register-kernels.ts';

/** tfjs on WebAssembly, with the gradients that it lacks composed from the kernels that it has. */
export const wasmBackend: BackendModule = {
  probe() {
    // Typed as always there; hardened browsers switch it off.
    const available = typeof (globalThis as { WebAssembly?: object }).WebAssembly === 'object';
    return Promise.resolve(
      available ? { adapter: 'processor', hardware: true } : { missing: 'this browser has no WebAssembly' },
    );
  },

  async start() {
    // Threads need cross-origin isolation, which few hosts set; without them every host behaves the same.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
      // tfjs wants an address for each of its binaries; without threads it never asks for this one.
      'tfjs-backend-wasm-threaded-simd.wasm': simdWasmUrl,
    });
    registerWasmKernels();
    if (!(await setBackend('wasm'))) {
      throw new BackendError(
        'The WebAssembly backend could not be loaded.',
        'Check the connection and press Run again.',
      );
    }
    await ready();
    return { failure: new Promise<DeviceFailure>(() => undefined) };
  },
};

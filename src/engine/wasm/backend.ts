import { BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { engine, env, ready, setBackend } from '@tensorflow/tfjs-core';
import { siteAddress } from '../../site-address.ts';
import type { BackendModule, DeviceFailure } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { refuseFullMemory } from './refuse-full-memory.ts';
import { registerWasmKernels } from './register-kernels.ts';
import { vectorModule } from './vector-functions.ts';

/** tfjs on WebAssembly, with kernels of our own for what trains. */
export const wasmBackend: BackendModule = {
  probe() {
    // Typed as always there; hardened browsers switch it off.
    const isThere = typeof (globalThis as { WebAssembly?: object }).WebAssembly === 'object';
    if (!isThere) return Promise.resolve({ missing: 'this browser has no WebAssembly' });
    const hasVectors = WebAssembly.validate(vectorModule());
    return Promise.resolve(
      hasVectors
        ? { adapter: 'processor', hardware: true }
        : { missing: 'the WebAssembly of this browser has no SIMD' },
    );
  },

  async start() {
    // Threads need cross-origin isolation, which few hosts set; without them every host behaves the same.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const binary = siteAddress(simdWasmUrl);
    setWasmPaths({
      'tfjs-backend-wasm-simd.wasm': binary,
      // tfjs wants an address for each of its binaries; with SIMD and without threads it never asks for these.
      'tfjs-backend-wasm.wasm': binary,
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
    const backend = engine().backend;
    if (backend instanceof BackendWasm) refuseFullMemory(backend);
    return { failure: new Promise<DeviceFailure>(() => undefined) };
  },
};

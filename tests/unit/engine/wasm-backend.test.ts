import { afterEach, expect, test, vi } from 'vitest';
import { wasmBackend } from '../../../src/engine/wasm/backend.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('WASM runs where it has SIMD', async () => {
  expect(await wasmBackend.probe()).toEqual({ adapter: 'processor', hardware: true });
});

test('a browser without SIMD is told so', async () => {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect(await wasmBackend.probe()).toEqual({ missing: 'the WebAssembly of this browser has no SIMD' });
});

test('a browser without WebAssembly is told so', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(await wasmBackend.probe()).toEqual({ missing: 'this browser has no WebAssembly' });
});

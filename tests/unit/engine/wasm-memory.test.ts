import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { engine, fill, memory, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { DeviceMemoryError } from '../../../src/engine/errors.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const backend = () => {
  const { backend } = engine();
  if (!(backend instanceof BackendWasm)) throw new Error('WASM was not started.');
  return backend;
};

describe('a tensor for which WebAssembly has no memory', () => {
  test.each([
    ['3 GiB', 805_306_368, '3,072 MiB'],
    ['more than 32 bits can count', 1_100_000_000, '4,197 MiB'],
  ])('of %s is refused by its size, and what is there stays as it is', async (_, numbers, size) => {
    const kept = fill([4], 7);
    const before = memory().numTensors;
    const filled = () => tidy(() => fill([numbers], 1).shape);
    expect(filled).toThrow(DeviceMemoryError);
    expect(filled).toThrow(`WebAssembly has no memory left for a tensor of ${size}.`);
    expect(memory().numTensors).toBe(before);
    expect([...(await kept.data())]).toEqual([7, 7, 7, 7]);
    kept.dispose();
  });

  test('is refused where the others leave no room, and the room of a freed one is used again', async () => {
    await startWasm();
    // Nothing is written there, so the machine need not have it.
    const reserve = () => backend().makeOutput([500_000_000], 'float32');
    const reserved = [reserve()];
    expect(() => {
      for (let count = 0; count < 3; count++) reserved.push(reserve());
    }).toThrow('WebAssembly has no memory left for a tensor of 1,908 MiB.');
    for (const { dataId } of reserved) backend().disposeData(dataId);
    backend().disposeData(reserve().dataId);
  });
});

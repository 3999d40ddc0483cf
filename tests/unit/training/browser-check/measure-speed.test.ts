import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import type { MeasuredOperation } from '../../../../src/training/protocol.ts';
import { measureSpeed } from '../../../../src/training/browser-check/measure-speed.ts';
import { startWasm } from '../../support/wasm.ts';

beforeAll(startWasm);

test.each<[operation: MeasuredOperation, operations: number]>([
  [{ kind: 'matrix-product', size: 48 }, 2 * 48 ** 3],
  [{ kind: 'convolution', images: 2 }, 2 * 2 * 13 * 13 * 64 * 9 * 32],
])('%o is counted, timed, checked, and leaves no tensor', async (operation, operations) => {
  const before = memory().numTensors;
  const { signal } = new AbortController();
  const speed = await measureSpeed(operation, { leastMilliseconds: 20, now: () => performance.now(), signal });
  expect(speed.operations).toBe(operations);
  expect(speed.milliseconds).toBeGreaterThan(0);
  expect(speed.gflops).toBeCloseTo((operations * speed.repetitions) / speed.milliseconds / 1e6, 10);
  // Float32 rounds, so an error of exactly 0 would mean that nothing was compared.
  expect(speed.largestError).toBeGreaterThan(0);
  expect(speed.largestError).toBeLessThan(1e-5);
  expect(memory().numTensors).toBe(before);
});

test('the fastest round counts', async () => {
  // Rounds of 9, 4 and 6 ms.
  const times = [0, 9, 10, 14, 20, 26];
  const { signal } = new AbortController();
  const operation = { kind: 'matrix-product', size: 16 } as const;
  const speed = await measureSpeed(operation, { leastMilliseconds: 5, now: () => times.shift() ?? Number.NaN, signal });
  expect(speed).toMatchObject({ repetitions: 1, milliseconds: 4 });
  expect(times).toEqual([]);
});

test('repetitions are doubled until they take long enough', async () => {
  let time = 0;
  const { signal } = new AbortController();
  const operation = { kind: 'matrix-product', size: 16 } as const;
  // Each look at this clock takes 3 ms: a round takes 3 whatever it does.
  const slow = await measureSpeed(operation, { leastMilliseconds: 3, now: () => (time += 3), signal });
  expect(slow.repetitions).toBe(1);
  const never = await measureSpeed(operation, { leastMilliseconds: 4, now: () => (time += 3), signal });
  expect(never.repetitions).toBe(4096);
});

test('a stopped measurement ends between two rounds', async () => {
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  const before = memory().numTensors;
  const settings = { leastMilliseconds: 1, now: () => 0, signal: stop.signal };
  await expect(measureSpeed({ kind: 'matrix-product', size: 16 }, settings)).rejects.toThrow('stopped');
  expect(memory().numTensors).toBe(before);
});

/** A model on two backends of tfjs in one process: WASM and plain JavaScript. */
import '@tensorflow/tfjs-backend-cpu';
import { engine, memory, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { DevicePair } from '../../../src/engine/device-pair.ts';
import { measurePlacement } from '../../../src/training/device-placement/measure-placement.ts';
import type { PlacementSettings } from '../../../src/training/protocol.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await startWasm();
});

afterEach(() => void vi.restoreAllMocks());

const pair = new DevicePair(['wasm', 'cpu']);
const settings: PlacementSettings = { batchSize: 20, hiddenUnits: 10, steps: 3, seed: 42 };

const measure = (dialect: 'torch' | 'keras', changed: Partial<PlacementSettings> = {}, signal?: AbortSignal) =>
  measurePlacement(
    dialect,
    pair,
    { ...settings, ...changed },
    {
      signal: signal ?? new AbortController().signal,
      now: () => performance.now(),
    },
  );

describe.each(['torch', 'keras'] as const)('%s', (dialect) => {
  test('copies the activations forward and their gradient backward, and nothing else', async () => {
    const moved = vi.spyOn(engine(), 'moveData');
    const copied = vi.spyOn(pair, 'copy');
    const { devices, transfers } = await measure(dialect, { batchSize: 7, hiddenUnits: 12 });
    expect(devices).toEqual(['wasm', 'cpu']);
    expect(transfers).toEqual([
      { direction: 'forward', shape: [7, 12], bytes: 7 * 12 * 4 },
      { direction: 'backward', shape: [7, 12], bytes: 7 * 12 * 4 },
    ]);
    // In three steps, and three that are not timed; with both layers on one device none.
    expect(copied).toHaveBeenCalledTimes(12);
    expect(moved.mock.calls.length, 'tensors that tfjs moved by itself').toBe(0);
  });

  test('counts the parameters on each device', async () => {
    const { parameters } = await measure(dialect);
    expect(parameters).toEqual([
      { count: 110, bytes: 440 },
      { count: 55, bytes: 220 },
    ]);
  });

  test('learns the same, wherever the layers are', async () => {
    const { split, together } = await measure(dialect, { steps: 20 });
    expect(split.losses).toHaveLength(23);
    expect(split.losses.at(-1)).toBeLessThan(split.losses[0] ?? 0);
    for (const { losses } of together) {
      losses.forEach((loss, step) => expect(Math.abs(loss - (split.losses[step] ?? NaN))).toBeLessThan(1e-6));
    }
  });

  test('trains on the device that it is asked for', async () => {
    const [wasm, cpu] = [engine().findBackend('wasm'), engine().findBackend('cpu')];
    const writes = { wasm: vi.spyOn(wasm, 'write'), cpu: vi.spyOn(cpu, 'write') };
    await measure(dialect, { steps: 1 });
    expect(writes.wasm).toHaveBeenCalled();
    expect(writes.cpu).toHaveBeenCalled();
  });

  test('leaves no tensor behind, also when it is stopped', async () => {
    await measure(dialect);
    const before = memory().numTensors;
    await measure(dialect);
    expect(memory().numTensors).toBe(before);
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(measure(dialect, {}, stop.signal)).rejects.toThrow('stopped');
    expect(memory().numTensors).toBe(before);
  });
});

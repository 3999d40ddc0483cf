import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { Storage } from '../../../src/torch/storage.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

/** Whole numbers from 0 up to `size`, without it, always the same ones. */
function dice(seed: number): (size: number) => number {
  let state = seed;
  return (size) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * size);
  };
}

/** A view of some kind that the shape allows. */
function anyView(x: torch.Tensor, roll: (size: number) => number): torch.Tensor {
  const axis = roll(x.ndim);
  const size = x.shape[axis] ?? 1;
  switch (roll(8)) {
    case 0:
      return x.transpose(axis, roll(x.ndim));
    case 1:
      return x.permute([...x.shape.keys()].reverse());
    case 2:
      return x.unsqueeze(roll(x.ndim + 1));
    case 3:
      return x.ndim > 1 ? x.select(axis, roll(size)) : x;
    case 4:
      return x.index(['...', { slice: [roll(2), null, 1 + roll(3)] }]);
    case 5:
      return x.narrow(axis, roll(size), 1);
    case 6:
      return x.ndim > 1 ? x.flatten(0, 1) : x.unfold(0, Math.min(size, 2), 1);
    default:
      return x.squeeze();
  }
}

describe('a chain of views', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))('reads and writes the same places, %i', async (seed) => {
    // Integers are found by their positions on the host, floats by slices and transpositions on the device.
    const [host, device] = (['int64', 'float32'] as const).map((dtype) =>
      torch
        .arange(72, { dtype })
        .reshape(seed % 2 === 0 ? [3, 4, 6] : [3, 3, 8])
        .clone(),
    );
    if (!host || !device) throw new Error('There are two.');
    const views = [host, device].map((base) => {
      const roll = dice(seed * 7919 + 1);
      let view = base;
      for (let step = 0; step < 5 && view.numel() > 0 && view.ndim > 0; step++) view = anyView(view, roll);
      return view;
    });
    const [ofHost, ofDevice] = views;
    expect(await ofDevice?.tolist()).toEqual(await ofHost?.tolist());
    if (ofHost?.base !== host || ofDevice?.base !== device) return;
    for (const view of [ofHost, ofDevice]) view.copy_(view.add(100));
    expect(await device.tolist()).toEqual(await host.tolist());
  });
});

describe('images that lie as NHWC', () => {
  function images(): torch.Tensor {
    const values = tf.tensor(
      Float32Array.from({ length: 24 }, (_, index) => index),
      [1, 2, 3, 4],
    );
    return new torch.Tensor(Storage.fromDevice(values, torch.CHANNELS_LAST));
  }

  test('are flattened by one transposition', async () => {
    const flat = images().flatten(1);
    const { kernelNames: kernels } = await tf.profile(() => flat.values);
    expect(kernels.filter((name) => !['Reshape', 'Identity'].includes(name))).toEqual(['Transpose']);
    const expected = tf.transpose(images().valuesIn(torch.CHANNELS_LAST), [0, 3, 1, 2]);
    expect(await flat.numpy()).toEqual(await expected.data());
  });

  test('are read without a move in the order in which they lie', async () => {
    const channelsLast = images().permute(0, 2, 3, 1);
    const { kernelNames } = await tf.profile(() => channelsLast.values);
    expect(kernelNames).toEqual([]);
  });
});

test('a view, a reshape and an identity copy nothing', () => {
  const x = torch.randn(4, 6);
  const before = tf.memory().numTensors;
  x.view(24);
  x.reshape(3, 8);
  x.t();
  x.index([{ slice: [1, 3] }]);
  expect(x.flatten(1)).toBe(x);
  expect(x.contiguous()).toBe(x);
  expect(x.to(torch.float32)).toBe(x);
  expect(tf.memory().numTensors).toBe(before);
});

test('a square matrix and its transpose are told apart', async () => {
  // A clone, so that the storage has two axes of its own.
  const x = torch.arange(9, { dtype: torch.float32 }).reshape(3, 3).clone();
  expect(await x.t().neg().neg().tolist()).toEqual([
    [0, 3, 6],
    [1, 4, 7],
    [2, 5, 8],
  ]);
  x.t().index([0]).add_(10);
  x.t().mul_(x.clone());
  expect(await x.tolist()).toEqual([
    [100, 13, 32],
    [13, 16, 35],
    [32, 35, 64],
  ]);
});

test('a transposed matrix is written without a scatter', async () => {
  const x = torch.zeros(2, 3);
  const ones = torch.ones(3, 2);
  const { kernelNames } = await tf.profile(() => {
    x.t().write(ones);
    return x.values;
  });
  expect(kernelNames).not.toContain('TensorScatterUpdate');
});

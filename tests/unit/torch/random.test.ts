import { tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultGenerator } from '../../../src/torch/random.ts';
import * as torch from '../../../src/torch/index.ts';
import { expectClose } from '../support/numbers.ts';
import { expectParameters, goldens } from '../support/torch-goldens.ts';
import { startWasm } from '../support/wasm.ts';

const { random } = goldens;

beforeAll(startWasm);
beforeEach(() => {
  torch.manualSeed(42);
});

/** Same bits: a float32 has nine decimal digits at most. */
function expectSameBits(actual: Float32Array, expected: readonly number[]): void {
  expect([...actual]).toEqual(expected.map(Math.fround));
}

test('Linear and Conv2d start with the weights of PyTorch, the weight drawn before the bias', async () => {
  const linear = new torch.nn.Linear(4, 3);
  const conv = new torch.nn.Conv2d(3, 8, 3);
  await expectParameters(linear, random.linear, 1e-9);
  await expectParameters(conv, random.conv2d, 1e-9);
  linear.dispose();
  conv.dispose();
});

describe('DataLoader', () => {
  /** Its order over a data set of the numbers 0 to 8 in batches of 4, for two epochs. */
  function orders(generator?: torch.Generator): number[][] {
    const asked: number[][] = [];
    const dataset = {
      length: 9,
      getItems(indices: Uint32Array) {
        asked.push([...indices]);
        return [new torch.Tensor(tensor1d([0])), new torch.Tensor(tensor1d([0]))] as const;
      },
    };
    const loader = new torch.utils.data.DataLoader(dataset, {
      batchSize: 4,
      shuffle: true,
      ...(generator && { generator }),
    });
    return [1, 2].map(() => {
      asked.length = 0;
      for (const batch of loader) for (const tensor of batch) tensor.dispose();
      expect(asked.map(({ length }) => length)).toEqual([4, 4, 1]);
      expect(loader.length).toBe(3);
      return asked.flat();
    });
  }

  test('shuffles as PyTorch does from the default generator, and leaves it where PyTorch does', () => {
    expect(orders()).toEqual(random.loaderOrders.defaultGenerator);
    const unshuffled = new torch.utils.data.DataLoader({
      length: 3,
      getItems: (indices) => [new torch.Tensor(tensor1d([...indices])), new torch.Tensor(tensor1d([0]))],
    });
    const seen = [...unshuffled].map(([inputs]) => inputs.values.dataSync()[0]);
    expect(seen).toEqual([0, 1, 2]);
    expectClose(defaultGenerator.uniform(2, 0, 1), random.randAfterLoaders.values, 1e-8);
  });

  test('shuffles as PyTorch does from a generator of its own, and leaves the default one alone', () => {
    expect(orders(new torch.Generator().manualSeed(7))).toEqual(random.loaderOrders.ownGenerator);
    expectSameBits(defaultGenerator.uniform(10, -0.5, 0.5), random.uniform.values);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

function leaf(...values: readonly number[]): torch.Tensor {
  return torch.tensor(values, { requiresGrad: true });
}

describe('backward', () => {
  test('records nothing itself, and keeps nothing but the gradients', () => {
    const x = leaf(1, 2, 3);
    const before = tf.memory().numTensors;
    const backward = () =>
      torch.scope(() => {
        x.mul(x).sum().backward();
      });
    backward();
    expect(x.grad?.gradFn).toBeNull();
    const after = tf.memory().numTensors;
    expect(after - before).toBeLessThanOrEqual(1);
    backward();
    expect(tf.memory().numTensors).toBe(after);
  });

  test('goes back through a graph that is deeper than the call stack', async () => {
    const x = leaf(1);
    torch.scope(() => {
      let y = x;
      for (let i = 0; i < 20_000; i++) y = y.relu();
      y.sum().backward();
    });
    expect(await x.grad?.tolist()).toEqual([1]);
  });
});

describe('noGrad', () => {
  test('ends with its function, also when that throws or is nested', () => {
    const x = leaf(1);
    const failing = () =>
      torch.noGrad(() => {
        throw new Error('inside');
      });
    expect(failing).toThrow('inside');
    expect(x.relu().requiresGrad).toBe(true);
    const afterInner = torch.noGrad(() => {
      torch.noGrad(() => x.relu());
      return x.relu();
    });
    expect(afterInner.requiresGrad).toBe(false);
  });
});

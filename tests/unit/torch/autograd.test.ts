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

  test('leaves nothing behind of a gradient that another one or null takes the place of', () => {
    const x = leaf(1, 2, 3);
    const step = () =>
      torch.scope(() => {
        const [slope] = torch.autograd.grad(x.pow(3).sum(), x, { createGraph: true });
        slope?.square().sum().backward();
        x.grad = torch.ones(3);
        x.grad = null;
      });
    step();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) step();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('frees nothing of an inputs call but what it went through', async () => {
    const [x, y] = [leaf(2), leaf(3)];
    const product = x.mul(y);
    product
      .square()
      .sum()
      .backward({ inputs: [product] });
    expect(await product.grad?.tolist()).toEqual([12]);
    product.sum().backward({ inputs: [y] });
    expect([x.grad, await y.grad?.tolist()]).toEqual([null, [2]]);
  });

  test('sends nothing through a comparison in place', async () => {
    const x = leaf(1, -2);
    const y = x.mul(3).gt_(0);
    y.add(x).sum().backward();
    expect([await y.tolist(), await x.grad?.tolist()]).toEqual([
      [1, 0],
      [1, 1],
    ]);
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

describe('setGradEnabled', () => {
  test('without a function holds from now on', () => {
    const x = leaf(1);
    torch.setGradEnabled(false);
    const unrecorded = x.mul(2).requiresGrad;
    torch.setGradEnabled(true);
    expect([unrecorded, x.mul(2).requiresGrad]).toEqual([false, true]);
    expect(torch.setGradEnabled(false, () => x.mul(2).requiresGrad)).toBe(false);
    expect(torch.isGradEnabled()).toBe(true);
  });
});

describe('a hook after accumulation', () => {
  test('sees the leaf with its gradient, until it is removed', async () => {
    const x = leaf(1, 2);
    const seen: unknown[] = [];
    const hook = x.registerPostAccumulateGradHook((each) => seen.push(each.grad?.tolist()));
    x.mul(3).sum().backward();
    x.sum().backward();
    hook.remove();
    x.sum().backward();
    expect(await Promise.all(seen)).toEqual([
      [3, 3],
      [4, 4],
    ]);
    expect(() => x.mul(2).registerPostAccumulateGradHook(() => undefined)).toThrow('non-leaf tensors');
  });
});

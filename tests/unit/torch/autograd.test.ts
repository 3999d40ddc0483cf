import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { expectGolden, fromGolden, goldens } from '../support/torch-goldens.ts';
import { startWasm } from '../support/wasm.ts';

const { functional } = torch.nn;
const { accumulation } = goldens.training;

beforeAll(startWasm);

function leaf(...values: number[]): torch.Tensor {
  return new torch.Tensor(tf.tensor2d(values, [1, values.length]), { requiresGrad: true });
}

describe('backward', () => {
  test('adds to the gradients until they are cleared', async () => {
    torch.manualSeed(42);
    const model = new torch.nn.Linear(3, 2);
    const criterion = new torch.nn.CrossEntropyLoss();
    for (const [index, { images, labels }] of accumulation.batches.entries()) {
      criterion.forward(model.forward(fromGolden(images)), fromGolden(labels, 'int32')).backward();
      for (const [name, parameter] of model.namedParameters()) {
        const expected = accumulation.gradients[index]?.[name];
        if (!parameter.grad || !expected) expect.fail(`${name} has no gradient`);
        await expectGolden(parameter.grad, expected, 1e-6);
      }
    }
    const optimizer = new torch.optim.SGD(model.parameters(), { lr: 1 });
    optimizer.zeroGrad();
    expect([...model.parameters()].map(({ grad }) => grad)).toEqual([null, null]);
  });

  test('adds up what comes from several uses of one tensor', async () => {
    const x = leaf(1, -2, 3);
    const weight = leaf(0.5, 0.25, 2);
    const zero = new torch.Tensor(tf.tensor1d([0]));
    // x Wᵀ with x as its own weight is the sum of squares, whose gradient is 2x.
    functional.linear(x, x, zero).backward();
    expect([...((await x.grad?.toArray()) ?? [])]).toEqual([2, -4, 6]);
    functional.linear(functional.relu(x), weight, zero).backward();
    expect([...((await x.grad?.toArray()) ?? [])]).toEqual([2.5, -4, 8]);
  });

  test('gives no gradient to a tensor that asks for none', () => {
    const x = leaf(1, 2);
    x.requiresGrad = false;
    const weight = leaf(3, 4);
    functional.linear(x, weight, new torch.Tensor(tf.tensor1d([0]))).backward();
    expect(x.grad).toBeNull();
    expect(weight.grad).not.toBeNull();
  });

  test('refuses a tensor that is no scalar, as PyTorch does', () => {
    const output = functional.relu(leaf(1, 2));
    expect(() => output.backward()).toThrow(torch.RuntimeError);
    expect(() => output.backward()).toThrow(/only for scalar outputs, got shape \[1, 2\]/);
  });

  test('refuses a tensor without history', () => {
    const plain = new torch.Tensor(tf.scalar(1));
    expect(() => plain.backward()).toThrow(torch.RuntimeError);
    expect(() => plain.backward()).toThrow('does not require grad');
  });

  test('records nothing itself, and keeps nothing but the gradients', () => {
    const x = leaf(1, 2, 3);
    const output = functional.linear(x, x, new torch.Tensor(tf.tensor1d([0])));
    const before = tf.memory().numTensors;
    output.backward();
    expect(x.grad?.gradFn).toBeNull();
    expect(tf.memory().numTensors - before).toBe(1);
    output.backward();
    expect(tf.memory().numTensors - before).toBe(1);
  });

  test('goes back through a graph that is deeper than the call stack', () => {
    const x = leaf(1);
    const output = torch.scope(() => {
      let y = x;
      for (let i = 0; i < 20_000; i++) y = functional.relu(y);
      y.backward();
      return y.detach();
    });
    expect(x.grad?.values.dataSync()).toEqual(new Float32Array([1]));
    output.dispose();
  });
});

describe('noGrad', () => {
  test('records nothing, and recording goes on after it', () => {
    const x = leaf(1, -1);
    const inside = torch.noGrad(() => functional.relu(x));
    expect([inside.requiresGrad, inside.gradFn]).toEqual([false, null]);
    expect(functional.relu(x).gradFn?.name).toBe('ReluBackward0');
  });

  test('ends with its function, also when that throws or is nested', () => {
    const x = leaf(1);
    const failing = () =>
      torch.noGrad(() => {
        throw new Error('inside');
      });
    expect(failing).toThrow('inside');
    expect(functional.relu(x).requiresGrad).toBe(true);
    const afterInner = torch.noGrad(() => {
      torch.noGrad(() => functional.relu(x));
      return functional.relu(x);
    });
    expect(afterInner.requiresGrad).toBe(false);
  });
});

test('detach shares the values and drops the history', async () => {
  const output = functional.relu(leaf(3, -3));
  const detached = output.detach();
  expect([detached.requiresGrad, detached.gradFn]).toEqual([false, null]);
  expect([...(await detached.toArray())]).toEqual([3, 0]);
});

describe('item', () => {
  test('reads the one value of a tensor of any rank', async () => {
    expect(await new torch.Tensor(tf.scalar(2.5)).item()).toBe(2.5);
    expect(await new torch.Tensor(tf.tensor2d([[7]], [1, 1], 'int32')).item()).toBe(7);
  });

  test('refuses a tensor of many elements, or none', async () => {
    await expect(leaf(1, 2).item()).rejects.toThrow(/item: expected one element, got shape \[1, 2\]\. Use toArray/);
    await expect(new torch.Tensor(tf.tensor1d([])).item()).rejects.toThrow(torch.ShapeError);
  });
});

test('dtype follows the values', () => {
  expect(leaf(1).dtype).toBe('float32');
  expect(new torch.Tensor(tf.tensor1d([1], 'int32')).dtype).toBe('int64');
});

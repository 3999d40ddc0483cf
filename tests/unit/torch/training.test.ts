import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { expectClose } from '../support/numbers.ts';
import { expectParameters, fromGolden, goldens, type TrainingGolden } from '../support/torch-goldens.ts';
import { startWasm } from '../support/wasm.ts';

const { sgd, adam } = goldens.training;

beforeAll(startWasm);

/** The network of the judge's script, with weights from the same seed. */
function tinyCnn(): torch.nn.Module {
  torch.manualSeed(42);
  return new torch.nn.Sequential(
    new torch.nn.Conv2d(2, 4, 3),
    new torch.nn.ReLU(),
    new torch.nn.MaxPool2d(2),
    new torch.nn.Flatten(),
    new torch.nn.Linear(4 * 3 * 2, 3),
  );
}

function trainStep(
  model: torch.nn.Module,
  optimizer: torch.optim.Optimizer,
  images: torch.Tensor,
  labels: torch.Tensor,
): torch.Tensor {
  return torch.scope(() => {
    optimizer.zeroGrad();
    const loss = new torch.nn.CrossEntropyLoss().forward(model.forward(images), labels);
    loss.backward();
    optimizer.step();
    return loss.detach();
  });
}

describe.each<[string, TrainingGolden, (model: torch.nn.Module) => torch.optim.Optimizer]>([
  ['SGD', sgd, (model) => new torch.optim.SGD(model.parameters(), { lr: 0.1 })],
  ['Adam', adam, (model) => new torch.optim.Adam(model.parameters(), { lr: 0.01 })],
])('five steps of %s from a seed', (_, golden, createOptimizer) => {
  test('give the losses and the parameters of PyTorch', async () => {
    const model = tinyCnn();
    await expectParameters(model, golden.initial, 1e-8);
    const optimizer = createOptimizer(model);
    const losses: number[] = [];
    for (const { images, labels } of golden.batches) {
      const loss = trainStep(model, optimizer, fromGolden(images), fromGolden(labels, 'int32'));
      losses.push(await loss.item());
    }
    expectClose(losses, golden.losses.values, 1e-5);
    await expectParameters(model, golden.trained, 1e-5);
    optimizer.dispose();
    model.dispose();
  });

  test('leave no tensor behind, however many steps there are', () => {
    const [batch] = golden.batches;
    if (!batch) throw new Error('There is a batch.');
    const atStart = tf.memory().numTensors;
    const images = fromGolden(batch.images);
    const labels = fromGolden(batch.labels, 'int32');
    const model = tinyCnn();
    const optimizer = createOptimizer(model);
    trainStep(model, optimizer, images, labels).dispose();
    const afterFirst = tf.memory().numTensors;
    for (let step = 0; step < 20; step++) trainStep(model, optimizer, images, labels).dispose();
    expect(tf.memory().numTensors).toBe(afterFirst);
    for (const owner of [optimizer, model, images, labels]) owner.dispose();
    expect(tf.memory().numTensors).toBe(atStart);
  });
});

test('Adam starts with the learning rate, decays and epsilon of PyTorch', async () => {
  const weight = new torch.nn.Parameter(new Float32Array([1, 1]), [1, 2]);
  const optimizer = new torch.optim.Adam([weight]);
  const step = async (gradient: readonly [number, number]) => {
    weight.grad = new torch.Tensor(tf.tensor2d([...gradient], [1, 2]));
    optimizer.step();
    return [...(await weight.toArray())];
  };
  // The first step has the size of the learning rate, but where the gradient is as small as epsilon.
  expectClose(await step([0.5, 1e-8]), [0.999, 0.9995], 1e-7);
  // First moments (0.9 · 0.1 g₁ + 0.1 g₂) / (1 - 0.9²), second ones alike, for g = 0.5 and -0.25.
  const first = (0.9 * 0.1 * 0.5 - 0.1 * 0.25) / (1 - 0.9 ** 2);
  const second = (0.999 * 0.001 * 0.25 + 0.001 * 0.0625) / (1 - 0.999 ** 2);
  expectClose([(await step([-0.25, 0]))[0] ?? NaN], [0.999 - (0.001 * first) / Math.sqrt(second)], 1e-7);
});

test('an optimizer leaves parameters without a gradient as they are', async () => {
  const weight = new torch.nn.Parameter(new Float32Array([1, 2]), [1, 2]);
  for (const optimizer of [new torch.optim.SGD([weight], { lr: 1 }), new torch.optim.Adam([weight])]) optimizer.step();
  expect([...(await weight.toArray())]).toEqual([1, 2]);
});

describe('scope', () => {
  test('frees what it made, but for what it returns, also in a record', () => {
    const before = tf.memory().numTensors;
    const { kept } = torch.scope(() => {
      const ones = new torch.Tensor(tf.ones([3]));
      return { kept: torch.nn.functional.relu(ones) };
    });
    expect(tf.memory().numTensors - before).toBe(1);
    expect(kept.values.isDisposed).toBe(false);
    kept.dispose();
  });

  test('frees everything when its function throws', () => {
    const before = tf.memory().numTensors;
    const failing = () =>
      torch.scope((): torch.Tensor => {
        tf.ones([3]);
        throw new Error('inside');
      });
    expect(failing).toThrow('inside');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('Module', () => {
  class Net extends torch.nn.Module {
    readonly features = new torch.nn.Sequential(new torch.nn.Conv2d(1, 2, 3), new torch.nn.Dropout(0.5));
    readonly head = new torch.nn.Linear(2, 3);

    override forward(x: torch.Tensor): torch.Tensor {
      return this.head.forward(torch.nn.functional.flatten(this.features.forward(x)));
    }
  }

  test('names its parameters by path, in the order in which they were assigned', () => {
    const names = [...new Net().namedParameters()].map(([name]) => name);
    expect(names).toEqual(['features.0.weight', 'features.0.bias', 'head.weight', 'head.bias']);
  });

  test('hands train and eval down to all modules', () => {
    const net = new Net();
    const modes = () => [net, ...net.children(), ...net.features.children()].map(({ training }) => training);
    expect(modes()).toEqual(new Array(5).fill(true));
    expect(net.eval()).toBe(net);
    expect(modes()).toEqual(new Array(5).fill(false));
    net.train();
    expect(modes()).toEqual(new Array(5).fill(true));
  });
});

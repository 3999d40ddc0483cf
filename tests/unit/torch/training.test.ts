import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { startWasm } from '../support/wasm.ts';

const { nn, optim } = torch;

beforeAll(startWasm);

function network(): torch.nn.Module {
  torch.manualSeed(42);
  return new nn.Sequential(
    new nn.Conv2d(2, 4, 3),
    new nn.BatchNorm2d(4),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    new nn.Dropout(0.2),
    new nn.Flatten(),
    new nn.Linear(4 * 3 * 2, 3),
  );
}

describe('a training step in a scope leaves no tensor behind, however many steps there are, with', () => {
  test.each<[string, (parameters: Iterable<torch.nn.Parameter>) => torch.optim.Optimizer]>([
    ['SGD', (parameters) => new optim.SGD(parameters, { lr: 0.1, momentum: 0.9 })],
    ['Adam', (parameters) => new optim.Adam(parameters, { lr: 0.01, amsgrad: true })],
    ['AdamW', (parameters) => new optim.AdamW(parameters)],
    ['RMSprop', (parameters) => new optim.RMSprop(parameters, { centered: true, momentum: 0.5 })],
    ['Adagrad', (parameters) => new optim.Adagrad(parameters)],
    ['Adadelta', (parameters) => new optim.Adadelta(parameters)],
  ])('%s', (_, createOptimizer) => {
    const model = network();
    const optimizer = createOptimizer(model.parameters());
    const images = torch.randn(4, 2, 8, 7);
    const labels = torch.tensor([0, 2, 1, 2]);
    const step = () =>
      torch.scope(() => {
        optimizer.zeroGrad();
        nn.functional.crossEntropy(model.forward(images), labels).backward();
        nn.utils.clipGradNorm_(model.parameters(), 1);
        optimizer.step();
      });
    step();
    const { numTensors, numBytes } = tf.memory();
    for (let count = 0; count < 100; count++) step();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  });
});

describe('dropout', () => {
  const ones = () => torch.ones(40, 50);

  test('keeps a share of 1 - p, scaled by 1 / (1 - p), and sends the gradient through the same mask', async () => {
    torch.manualSeed(5);
    const x = ones().requiresGrad_();
    const output = nn.functional.dropout(x, 0.25, true);
    output.sum().backward();
    const values = Array.from(await output.numpy());
    const kept = values.filter((value) => value !== 0);
    // Four standard deviations of a binomial distribution with 2,000 draws.
    expect(Math.abs(kept.length - 1_500)).toBeLessThan(78);
    for (const value of kept) expect(value).toBeCloseTo(4 / 3, 6);
    expect(Array.from((await x.grad?.numpy()) ?? [])).toEqual(values);
  });

  test('draws a new mask at each call, and the same ones after the same seed', async () => {
    const masks = async () => {
      torch.manualSeed(5);
      const first = await nn.functional.dropout(ones(), 0.5, true).numpy();
      return [first, await nn.functional.dropout(ones(), 0.5, true).numpy()] as const;
    };
    const [first, second] = await masks();
    expect(second).not.toEqual(first);
    expect(await masks()).toEqual([first, second]);
  });
});

describe("a module of one's own", () => {
  class Net extends nn.Module {
    readonly features = new nn.Sequential(new nn.Conv2d(1, 2, 3), new nn.Dropout(0.5));
    readonly headOfNet = new nn.Linear(2, 3);

    override forward(x: torch.Tensor): torch.Tensor {
      return this.headOfNet.forward(nn.functional.relu(this.features.forward(x)).flatten(1));
    }
  }

  test('names its parameters by path, in the order in which they were assigned', () => {
    const names = [...new Net().namedParameters()].map(([name]) => name);
    expect(names).toEqual(['features.0.weight', 'features.0.bias', 'headOfNet.weight', 'headOfNet.bias']);
  });

  test('hands train and eval down to all modules', () => {
    const net = new Net();
    const modes = () => [...net.modules()].map(({ training }) => training);
    expect(modes()).toEqual(new Array(5).fill(true));
    expect(net.eval()).toBe(net);
    expect(modes()).toEqual(new Array(5).fill(false));
    net.train();
    expect(modes()).toEqual(new Array(5).fill(true));
  });
});

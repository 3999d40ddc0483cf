import { memory, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type * as keras from '../../../src/keras/index.ts';
import { buildKerasModel } from '../../../src/training/build-keras-model.ts';
import { buildTorchModule } from '../../../src/training/build-torch-module.ts';
import * as torch from '../../../src/torch/index.ts';
import { cifarLayers, mnistSettings } from '../support/settings.ts';
import { startWasm } from '../support/wasm.ts';

const settings = mnistSettings({ dataset: 'cifar10', layers: cifarLayers });
const imageShape = [32, 32, 3];

beforeAll(startWasm);

const values = (weights: readonly Tensor[]) =>
  Promise.all(weights.map(async (weight) => Float32Array.from(await weight.data())));

describe('buildKerasModel', () => {
  async function withModel(use: (model: keras.Sequential) => Promise<void>, seed = 42): Promise<void> {
    const before = memory().numTensors;
    const model = buildKerasModel({ ...settings, seed }, imageShape);
    await use(model);
    model.dispose();
    expect(memory().numTensors).toBe(before);
  }

  test('makes the network of the first lesson: 122,570 parameters, logits of ten classes', () =>
    withModel((model) => {
      expect(model.countParams()).toBe(122_570);
      expect(model.outputShape).toEqual([null, 10]);
      return Promise.resolve();
    }));

  test('starts from Glorot uniform kernels and biases of 0, as Keras does', () =>
    withModel(async (model) => {
      for (const layer of model.layers) {
        const [kernel, bias] = layer.getWeights();
        if (!kernel || !bias) continue;
        const [inputs = 0, outputs = 0] = kernel.shape.slice(-2);
        const window = kernel.shape.slice(0, -2).reduce((product, size) => product * size, 1);
        const limit = Math.sqrt(6 / (window * (inputs + outputs)));
        const [weights = new Float32Array(), biases = new Float32Array()] = await values([kernel, bias]);
        const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
        const squares = weights.reduce((sum, weight) => sum + weight * weight, 0) / weights.length;
        expect(largest).toBeLessThanOrEqual(limit);
        // A normal distribution, cut off at two of its deviations, would leave the border empty.
        expect(largest).toBeGreaterThan(limit * 0.98);
        expect(Math.abs(squares / (limit ** 2 / 3) - 1)).toBeLessThan(0.2);
        expect(biases.every((value) => value === 0)).toBe(true);
      }
    }));

  test('starts from the same weights with the same seed, and from others with another', async () => {
    const drawn: unknown[] = [];
    for (const seed of [42, 42, 43]) {
      await withModel(async (model) => void drawn.push(await values(model.getWeights())), seed);
    }
    expect(drawn[1]).toEqual(drawn[0]);
    expect(drawn[2]).not.toEqual(drawn[0]);
  });

  test('draws layers of the same shape apart from each other', async () => {
    const twins = buildKerasModel(
      mnistSettings({
        layers: [
          { type: 'flatten' },
          { type: 'dense', units: 10, activation: 'relu' },
          { type: 'dense', units: 10, activation: 'relu' },
          { type: 'dense', units: 10, activation: 'linear' },
        ],
      }),
      [28, 28, 1],
    );
    const [, , second, , third] = await values(twins.getWeights());
    expect(second).toHaveLength(100);
    expect(third).toHaveLength(100);
    expect(third).not.toEqual(second);
    twins.dispose();
  });
});

describe('buildTorchModule', () => {
  test('makes the same network, with parameters named as PyTorch names them', () => {
    torch.manualSeed(42);
    const model = buildTorchModule(settings, imageShape);
    const parameters = [...model.namedParameters()];
    expect(parameters.reduce((sum, [, { values }]) => sum + values.size, 0)).toBe(122_570);
    expect(parameters.map(([name, { shape }]) => [name, shape])).toEqual([
      ['0.weight', [32, 3, 3, 3]],
      ['0.bias', [32]],
      ['3.weight', [64, 32, 3, 3]],
      ['3.bias', [64]],
      ['6.weight', [64, 64, 3, 3]],
      ['6.bias', [64]],
      ['9.weight', [64, 1_024]],
      ['9.bias', [64]],
      ['11.weight', [10, 64]],
      ['11.bias', [10]],
    ]);
    model.dispose();
  });

  test('starts from the same weights with the same seed', async () => {
    const draw = async () => {
      torch.manualSeed(7);
      const model = buildTorchModule(settings, imageShape);
      const drawn = await Promise.all([...model.parameters()].map((parameter) => parameter.numpy()));
      model.dispose();
      return drawn;
    };
    expect(await draw()).toEqual(await draw());
  });
});

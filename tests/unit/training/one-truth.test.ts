/** The same network, weights, batches and optimizer must give the same losses in both dialects. */
import * as tf from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { BatchDataset } from '../../../src/keras/batch-dataset.ts';
import { sparseCategoricalCrossentropy } from '../../../src/keras/sparse-categorical-crossentropy.ts';
import type { LayerSettings } from '../../../src/network/layers.ts';
import { buildKerasModel } from '../../../src/training/build-keras-model.ts';
import { buildTorchModule } from '../../../src/training/build-torch-module.ts';
import * as torch from '../../../src/torch/index.ts';
import { expectClose, SeededNumbers } from '../support/numbers.ts';
import { mnistSettings } from '../support/settings.ts';
import { startWasm } from '../support/wasm.ts';

const layers: LayerSettings[] = [
  { type: 'conv2d', filters: 6, kernelSize: 3, activation: 'relu' },
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'conv2d', filters: 8, kernelSize: 2, activation: 'relu' },
  { type: 'flatten' },
  { type: 'dense', units: 12, activation: 'relu' },
  { type: 'dense', units: 5, activation: 'linear' },
];
const imageShape = [13, 12, 3] as const;
/** [height, width, channels] of what is flattened. */
const flattened = [4, 4, 8] as const;
const settings = mnistSettings({ layers });
const STEPS = 5;
const BATCH_SIZE = 9;
const LEARNING_RATE = 0.2;

interface Batch {
  /** Row by row in [N, H, W, C]. */
  readonly pixels: Float32Array;
  readonly labels: readonly number[];
}

beforeAll(startWasm);

function batches(): Batch[] {
  const random = new SeededNumbers(11);
  const size = imageShape.reduce((product, length) => product * length, BATCH_SIZE);
  return Array.from({ length: STEPS }, () => ({
    pixels: random.uniform(size),
    labels: Array.from({ length: BATCH_SIZE }, () => random.integer(0, 4)),
  }));
}

/** The weights of a module in the shapes and the order of Keras. */
function kerasWeights(module: torch.nn.Module): tf.Tensor[] {
  const [height, width, channels] = flattened;
  return [...module.namedParameters()].map(([name, parameter]) => {
    const { shape } = parameter;
    if (shape.length === 4) return tf.transpose(parameter.values, [2, 3, 1, 0]);
    if (name !== '6.weight') return tf.transpose(parameter.values);
    // PyTorch flattens [channels, height, width], Keras [height, width, channels].
    const byImage = tf.reshape(parameter.values, [shape[0] ?? 0, channels, height, width]);
    return tf.reshape(tf.transpose(byImage, [2, 3, 1, 0]), [height * width * channels, shape[0] ?? 0]);
  });
}

async function torchLosses(module: torch.nn.Module): Promise<number[]> {
  const optimizer = new torch.optim.SGD(module.parameters(), { lr: LEARNING_RATE });
  const losses: number[] = [];
  for (const { pixels, labels } of batches()) {
    const loss = torch.scope(() => {
      const outputs = module.forward(
        torch
          .fromNumpy(pixels)
          .reshape([BATCH_SIZE, ...imageShape])
          .permute([0, 3, 1, 2]),
      );
      const criterion = new torch.nn.CrossEntropyLoss();
      const loss = criterion.forward(outputs, torch.tensor(labels, { dtype: 'int64' }));
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      return loss.detach();
    });
    losses.push(Number(await loss.item()));
  }
  return losses;
}

async function kerasLosses(model: Sequential): Promise<number[]> {
  const losses: number[] = [];
  const steps = batches();
  const dataset = new BatchDataset(STEPS, 1, ([step = 0]) => {
    const { pixels, labels } = steps[step] ?? expect.fail(`there is no step ${step}`);
    return { xs: tf.tensor4d(pixels, [BATCH_SIZE, ...imageShape]), ys: tf.tensor2d([...labels], [BATCH_SIZE, 1]) };
  });
  model.compile({ optimizer: tf.train.sgd(LEARNING_RATE), loss: sparseCategoricalCrossentropy });
  await model.fitDataset(dataset, {
    epochs: 1,
    yieldEvery: 'never',
    callbacks: { onBatchEnd: (_, logs) => void losses.push(logs?.loss ?? NaN) },
  });
  return losses;
}

test('five steps of SGD give the same losses and the same weights', async () => {
  torch.manualSeed(3);
  const module = buildTorchModule(settings, imageShape);
  const model = buildKerasModel(settings, imageShape);
  model.setWeights(kerasWeights(module));
  const losses = await kerasLosses(model);
  expectClose(await torchLosses(module), losses, 1e-5);
  expect(losses).toHaveLength(STEPS);
  expect(new Set(losses).size, 'different losses').toBe(STEPS);
  for (const [index, expected] of kerasWeights(module).entries()) {
    const actual = model.getWeights()[index];
    expect(actual?.shape).toEqual(expected.shape);
    expectClose((await actual?.data()) ?? [], await expected.data(), 1e-5);
  }
});

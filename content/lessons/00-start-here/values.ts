/** The numbers of the lesson's prose, computed by both dialects while the site is built. */
import { datasets } from '../../../src/datasets/registry.ts';
import { startWasmInNode } from '../../../src/engine/wasm/start-in-node.ts';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';

await startWasmInNode();
const { nn } = torch;
const { width, height, classNames, fullTrainImages, fullTestImages } = datasets.mnist;

function countParameters(module: torch.nn.Module): number {
  return [...module.parameters()].reduce((sum, parameter) => sum + parameter.numel(), 0);
}

const pixels = width * height;
const hidden = new nn.Linear(pixels, 32);
const output = new nn.Linear(32, classNames.length);
const parameterCount = countParameters(new nn.Sequential(new nn.Flatten(), hidden, new nn.ReLU(), output));
const inKeras = new keras.Sequential([
  keras.Input([height, width, 1]),
  new keras.layers.Flatten(),
  new keras.layers.Dense(32, { activation: 'relu' }),
  new keras.layers.Dense(classNames.length),
]);
if (inKeras.countParams() !== parameterCount) throw new Error('Lesson 0: the two networks are not the same.');

/** A multiplication and an addition for each weight and image; the way back costs about twice the way forward. */
const batch = 32;
const passes = 3;
const stepOperations = 2 * (hidden.weight.numel() + output.weight.numel()) * batch * passes;

async function drawn(seed: number): Promise<number[]> {
  torch.manualSeed(seed);
  return (await torch.rand(3).tolist()) as number[];
}

const matrixSide = 512;
const trainImages = 4000;
const epochs = 3;

export const values = {
  pixels,
  fullTrainImages,
  fullTestImages,
  guess: 1 / classNames.length,
  hiddenParameters: countParameters(hidden),
  outputParameters: countParameters(output),
  parameterCount,
  matrix: { side: matrixSide, megaOperations: (2 * matrixSide ** 3) / 1e6 },
  step: { batch, megaOperations: stepOperations / 1e6, stepsInASecondAtOneGflop: 1e9 / stepOperations },
  training: { trainImages, epochs, stepsInAnEpoch: trainImages / batch, steps: (trainImages / batch) * epochs },
  seeded: { first: await drawn(42), again: await drawn(42), other: await drawn(43) },
};

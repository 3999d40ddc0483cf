/** The numbers of the lesson's prose, computed by both dialects while the site is built. */
import { tensor } from '@tensorflow/tfjs-core';
import { tenFeatures } from '../../../src/datasets/ten-features.ts';
import { startWasmInNode } from '../../../src/engine/wasm/start-in-node.ts';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';

await startWasmInNode();
const { nn } = torch;
const [features, hidden, classes] = [10, 20, 5] as const;

const torchNetwork = new nn.Sequential(new nn.Linear(features, hidden), new nn.ReLU(), new nn.Linear(hidden, classes));
const kerasNetwork = new keras.Sequential([
  keras.Input([features]),
  new keras.layers.Dense(hidden, { activation: 'relu' }),
  new keras.layers.Dense(classes),
]);

function countParameters(module: torch.nn.Module): number {
  return [...module.parameters()].reduce((sum, parameter) => sum + parameter.numel(), 0);
}

function evenly(first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1));
}

function rowsOf(numbers: readonly number[], columns: number): number[][] {
  const rows = numbers.length / columns;
  return Array.from({ length: rows }, (_, row) => numbers.slice(row * columns, (row + 1) * columns));
}

function transposed(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
}

// The weights of the listings' cell "forward".
const kernels = [
  rowsOf(evenly(-0.4, 0.5, features * hidden), hidden),
  rowsOf(evenly(0.5, -0.6, hidden * classes), classes),
] as const;
const biases = [evenly(-0.2, 0.3, hidden), evenly(-0.1, 0.1, classes)] as const;
const row = evenly(-1, 1, features);

const [first, , last] = [...torchNetwork];
torchNetwork.loadStateDict({
  '0.weight': torch.tensor(transposed(kernels[0])),
  '0.bias': torch.tensor(biases[0]),
  '2.weight': torch.tensor(transposed(kernels[1])),
  '2.bias': torch.tensor(biases[1]),
});
kerasNetwork.setWeights([tensor(kernels[0]), tensor([...biases[0]]), tensor(kernels[1]), tensor([...biases[1]])]);

const torchLogits = Float32Array.from(await torchNetwork.forward(torch.tensor([row])).numpy());
const kerasOutput = kerasNetwork.apply(tensor([row]));
if (Array.isArray(kerasOutput) || !first || !last) throw new Error('Lesson 5: the network has another form.');
const kerasLogits = await kerasOutput.data();
const difference = Math.max(...torchLogits.map((logit, i) => Math.abs(logit - (kerasLogits[i] ?? Number.NaN))));
if (!(difference < 1e-5)) throw new Error('Lesson 5: the two networks give different numbers.');
const parameterCount = countParameters(torchNetwork);
if (kerasNetwork.countParams() !== parameterCount) throw new Error('Lesson 5: the two networks are not the same.');

const { train, test } = tenFeatures();
const largestClass = Math.max(
  ...[0, 1, 2, 3, 4].map((label) => test.labels.filter((each) => each === label).length / test.count),
);

export const values = {
  parameterCount,
  hiddenWeights: features * hidden,
  hiddenParameters: countParameters(first),
  outputWeights: hidden * classes,
  outputParameters: countParameters(last),
  withoutBiases: features * hidden + hidden * classes,
  withoutHidden: countParameters(new nn.Linear(features, classes)),
  logits: [...torchLogits],
  predicted: torchLogits.indexOf(Math.max(...torchLogits)),
  firstWeights: { torch: 1 / Math.sqrt(features), keras: Math.sqrt(6 / (features + hidden)) },
  rows: { train: train.count, test: test.count },
  guess: largestClass,
};

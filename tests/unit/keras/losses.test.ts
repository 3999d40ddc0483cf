import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

/** Rows of logits and their classes. The last two rows are beyond what tfjs's own loss can tell apart. */
const logits = [
  [1, 2, 3],
  [0.5, -0.5, 0],
  [40, -40, 30],
  [-500, 0, 700],
];
const classes = [2, 0, 1, 0];
/** log Σ exp(z) - z of the class, by hand. */
const losses = [
  Math.log(1 + Math.exp(-1) + Math.exp(-2)),
  Math.log(1 + Math.exp(-1) + Math.exp(-0.5)),
  80 + Math.log(1 + Math.exp(-10) + Math.exp(-80)),
  1_200,
];
const expected = losses.reduce((sum, value) => sum + value, 0) / losses.length;

test('SparseCategoricalCrossentropy of logits is exact however large they are, and that of tfjs is not', async () => {
  const [yTrue, yPred] = [tf.tensor2d(classes, [4, 1]), tf.tensor2d(logits)];
  const loss = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true });
  expectClose(await loss.call(yTrue, yPred).data(), [expected], 1e-6);
  // A model that hands its input on: its loss is the loss of what it is given.
  const model = sequential({ layers: [layers.activation({ activation: 'linear', inputShape: [3] })] });
  model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
  const [stock = NaN] = await (model.evaluate(yPred, yTrue) as tf.Scalar).data();
  expect(Math.abs(stock - expected), `the stock loss is ${stock}, not ${expected}`).toBeGreaterThan(100);
});

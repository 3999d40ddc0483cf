import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { sparseCategoricalAccuracy } from '../../../src/keras/sparse-categorical-accuracy.ts';
import { sparseCategoricalCrossentropy } from '../../../src/keras/sparse-categorical-crossentropy.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

/** Rows of logits and their classes. The third row is beyond what tfjs's own loss can tell apart. */
const logits = [
  [1, 2, 3],
  [0.5, -0.5, 0],
  [40, -40, 30],
  [-500, 0, 700],
];
const classes = [2, 0, 1, 0];
/** log Σ exp(z) - z of the class, by hand. */
const expected = [
  Math.log(1 + Math.exp(-1) + Math.exp(-2)),
  Math.log(1 + Math.exp(-1) + Math.exp(-0.5)),
  80 + Math.log(1 + Math.exp(-10) + Math.exp(-80)),
  1_200,
];

beforeAll(startWasm);

const yTrue = () => tf.tensor2d(classes, [4, 1]);
const yPred = () => tf.tensor2d(logits);

describe('sparseCategoricalCrossentropy', () => {
  test('is the cross-entropy of logits, one number an image, however large they are', async () => {
    const loss = tf.tidy(() => sparseCategoricalCrossentropy(yTrue(), yPred()));
    expect(loss.shape).toEqual([4]);
    expectClose(await loss.data(), expected, 1e-6);
    loss.dispose();
  });

  test('is not what tfjs computes under this name', async () => {
    // A model that hands its input on: its loss is the loss of what it is given.
    const model = sequential({ layers: [layers.activation({ activation: 'linear', inputShape: [3] })] });
    model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    const [stock = NaN] = await (model.evaluate(yPred(), yTrue()) as tf.Scalar).data();
    const mean = expected.reduce((sum, value) => sum + value, 0) / 4;
    expect(Math.abs(stock - mean), `the stock loss is ${stock}, not ${mean}`).toBeGreaterThan(100);
  });

  test('has the gradient softmax - one-hot', async () => {
    const gradient = tf.grad((z: tf.Tensor) => tf.sum(sparseCategoricalCrossentropy(yTrue(), z)))(yPred());
    const rows = logits.map((row, image) => {
      const powers = row.map((z) => Math.exp(z - Math.max(...row)));
      const sum = powers.reduce((total, power) => total + power, 0);
      return powers.map((power, index) => power / sum - (index === classes[image] ? 1 : 0));
    });
    expectClose(await gradient.data(), rows.flat(), 1e-6);
  });
});

test('sparseCategoricalAccuracy is 1 where the largest logit is the class', async () => {
  const accuracy = tf.tidy(() => sparseCategoricalAccuracy(yTrue(), yPred()));
  expect([accuracy.dtype, accuracy.shape]).toEqual(['float32', [4]]);
  expect([...(await accuracy.data())]).toEqual([1, 1, 0, 0]);
});

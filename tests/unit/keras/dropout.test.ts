import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { Dropout } from '../../../src/keras/dropout.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

/** What a layer makes of 2,000 ones, once a training step. */
async function outputs(layer: layers.Layer, steps: number, training = true): Promise<number[][]> {
  const results: number[][] = [];
  for (let step = 0; step < steps; step++) {
    const output = tf.tidy(() => layer.apply(tf.ones([20, 100]), { training }) as tf.Tensor);
    results.push([...(await output.data())]);
    output.dispose();
  }
  return results;
}

describe('Dropout', () => {
  test('draws a new mask at each step, and the same ones from the same seed', async () => {
    const first = await outputs(new Dropout({ rate: 0.5, seed: 1 }), 3);
    expect(new Set(first.map(String)).size).toBe(3);
    expect(await outputs(new Dropout({ rate: 0.5, seed: 1 }), 3)).toEqual(first);
    expect(await outputs(new Dropout({ rate: 0.5, seed: 2 }), 3)).not.toEqual(first);
  });

  test('does what the layer of tfjs does not: that one repeats its mask', async () => {
    const [first, second] = await outputs(layers.dropout({ rate: 0.5, seed: 1 }), 2);
    expect(second).toEqual(first);
  });

  test('keeps a share of 1 - rate, scaled by 1 / (1 - rate)', async () => {
    const [values = []] = await outputs(new Dropout({ rate: 0.2, seed: 3 }), 1);
    const kept = values.filter((value) => value !== 0);
    // Four standard deviations of a binomial distribution with 2,000 draws.
    expect(Math.abs(kept.length - 1_600)).toBeLessThan(72);
    expectClose(kept, new Array<number>(kept.length).fill(1.25), 1e-6);
  });

  test('does nothing in evaluation, nor at rate 0', async () => {
    const ones = new Array<number>(2_000).fill(1);
    expect(await outputs(new Dropout({ rate: 0.5, seed: 1 }), 1, false)).toEqual([ones]);
    expect(await outputs(new Dropout({ rate: 0, seed: 1 }), 1)).toEqual([ones]);
  });

  test('acts in fit and not in predict', async () => {
    const dropout = new Dropout({ rate: 0.5, seed: 1, inputShape: [100] });
    const model = sequential({ layers: [dropout, layers.dense({ units: 1, kernelInitializer: 'ones' })] });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const x = tf.ones([1, 100]);
    const y = tf.tensor2d([[100]]);
    const predict = async () => (await (model.predict(x) as tf.Tensor).data())[0];
    expect([await predict(), await predict()]).toEqual([100, 100]);
    // Without dropout the loss would be 0.
    const losses = [];
    for (let step = 0; step < 2; step++) losses.push(await model.trainOnBatch(x, y));
    expect(losses[0]).toBeGreaterThan(0);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { layers as stock } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

const { Dropout } = keras.layers;

beforeAll(startWasm);

/** What a layer makes of 2,000 ones, once a training step. */
async function outputs(layer: stock.Layer, steps: number, training = true): Promise<number[][]> {
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
    const first = await outputs(new Dropout(0.5, { seed: 1 }), 3);
    expect(new Set(first.map(String)).size).toBe(3);
    expect(await outputs(new Dropout(0.5, { seed: 1 }), 3)).toEqual(first);
    expect(await outputs(new Dropout(0.5, { seed: 2 }), 3)).not.toEqual(first);
  });

  test('does what the layer of tfjs does not: that one repeats its mask', async () => {
    const [first, second] = await outputs(stock.dropout({ rate: 0.5, seed: 1 }), 2);
    expect(second).toEqual(first);
  });

  test('keeps a share of 1 - rate, scaled by 1 / (1 - rate)', async () => {
    const [values = []] = await outputs(new Dropout(0.2, { seed: 3 }), 1);
    const kept = values.filter((value) => value !== 0);
    // Four standard deviations of a binomial distribution with 2,000 draws.
    expect(Math.abs(kept.length - 1_600)).toBeLessThan(72);
    expectClose(kept, new Array<number>(kept.length).fill(1.25), 1e-6);
  });

  test('does nothing in evaluation, nor at rate 0', async () => {
    const ones = new Array<number>(2_000).fill(1);
    expect(await outputs(new Dropout(0.5, { seed: 1 }), 1, false)).toEqual([ones]);
    expect(await outputs(new Dropout(0, { seed: 1 }), 1)).toEqual([ones]);
  });

  test('acts in fit and not in predict', async () => {
    const model = new keras.Sequential([
      keras.Input([100]),
      new Dropout(0.5, { seed: 1 }),
      new keras.layers.Dense(1, { kernelInitializer: 'ones' }),
    ]);
    model.compile('sgd', 'mse');
    const x = tf.ones([1, 100]);
    const y = tf.tensor2d([[100]]);
    const predictions = (await model.predict(x, { verbose: 0 })) as tf.Tensor;
    expect([...(await predictions.data())]).toEqual([100]);
    const { history } = await model.fit(x, y, { epochs: 1, verbose: 0 });
    // Without dropout the loss would be 0.
    expect(history.loss?.[0]).toBeGreaterThan(0);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import * as keras from '../../../../src/keras/index.ts';
import { expectClose } from '../../support/numbers.ts';
import type { Checks } from './check.ts';

class Misses extends keras.losses.Loss {
  override readonly className = 'Misses';

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return tf.sum(tf.abs(tf.sub(yTrue, yPred)), -1);
  }
}

export const losses: Checks = {
  'Own losses': async () => {
    const loss = new Misses({ reduction: 'sum' });
    expect(loss.name).toBe('misses');
    expect([...(await loss.call([[0], [1]], [[2], [4]]).data())]).toEqual([5]);
  },
  'Classes that there are not': async () => {
    const loss = keras.losses.sparseCategoricalCrossentropy(
      [3, -1],
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    );
    expectClose(await loss.data(), [0, 0], 0);
  },
  'Labels that do not add up to 1': async () => {
    const loss = (logits: tf.Tensor) => tf.sum(keras.losses.categoricalCrossentropy([[0, 0]], logits, true));
    expect(
      [
        ...(await tf
          .grad(loss)(tf.zeros([1, 2]))
          .data()),
      ].map(Math.abs),
    ).toEqual([0, 0]);
  },
};

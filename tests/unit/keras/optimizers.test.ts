import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { readCases } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';
import { runOptimizerCase, type OptimizerCase } from './optimizer-case.ts';

beforeAll(startWasm);

const cases = readCases('keras', 'optimizers') as readonly OptimizerCase[];

describe('optimizers change weights as in Keras', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    await runOptimizerCase(golden);
  });
});

describe('an optimizer', () => {
  test('leaves variables without a gradient as they are', async () => {
    const [moved, kept] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(1))];
    new keras.optimizers.SGD({ learningRate: 0.5 }).applyGradients([
      [tf.scalar(1), moved],
      [null, kept],
    ]);
    expect([(await moved.data())[0], (await kept.data())[0]]).toEqual([0.5, 1]);
  });

  test('can only be given one kind of clipping', () => {
    expect(() => new keras.optimizers.Adam({ clipnorm: 1, clipvalue: 1 })).toThrow('only one of clipnorm');
  });

  test('takes another learning rate, unless it follows a schedule', () => {
    const optimizer = new keras.optimizers.Adam();
    optimizer.learningRate = 0.5;
    expect(optimizer.learningRate).toBe(0.5);
    const scheduled = new keras.optimizers.Adam({
      learningRate: new keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5),
    });
    expect(() => {
      scheduled.learningRate = 0.5;
    }).toThrow('LearningRateSchedule');
  });

  test('keeps as many tensors as it has slots, whatever the number of steps', () => {
    const weight = tf.variable(tf.zeros([3]));
    const gradient = tf.ones([3]);
    const optimizer = new keras.optimizers.Adam();
    const before = tf.memory().numTensors;
    for (let step = 0; step < 10; step++) optimizer.apply([gradient], [weight]);
    expect(tf.memory().numTensors).toBe(before + 2);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

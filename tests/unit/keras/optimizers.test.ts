import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { readCases, type GoldenCase } from '../support/golden-cases.ts';
import { expectValue, type Json } from '../support/golden-values.ts';
import { construct, expectConfig } from '../support/keras-objects.ts';
import { decodeTensors, describeAll } from '../support/keras-values.ts';
import { startWasm } from '../support/wasm.ts';

interface OptimizerCase extends GoldenCase {
  readonly class: string;
  readonly keywords: Readonly<Record<string, Json>>;
  readonly schedule: readonly [string, readonly Json[]] | null;
  readonly gradients: readonly Json[];
  readonly tolerance: number;
  readonly weights: Readonly<Record<string, Json>>;
  readonly config: Readonly<Record<string, Json>>;
}

beforeAll(startWasm);

const cases = readCases('keras', 'optimizers') as readonly OptimizerCase[];

function optimizerOf({ class: name, keywords, schedule }: OptimizerCase): keras.optimizers.Optimizer {
  const optimizer = construct(keras.optimizers, name, keywords);
  if (!(optimizer instanceof keras.optimizers.Optimizer)) expect.fail(`${name} is no optimizer`);
  if (!schedule) return optimizer;
  const Schedule = Reflect.get(keras.optimizers.schedules, schedule[0]) as new (
    ...values: readonly Json[]
  ) => keras.optimizers.schedules.LearningRateSchedule;
  optimizer.learningRate = new Schedule(...schedule[1]);
  return optimizer;
}

describe('optimizers change weights as in Keras', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    const optimizer = optimizerOf(golden);
    const variables = decodeTensors(golden.first).map((value) => tf.variable(value));
    for (const [index, gradients] of golden.gradients.entries()) {
      optimizer.apply(decodeTensors(gradients), variables);
      const expected = golden.weights[String(index + 1)];
      if (expected === undefined) continue;
      expectValue(await describeAll(variables), expected, golden.tolerance, `after ${index + 1} steps`);
    }
    expect(optimizer.iterations).toBe(golden.gradients.length);
    const { learning_rate: rate, ...config } = golden.config;
    if (!golden.schedule) expect(Math.fround(optimizer.learningRate)).toBe(Math.fround(Number(rate)));
    expectConfig(optimizer.getConfig(), config);
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

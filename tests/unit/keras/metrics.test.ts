import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { readCases } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';
import { runMetricCase, type MetricCase } from './metric-case.ts';

beforeAll(startWasm);
// The second metric of a class has another name than the first.
beforeAll(() => keras.utils.clearSession());

const cases = readCases('keras', 'metrics') as readonly MetricCase[];

describe('metrics of a stream are what Keras computes', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    await runMetricCase(golden);
  });

  test('leaves no tensors behind but its own numbers', () => {
    const metric = new keras.metrics.AUC();
    const [yTrue, yPred] = [tf.tensor2d([[0], [1]]), tf.tensor2d([[0.2], [0.7]])];
    const before = tf.memory().numTensors;
    metric.updateState(yTrue, yPred);
    metric.result().dispose();
    metric.resetState();
    expect(tf.memory().numTensors).toBe(before);
    metric.dispose();
    expect(tf.memory().numTensors).toBe(before - 4);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { readCases, type GoldenCase } from '../support/golden-cases.ts';
import { expectValue, isGoldenTensor, type Json } from '../support/golden-values.ts';
import { construct, expectConfig } from '../support/keras-objects.ts';
import { decodeTensor, describe as describeTensor } from '../support/keras-values.ts';
import { startWasm } from '../support/wasm.ts';

interface LossCase extends GoldenCase {
  readonly class: string;
  readonly keywords: Readonly<Record<string, Json>>;
  readonly tolerance: number;
  readonly value: Json;
  readonly gradient: Json;
  readonly config: Readonly<Record<string, Json>>;
}

beforeAll(startWasm);

const cases = readCases('keras', 'losses') as readonly LossCase[];

function tensorOf(golden: LossCase, name: string): tf.Tensor {
  const value = golden[name];
  return isGoldenTensor(value) ? decodeTensor(value) : expect.fail(`${name} is no tensor`);
}

describe('losses are what Keras computes', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    const loss = construct(keras.losses, golden.class, golden.keywords);
    if (!(loss instanceof keras.losses.Loss)) expect.fail(`${golden.class} is no loss`);
    const [yTrue, yPred] = [tensorOf(golden, 'y_true'), tensorOf(golden, 'y_pred')];
    const weight = golden.sample_weight === null ? undefined : tensorOf(golden, 'sample_weight');
    expectValue(await describeTensor(loss.call(yTrue, yPred, weight)), golden.value, golden.tolerance, 'value');
    const gradient = tf.grad((predictions: tf.Tensor) => tf.sum(loss.call(yTrue, predictions, weight)))(yPred);
    expectValue(await describeTensor(gradient), golden.gradient, golden.tolerance, 'gradient');
    expectConfig(loss.getConfig(), golden.config);
  });
});

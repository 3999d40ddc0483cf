/** Cases of tests/judges/keras_cases/losses.py: a loss and its gradient. */
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../../src/keras/index.ts';
import { fail } from '../support/assertions.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import { expectValue, isGoldenTensor, type Json } from '../support/golden-values.ts';
import { construct, expectConfig } from '../support/keras-objects.ts';
import { decodeTensor, describe } from '../support/keras-values.ts';

export interface LossCase extends GoldenCase {
  readonly class: string;
  readonly keywords: Readonly<Record<string, Json>>;
  readonly tolerance: number;
  readonly value: Json;
  readonly gradient: Json;
  readonly config: Readonly<Record<string, Json>>;
}

export async function runLossCase(golden: LossCase): Promise<void> {
  const loss = construct(keras.losses, golden.class, golden.keywords);
  if (!(loss instanceof keras.losses.Loss)) fail(`${golden.class} is no loss`);
  const [yTrue, yPred] = [tensorOf(golden, 'y_true'), tensorOf(golden, 'y_pred')];
  const weight = golden.sample_weight === null ? undefined : tensorOf(golden, 'sample_weight');
  expectValue(await describe(loss.call(yTrue, yPred, weight)), golden.value, golden.tolerance, 'value');
  const gradient = tf.grad((predictions: tf.Tensor) => tf.sum(loss.call(yTrue, predictions, weight)))(yPred);
  expectValue(await describe(gradient), golden.gradient, golden.tolerance, 'gradient');
  expectConfig(loss.getConfig(), golden.config);
}

function tensorOf(golden: LossCase, name: string): tf.Tensor {
  const value = golden[name];
  return isGoldenTensor(value) ? decodeTensor(value) : fail(`${name} is no tensor`);
}

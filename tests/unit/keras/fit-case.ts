/** Cases of tests/judges/keras_cases/fit.py: a short training, its history and the model after it. */
import type * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../../src/keras/index.ts';
import { assertEqual, fail } from '../support/assertions.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import { camelCase, expectValue, isGoldenTensor, type Json } from '../support/golden-values.ts';
import { buildSequential, construct, type Specification } from '../support/keras-objects.ts';
import { decodeTensor, decodeTensors, describe, describeAll } from '../support/keras-values.ts';

type ObjectSpecification =
  string | readonly [module: 'losses' | 'metrics' | 'optimizers', name: string, keywords: never];

export interface FitCase extends GoldenCase {
  readonly layers: never;
  readonly freeze: readonly number[];
  readonly compile: Readonly<Record<string, Json>>;
  readonly fit: Readonly<Record<string, Json>>;
  readonly tolerance: number;
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly epoch: readonly number[];
  readonly evaluation: Readonly<Record<string, number>>;
  readonly evaluation_list: Json;
  readonly predictions: Json;
  readonly weights_after: Json;
  readonly trainable_count: number;
}

export async function runFitCase(golden: FitCase): Promise<void> {
  const model = prepare(golden);
  const [x, y] = [tensorOf(golden, 'x'), tensorOf(golden, 'y')];
  if (!x || !y) fail('the case has no data');
  const history = await model.fit(x, y, options(golden));
  expectHistory(history, golden);
  expectValue(await describeAll(model.getWeights()), golden.weights_after, golden.tolerance, 'weights');
  const evaluation = await model.evaluate({ x, y, verbose: 0, returnDict: true });
  for (const [name, value] of Object.entries(golden.evaluation)) {
    expectValue(Reflect.get(evaluation as object, name), value, golden.tolerance, `evaluation of ${name}`);
  }
  const list = await model.evaluate({ x, y, verbose: 0 });
  expectValue(list, golden.evaluation_list, golden.tolerance, 'evaluation as a list');
  const predictions = (await model.predict(x, { verbose: 0 })) as tf.Tensor;
  expectValue(await describe(predictions), golden.predictions, golden.tolerance, 'predictions');
  assertEqual(model.trainableWeights.length, golden.trainable_count, 'number of trainable weights');
}

function expectHistory({ history, epoch }: keras.callbacks.History, golden: FitCase): void {
  assertEqual(Object.keys(history), Object.keys(golden.history), 'names of the history');
  for (const [name, values] of Object.entries(golden.history)) {
    expectValue(history[name], values, golden.tolerance, name);
  }
  assertEqual(epoch, golden.epoch, 'epochs');
}

function prepare(golden: FitCase): keras.Sequential {
  const model = buildSequential(golden.layers as readonly Specification[]);
  for (const index of golden.freeze) model.getLayer(index).trainable = false;
  model.setWeights(decodeTensors(golden.weights));
  const { optimizer, loss, metrics = [], weighted_metrics: weighted = [] } = golden.compile;
  model.compile({
    optimizer: compiled(optimizer) as string,
    loss: compiled(loss) as string,
    metrics: (metrics as readonly Json[]).map(compiled) as string[],
    weightedMetrics: (weighted as readonly Json[]).map(compiled) as string[],
  });
  return model;
}

function compiled(specification: Json | undefined): unknown {
  const spec = specification as ObjectSpecification;
  return typeof spec === 'string' ? spec : construct(keras[spec[0]], spec[1], spec[2]);
}

function options(golden: FitCase): Record<string, unknown> {
  const sampleWeight = tensorOf(golden, 'sample_weight');
  const given = Object.entries(golden.fit).map(([name, value]) => [camelCase(name), value] as const);
  return { ...Object.fromEntries(given), shuffle: false, verbose: 0, ...(sampleWeight && { sampleWeight }) };
}

function tensorOf(golden: GoldenCase, name: string): tf.Tensor | undefined {
  const value = golden[name];
  return isGoldenTensor(value) ? decodeTensor(value) : undefined;
}

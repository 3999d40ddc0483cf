import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { readCases, type GoldenCase } from '../support/golden-cases.ts';
import { expectValue, type Json } from '../support/golden-values.ts';
import { construct } from '../support/keras-objects.ts';
import { decodeTensors, describe as describeTensor } from '../support/keras-values.ts';
import { startWasm } from '../support/wasm.ts';

interface MetricCase extends GoldenCase {
  readonly class: string;
  readonly keywords: Readonly<Record<string, Json>>;
  readonly batches: readonly Json[];
  readonly tolerance: number;
  readonly metric: string;
  readonly results: readonly Json[];
  readonly after_reset: Json;
}

beforeAll(startWasm);
// The second metric of a class has another name than the first.
beforeAll(() => keras.utils.clearSession());

const cases = readCases('keras', 'metrics') as readonly MetricCase[];

function metricOf(golden: MetricCase): keras.metrics.Metric {
  const metric = construct(keras.metrics, golden.class, golden.keywords);
  return metric instanceof keras.metrics.Metric ? metric : expect.fail(`${golden.class} is no metric`);
}

/** Mean and Sum take values and weights, all others labels, predictions and weights. */
function update(metric: keras.metrics.Metric, batch: Json | undefined, weight: tf.Tensor | undefined): void {
  const [first, second] = decodeTensors(batch);
  if (!first) expect.fail('the batch is empty');
  if (second) metric.updateState(first, second, weight);
  else metric.updateState(first, weight);
}

describe('metrics of a stream are what Keras computes', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    const metric = metricOf(golden);
    const weights = decodeTensors(golden.sample_weights);
    for (const [index, batch] of golden.batches.entries()) {
      update(metric, batch, weights[index]);
      expectValue(
        await describeTensor(metric.result()),
        golden.results[index] ?? null,
        golden.tolerance,
        `batch ${index}`,
      );
    }
    metric.resetState();
    update(metric, golden.batches.at(-1), undefined);
    expectValue(await describeTensor(metric.result()), golden.after_reset, golden.tolerance, 'after the reset');
    expect(metric.name).toBe(golden.metric);
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

/** Cases of tests/judges/keras_cases/metrics.py: a metric after each of some batches, and after a reset. */
import type * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../../src/keras/index.ts';
import { assertEqual, fail } from '../support/assertions.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import { expectValue, type Json } from '../support/golden-values.ts';
import { construct } from '../support/keras-objects.ts';
import { decodeTensors, describe } from '../support/keras-values.ts';

export interface MetricCase extends GoldenCase {
  readonly class: string;
  readonly keywords: Readonly<Record<string, Json>>;
  readonly batches: readonly Json[];
  readonly tolerance: number;
  readonly metric: string;
  readonly results: readonly Json[];
  readonly after_reset: Json;
}

/** Metrics are named in the order in which they are made: begin with `keras.utils.clearSession()`. */
export async function runMetricCase(golden: MetricCase): Promise<void> {
  const metric = metricOf(golden);
  const weights = decodeTensors(golden.sample_weights);
  for (const [index, batch] of golden.batches.entries()) {
    update(metric, batch, weights[index]);
    const result = await describe(metric.result());
    expectValue(result, golden.results[index] ?? null, golden.tolerance, `batch ${index}`);
  }
  metric.resetState();
  update(metric, golden.batches.at(-1), undefined);
  expectValue(await describe(metric.result()), golden.after_reset, golden.tolerance, 'after the reset');
  assertEqual(metric.name, golden.metric, 'name');
}

function metricOf(golden: MetricCase): keras.metrics.Metric {
  const metric = construct(keras.metrics, golden.class, golden.keywords);
  return metric instanceof keras.metrics.Metric ? metric : fail(`${golden.class} is no metric`);
}

/** Mean and Sum take values and weights, all others labels, predictions and weights. */
function update(metric: keras.metrics.Metric, batch: Json | undefined, weight: tf.Tensor | undefined): void {
  const [first, second] = decodeTensors(batch);
  if (!first) fail('the batch is empty');
  if (second) metric.updateState(first, second, weight);
  else metric.updateState(first, weight);
}

import type * as tf from '@tensorflow/tfjs-core';
import { maskOf } from '../layers/masks.ts';
import { maskedWeights } from '../losses/reduction.ts';
import { getMetric, type MetricLike } from '../metrics/get-metric.ts';
import type { Metric } from '../metrics/metric.ts';
import { asList, at } from '../utils/lists.ts';
import { perOutput } from './compile-loss.ts';
import { crossentropyKind } from './output-kind.ts';

type OutputMetrics = MetricLike | readonly MetricLike[] | null;

/** Metrics for the output, or for each output: in order, or by name. */
export type MetricsSpecification = readonly OutputMetrics[] | Readonly<Record<string, OutputMetrics>> | null;

interface NamedMetric {
  readonly name: string;
  readonly metric: Metric;
  readonly output: number;
  readonly isWeighted: boolean;
}

/** The metrics of `compile`, whose kinds depend on the shapes of the first batch. */
export class CompileMetrics {
  readonly #metrics: MetricsSpecification;
  readonly #weightedMetrics: MetricsSpecification;
  #named: NamedMetric[] | null = null;

  constructor(metrics: MetricsSpecification, weightedMetrics: MetricsSpecification) {
    this.#metrics = metrics;
    this.#weightedMetrics = weightedMetrics;
  }

  /** All metrics by the names of their results; none before the first batch. */
  get named(): readonly { readonly name: string; readonly metric: Metric }[] {
    return this.#named ?? [];
  }

  /** Whether `compile` got none. */
  get isEmpty(): boolean {
    return [this.#metrics, this.#weightedMetrics].every((metrics) => Object.keys(metrics ?? {}).length === 0);
  }

  /** Adds a batch; only weighted metrics see the weights, as in Keras. */
  updateState(
    yTrue: readonly tf.Tensor[],
    yPred: readonly tf.Tensor[],
    sampleWeight: readonly tf.Tensor[],
    outputNames: readonly string[],
  ): void {
    this.#named ??= this.#build(yTrue, yPred, outputNames);
    for (const { metric, output, isWeighted } of this.#named) {
      const weight = sampleWeight.length === 1 ? sampleWeight[0] : sampleWeight[output];
      const prediction = at(yPred, output);
      const mask = maskOf(prediction);
      const own = isWeighted ? weight : undefined;
      metric.updateState(at(yTrue, output), prediction, mask ? maskedWeights(own, mask, 'sum') : own);
    }
  }

  /** Frees the numbers of all metrics. */
  dispose(): void {
    for (const { metric } of this.named) metric.dispose();
  }

  #build(yTrue: readonly tf.Tensor[], yPred: readonly tf.Tensor[], outputNames: readonly string[]): NamedMetric[] {
    const taken = new Set<string>();
    const build = (specification: MetricsSpecification, isWeighted: boolean): NamedMetric[] =>
      perOutputMetrics(specification, outputNames, yPred.length).flatMap((metrics, output) =>
        metrics.map((identifier) => {
          const metric = resolve(identifier, at(yTrue, output), at(yPred, output));
          const prefix = yPred.length > 1 ? `${outputNames[output] ?? `output_${output}`}_` : '';
          const name = untaken(taken, prefix, metric.name, isWeighted);
          return { name, metric, output, isWeighted };
        }),
      );
    return [...build(this.#metrics, false), ...build(this.#weightedMetrics, true)];
  }
}

function perOutputMetrics(
  specification: MetricsSpecification,
  names: readonly string[],
  count: number,
): MetricLike[][] {
  const flat = (metrics: OutputMetrics): MetricLike[] => (metrics === null ? [] : asList<MetricLike>(metrics));
  if (specification === null) return Array.from({ length: count }, () => []);
  if (count === 1) {
    const all = Array.isArray(specification) ? (specification as OutputMetrics[]) : Object.values(specification);
    return [all.flatMap(flat)];
  }
  const isEmpty = (Array.isArray(specification) ? specification : Object.keys(specification)).length === 0;
  if (isEmpty) return Array.from({ length: count }, () => []);
  return perOutput<OutputMetrics>(specification, names, count, () => false, null, 'metrics').map(flat);
}

/** A metric by name is called as it is written; 'accuracy' is the one that fits the shapes. */
function resolve(identifier: MetricLike, yTrue: tf.Tensor, yPred: tf.Tensor): Metric {
  if (typeof identifier !== 'string') return getMetric(identifier);
  const isAccuracy = ['accuracy', 'acc'].includes(identifier.toLowerCase());
  const metric = getMetric(isAccuracy ? `${crossentropyKind(yTrue, yPred)}_accuracy` : identifier);
  metric.name = identifier;
  return metric;
}

function untaken(taken: Set<string>, prefix: string, metricName: string, isWeighted: boolean): string {
  const candidates = [`${prefix}${metricName}`, ...(isWeighted ? [`${prefix}weighted_${metricName}`] : [])];
  let name = candidates.find((candidate) => !taken.has(candidate)) ?? '';
  for (let index = 1; name === ''; index++) {
    const numbered = `${prefix}${metricName}_${index}`;
    if (!taken.has(numbered)) name = numbered;
  }
  taken.add(name);
  return name;
}

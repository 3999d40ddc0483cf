import * as tf from '@tensorflow/tfjs-core';
import type { MetricDirection } from '../callbacks/callback-model.ts';
import { ValueError } from '../errors.ts';
import { toFloat, type Values } from '../utils/tensor-values.ts';
import { confusionCounts, type ConfusionCounts, type ConfusionSelection } from './confusion.ts';
import { assignAdd, Metric, requirePredictions, weightsOf, type Weighting } from './metric.ts';

type Count = keyof ConfusionCounts;

/** Base of the metrics of true and false positives and negatives, counted for one or several thresholds. */
export abstract class ConfusionMetric extends Metric {
  protected readonly thresholds: readonly number[];
  readonly #selection: ConfusionSelection;
  readonly #counts: Readonly<Partial<Record<Count, tf.Variable>>>;

  constructor(
    name: string | undefined,
    direction: MetricDirection | undefined,
    config: object,
    { thresholds, counts, ...selection }: ConfusionSelection & { thresholds: readonly number[]; counts: Count[] },
  ) {
    super(name, direction, config);
    this.thresholds = thresholds;
    this.#selection = selection;
    this.#counts = Object.fromEntries(counts.map((count) => [count, this.addVariable([thresholds.length])]));
  }

  override updateState(yTrue: Values, yPred?: Values, sampleWeight?: Weighting): void {
    const predictions = requirePredictions(yPred, this.name);
    tf.tidy(() => {
      const options = { ...this.#selection, sampleWeight: weightsOf(sampleWeight) };
      const counts = confusionCounts(toFloat(yTrue), toFloat(predictions), this.thresholds, options);
      for (const [name, variable] of Object.entries(this.#counts)) assignAdd(variable, counts[name as Count]);
    });
  }

  /** The numbers of one kind: [thresholds]. */
  protected count(name: Count): tf.Variable {
    const variable = this.#counts[name];
    if (!variable) throw new ValueError(`${this.name} does not count ${name}.`);
    return variable;
  }

  /** How much the first is of the sum of both; 0 where that is 0. */
  protected share(name: Count, other: Count): tf.Tensor {
    return tf.divNoNan(this.count(name), tf.add(this.count(name), this.count(other)));
  }

  /** A scalar for one threshold. */
  protected scalarOfOne(values: tf.Tensor): tf.Tensor {
    return this.thresholds.length === 1 ? tf.reshape(values, []) : values;
  }
}

/** One threshold or several, 0 to 1. */
export type Thresholds = number | readonly number[] | null;

/** @throws {ValueError} for a threshold that is not from 0 to 1. */
export function listThresholds(thresholds: Thresholds, otherwise: number): readonly number[] {
  const given = typeof thresholds === 'number' ? [thresholds] : (thresholds ?? [otherwise]);
  const outside = thresholds === null ? [] : given.filter((threshold) => !(threshold >= 0 && threshold <= 1));
  if (outside.length === 0) return given;
  throw new ValueError(`Threshold values must be in [0, 1]. Received: [${outside.join(', ')}]`);
}

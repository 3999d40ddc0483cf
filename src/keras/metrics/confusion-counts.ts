/** The metrics that count predictions by whether they are positive, and whether they are right. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { uniqueName } from '../utils/unique-name.ts';
import type { ConfusionCounts } from './confusion.ts';
import { ConfusionMetric, listThresholds, type Thresholds } from './confusion-metric.ts';
import type { MetricParameters } from './metric.ts';

interface CountParameters extends MetricParameters {
  /** Above which a prediction is positive, 0 to 1; 0.5 unless given. */
  readonly thresholds?: Thresholds;
}

const NAMES = ['thresholds', 'name'] as const;

type CountArguments = Arguments<CountParameters, typeof NAMES>;

/** The weighted number of one kind. */
abstract class ConfusionCount extends ConfusionMetric {
  readonly #kind: keyof ConfusionCounts;

  constructor(defaultName: string, kind: keyof ConfusionCounts, values: CountArguments) {
    const { thresholds = null, name } = bindArguments<CountParameters>(NAMES, values);
    const counted = { thresholds: listThresholds(thresholds, 0.5), counts: [kind] };
    super(name ?? uniqueName(defaultName), undefined, { thresholds }, counted);
    this.#kind = kind;
  }

  /** A scalar for one threshold, else [thresholds]. */
  override result(): tf.Tensor {
    return tf.tidy(() => this.scalarOfOne(tf.clone(this.count(this.#kind))));
  }
}

/**
 * Number of positive predictions that are right.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/TruePositives
 */
export class TruePositives extends ConfusionCount {
  constructor(...values: CountArguments) {
    super('true_positives', 'truePositives', values);
  }
}

/**
 * Number of positive predictions that are wrong.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/FalsePositives
 */
export class FalsePositives extends ConfusionCount {
  constructor(...values: CountArguments) {
    super('false_positives', 'falsePositives', values);
  }
}

/**
 * Number of negative predictions that are right.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/TrueNegatives
 */
export class TrueNegatives extends ConfusionCount {
  constructor(...values: CountArguments) {
    super('true_negatives', 'trueNegatives', values);
  }
}

/**
 * Number of negative predictions that are wrong.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/FalseNegatives
 */
export class FalseNegatives extends ConfusionCount {
  constructor(...values: CountArguments) {
    super('false_negatives', 'falseNegatives', values);
  }
}

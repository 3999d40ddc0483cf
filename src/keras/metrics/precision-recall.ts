import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { uniqueName } from '../utils/unique-name.ts';
import type { ConfusionSelection } from './confusion.ts';
import { ConfusionMetric, listThresholds, type Thresholds } from './confusion-metric.ts';
import type { MetricParameters } from './metric.ts';

interface ThresholdParameters extends MetricParameters, ConfusionSelection {
  /** Above which a prediction is positive, 0 to 1; 0.5 unless given. */
  readonly thresholds?: Thresholds;
}

const NAMES = ['thresholds', 'topK', 'classId', 'name'] as const;
/** With topK and no threshold, every one of the k is positive. */
const BELOW_ALL = -1e10;

type ThresholdArguments = Arguments<ThresholdParameters, typeof NAMES>;

/** A share of true positives: of them and one kind of error. */
abstract class TruePositiveShare extends ConfusionMetric {
  readonly #errors: 'falsePositives' | 'falseNegatives';

  constructor(defaultName: string, errors: 'falsePositives' | 'falseNegatives', values: ThresholdArguments) {
    const { thresholds = null, topK = null, classId = null, name } = bindArguments<ThresholdParameters>(NAMES, values);
    const config = { thresholds, topK, classId };
    super(name ?? uniqueName(defaultName), 'up', config, {
      thresholds: listThresholds(thresholds, topK === null ? 0.5 : BELOW_ALL),
      counts: ['truePositives', errors],
      topK,
      classId,
    });
    this.#errors = errors;
  }

  /** A scalar for one threshold, else [thresholds]. */
  override result(): tf.Tensor {
    return tf.tidy(() => this.scalarOfOne(this.share('truePositives', this.#errors)));
  }
}

/**
 * Share of the positive predictions that are right.
 *
 * @throws {ValueError} for a threshold that is not from 0 to 1.
 * @source https://keras.io/api/metrics/classification_metrics/#precision-class
 */
export class Precision extends TruePositiveShare {
  constructor(...values: ThresholdArguments) {
    super('precision', 'falsePositives', values);
  }
}

/**
 * Share of the positive samples that are found.
 *
 * @throws {ValueError} for a threshold that is not from 0 to 1.
 * @source https://keras.io/api/metrics/classification_metrics/#recall-class
 */
export class Recall extends TruePositiveShare {
  constructor(...values: ThresholdArguments) {
    super('recall', 'falseNegatives', values);
  }
}

import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { uniqueName } from '../utils/unique-name.ts';
import { confusionCounts, type ConfusionCounts, type ConfusionSelection } from './confusion.ts';
import { assignAdd, Metric, type MetricParameters } from './metric.ts';

interface ThresholdParameters extends MetricParameters, ConfusionSelection {
  /** Above which a prediction is positive, 0 to 1; 0.5 unless given. */
  readonly thresholds?: number | readonly number[] | null;
}

const NAMES = ['thresholds', 'topK', 'classId', 'name'] as const;
/** With topK and no threshold, every one of the k is positive. */
const BELOW_ALL = -1e10;

type ThresholdArguments = Arguments<ThresholdParameters, typeof NAMES>;

/** A share of true positives: of them and one kind of error. */
abstract class TruePositiveShare extends Metric {
  readonly #thresholds: readonly number[];
  readonly #selection: ConfusionSelection;
  readonly #truePositives: tf.Variable;
  readonly #errors: tf.Variable;

  constructor(defaultName: string, values: ThresholdArguments) {
    const { thresholds = null, topK = null, classId = null, name } = bindArguments<ThresholdParameters>(NAMES, values);
    super(name ?? uniqueName(defaultName), 'up');
    const given = typeof thresholds === 'number' ? [thresholds] : thresholds;
    const outside = given?.find((threshold) => !(threshold >= 0 && threshold <= 1));
    if (outside !== undefined) throw new ValueError(`${this.name}: thresholds must be from 0 to 1, got ${outside}.`);
    this.#thresholds = given ?? [topK === null ? 0.5 : BELOW_ALL];
    this.#selection = { topK, classId };
    this.#truePositives = this.addVariable([this.#thresholds.length]);
    this.#errors = this.addVariable([this.#thresholds.length]);
  }

  override updateState(yTrue: tf.Tensor, yPred?: tf.Tensor, sampleWeight?: tf.Tensor): void {
    if (!yPred) throw new TypeError(`${this.name}: expected labels and predictions.`);
    tf.tidy(() => {
      const counts = confusionCounts(yTrue, yPred, this.#thresholds, sampleWeight, this.#selection);
      assignAdd(this.#truePositives, counts.truePositives);
      assignAdd(this.#errors, this.errorsOf(counts));
    });
  }

  /** A scalar for one threshold, else [thresholds]. */
  override result(): tf.Tensor {
    return tf.tidy(() => {
      const share = tf.divNoNan(this.#truePositives, tf.add(this.#truePositives, this.#errors));
      return this.#thresholds.length === 1 ? tf.reshape(share, []) : share;
    });
  }

  protected abstract errorsOf(counts: ConfusionCounts): tf.Tensor;
}

/**
 * Share of the positive predictions that are right.
 *
 * @source https://keras.io/api/metrics/classification_metrics/#precision-class
 */
export class Precision extends TruePositiveShare {
  constructor(...values: ThresholdArguments) {
    super('precision', values);
  }

  protected override errorsOf({ falsePositives }: ConfusionCounts): tf.Tensor {
    return falsePositives;
  }
}

/**
 * Share of the positive samples that are found.
 *
 * @source https://keras.io/api/metrics/classification_metrics/#recall-class
 */
export class Recall extends TruePositiveShare {
  constructor(...values: ThresholdArguments) {
    super('recall', values);
  }

  protected override errorsOf({ falseNegatives }: ConfusionCounts): tf.Tensor {
    return falseNegatives;
  }
}

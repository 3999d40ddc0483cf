import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { uniqueName } from '../utils/unique-name.ts';
import { confusionCounts } from './confusion.ts';
import { assignAdd, Metric, type MetricParameters } from './metric.ts';

interface AUCParameters extends MetricParameters {
  readonly numThresholds?: number;
  /** ROC: recall over the share of false alarms; PR: precision over recall. */
  readonly curve?: 'ROC' | 'PR';
  readonly summationMethod?: 'interpolation' | 'minoring' | 'majoring';
  /** Thresholds from 0 to 1 in place of evenly spaced ones. */
  readonly thresholds?: readonly number[];
  readonly fromLogits?: boolean;
}

const NAMES = ['numThresholds', 'curve', 'summationMethod', 'name'] as const;

/**
 * Area under the ROC or the precision-recall curve, as a sum over thresholds.
 *
 * @throws {ValueError} for fewer than two thresholds.
 * @source https://keras.io/api/metrics/classification_metrics/#auc-class
 */
export class AUC extends Metric {
  readonly #thresholds: readonly number[];
  readonly #curve: 'ROC' | 'PR';
  readonly #summationMethod: 'interpolation' | 'minoring' | 'majoring';
  readonly #fromLogits: boolean;
  readonly #truePositives: tf.Variable;
  readonly #falsePositives: tf.Variable;
  readonly #trueNegatives: tf.Variable;
  readonly #falseNegatives: tf.Variable;

  constructor(...values: Arguments<AUCParameters, typeof NAMES>) {
    const bound = bindArguments<AUCParameters>(NAMES, values);
    const { numThresholds = 200, curve = 'ROC', summationMethod = 'interpolation', fromLogits = false } = bound;
    super(bound.name ?? uniqueName('auc'), 'up');
    if (numThresholds <= 1) throw new ValueError(`AUC: numThresholds must be at least 2, got ${numThresholds}.`);
    const even = Array.from({ length: numThresholds - 2 }, (_, index) => (index + 1) / (numThresholds - 1));
    const inner = bound.thresholds ? [...bound.thresholds].sort((a, b) => a - b) : even;
    this.#thresholds = [-EPSILON, ...inner, 1 + EPSILON];
    this.#curve = curve;
    this.#summationMethod = summationMethod;
    this.#fromLogits = fromLogits;
    const shape = [this.#thresholds.length];
    this.#truePositives = this.addVariable(shape);
    this.#falsePositives = this.addVariable(shape);
    this.#trueNegatives = this.addVariable(shape);
    this.#falseNegatives = this.addVariable(shape);
  }

  override updateState(yTrue: tf.Tensor, yPred?: tf.Tensor, sampleWeight?: tf.Tensor): void {
    if (!yPred) throw new TypeError('AUC: expected labels and predictions.');
    tf.tidy(() => {
      const probabilities = this.#fromLogits ? tf.sigmoid(yPred) : yPred;
      const counts = confusionCounts(yTrue, probabilities, this.#thresholds, sampleWeight);
      assignAdd(this.#truePositives, counts.truePositives);
      assignAdd(this.#falsePositives, counts.falsePositives);
      assignAdd(this.#trueNegatives, counts.trueNegatives);
      assignAdd(this.#falseNegatives, counts.falseNegatives);
    });
  }

  override result(): tf.Tensor {
    return tf.tidy(() => {
      if (this.#curve === 'PR' && this.#summationMethod === 'interpolation') return this.#interpolatedPrecision();
      const recall = tf.divNoNan(this.#truePositives, tf.add(this.#truePositives, this.#falseNegatives));
      const isRoc = this.#curve === 'ROC';
      const x = isRoc ? tf.divNoNan(this.#falsePositives, tf.add(this.#falsePositives, this.#trueNegatives)) : recall;
      const y = isRoc ? recall : tf.divNoNan(this.#truePositives, tf.add(this.#truePositives, this.#falsePositives));
      const heights = {
        interpolation: () => tf.div(tf.add(allButLast(y), allButFirst(y)), 2),
        minoring: () => tf.minimum(allButLast(y), allButFirst(y)),
        majoring: () => tf.maximum(allButLast(y), allButFirst(y)),
      }[this.#summationMethod]();
      return tf.sum(tf.mul(tf.sub(allButLast(x), allButFirst(x)), heights));
    });
  }

  /** Between two thresholds the true positives grow linearly with all positives, so the precision does not. */
  #interpolatedPrecision(): tf.Tensor {
    const positives = tf.add<tf.Tensor>(this.#truePositives, this.#falsePositives);
    const [lower, upper] = [allButLast(positives), allButFirst(positives)];
    const found = allButFirst(this.#truePositives);
    const gained = tf.sub(allButLast(this.#truePositives), found);
    const slope = tf.divNoNan(gained, tf.relu(tf.sub(lower, upper)));
    const intercept = tf.sub(found, tf.mul(slope, upper));
    const bothPositive = tf.logicalAnd(tf.greater(lower, 0), tf.greater(upper, 0));
    const ratio = tf.where(bothPositive, tf.divNoNan(lower, upper), tf.onesLike(upper));
    const area = tf.mul(slope, tf.add(gained, tf.mul(intercept, tf.log(ratio))));
    return tf.sum(tf.divNoNan(area, tf.add(found, allButFirst(this.#falseNegatives))));
  }
}

function allButLast(x: tf.Tensor): tf.Tensor {
  return tf.slice(x, [0], [x.size - 1]);
}

function allButFirst(x: tf.Tensor): tf.Tensor {
  return tf.slice(x, [1]);
}

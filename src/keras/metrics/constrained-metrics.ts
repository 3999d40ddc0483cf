/** The best that one share can be, over all thresholds where another is at least some value. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { requiredArgument } from '../required-argument.ts';
import { uniqueName } from '../utils/unique-name.ts';
import { ConfusionMetric } from './confusion-metric.ts';
import type { MetricParameters } from './metric.ts';

interface ConstrainedParameters extends MetricParameters {
  readonly numThresholds?: number;
  /** Only this class is looked at. */
  readonly classId?: number | null;
}

const SHARES = {
  sensitivity: ['truePositives', 'falseNegatives'],
  specificity: ['trueNegatives', 'falsePositives'],
  recall: ['truePositives', 'falseNegatives'],
  precision: ['truePositives', 'falsePositives'],
} as const;

type Share = keyof typeof SHARES;

abstract class ConstrainedMetric extends ConfusionMetric {
  readonly #wanted: Share;
  readonly #constrained: Share;
  readonly #least: number;

  constructor(wanted: Share, constrained: Share, least: number | undefined, given: ConstrainedParameters) {
    const defaultName = `${wanted}_at_${constrained}`;
    const { numThresholds = 200, classId = null, name = uniqueName(defaultName) } = given;
    const value = requiredArgument(least, constrained, defaultName);
    if (!(value >= 0 && value <= 1)) {
      throw new ValueError(
        `Argument \`${constrained}\` must be in the range [0, 1]. Received: ${constrained}=${value}`,
      );
    }
    super(
      name,
      'up',
      { classId, numThresholds, [constrained]: value },
      {
        thresholds: spacedThresholds(numThresholds),
        counts: ['truePositives', 'falsePositives', 'trueNegatives', 'falseNegatives'],
        classId,
      },
    );
    this.#wanted = wanted;
    this.#constrained = constrained;
    this.#least = value;
  }

  /** A scalar, 0 where no threshold will do. */
  override result(): tf.Tensor {
    return tf.tidy(() => {
      const isFeasible = tf.greaterEqual(this.#shareOf(this.#constrained), this.#least);
      return tf.max(tf.mul(this.#shareOf(this.#wanted), tf.cast(isFeasible, 'float32')));
    });
  }

  #shareOf(name: Share): tf.Tensor {
    const [counted, other] = SHARES[name];
    return this.share(counted, other);
  }
}

function spacedThresholds(count: number): readonly number[] {
  if (count <= 0) {
    throw new ValueError(`Argument \`numThresholds\` must be an integer > 0. Received: numThresholds=${count}`);
  }
  return count === 1 ? [0.5] : Array.from({ length: count }, (_, index) => index / (count - 1));
}

interface SpecificityParameters extends ConstrainedParameters {
  readonly specificity?: number;
}

const SPECIFICITY_NAMES = ['specificity', 'numThresholds', 'classId', 'name'] as const;

/**
 * The best recall of positives where that of negatives is at least `specificity`.
 *
 * @throws {ValueError} unless it is from 0 to 1.
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/SensitivityAtSpecificity
 */
export class SensitivityAtSpecificity extends ConstrainedMetric {
  constructor(...values: Arguments<SpecificityParameters, typeof SPECIFICITY_NAMES>) {
    const { specificity, ...given } = bindArguments<SpecificityParameters>(SPECIFICITY_NAMES, values);
    super('sensitivity', 'specificity', specificity, given);
  }
}

interface SensitivityParameters extends ConstrainedParameters {
  readonly sensitivity?: number;
}

const SENSITIVITY_NAMES = ['sensitivity', 'numThresholds', 'classId', 'name'] as const;

/**
 * The best recall of negatives where that of positives is at least `sensitivity`.
 *
 * @throws {ValueError} unless it is from 0 to 1.
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/SpecificityAtSensitivity
 */
export class SpecificityAtSensitivity extends ConstrainedMetric {
  constructor(...values: Arguments<SensitivityParameters, typeof SENSITIVITY_NAMES>) {
    const { sensitivity, ...given } = bindArguments<SensitivityParameters>(SENSITIVITY_NAMES, values);
    super('specificity', 'sensitivity', sensitivity, given);
  }
}

interface RecallParameters extends ConstrainedParameters {
  readonly recall?: number;
}

const RECALL_NAMES = ['recall', 'numThresholds', 'classId', 'name'] as const;

/**
 * The best precision where the recall is at least `recall`.
 *
 * @throws {ValueError} unless it is from 0 to 1.
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/PrecisionAtRecall
 */
export class PrecisionAtRecall extends ConstrainedMetric {
  constructor(...values: Arguments<RecallParameters, typeof RECALL_NAMES>) {
    const { recall, ...given } = bindArguments<RecallParameters>(RECALL_NAMES, values);
    super('precision', 'recall', recall, given);
  }
}

interface PrecisionParameters extends ConstrainedParameters {
  readonly precision?: number;
}

const PRECISION_NAMES = ['precision', 'numThresholds', 'classId', 'name'] as const;

/**
 * The best recall where the precision is at least `precision`.
 *
 * @throws {ValueError} unless it is from 0 to 1.
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/RecallAtPrecision
 */
export class RecallAtPrecision extends ConstrainedMetric {
  constructor(...values: Arguments<PrecisionParameters, typeof PRECISION_NAMES>) {
    const { precision, ...given } = bindArguments<PrecisionParameters>(PRECISION_NAMES, values);
    super('recall', 'precision', precision, given);
  }
}

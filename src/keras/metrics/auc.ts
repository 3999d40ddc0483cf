import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { at } from '../utils/lists.ts';
import { toFloat, type Values } from '../utils/tensor-values.ts';
import { uniqueName } from '../utils/unique-name.ts';
import { confusionCounts, type ConfusionCounts } from './confusion.ts';
import { assignAdd, Metric, requirePredictions, weightsOf, type MetricParameters, type Weighting } from './metric.ts';

const CURVES = ['ROC', 'PR'] as const;
const SUMMATION_METHODS = ['interpolation', 'minoring', 'majoring'] as const;

interface AUCParameters extends MetricParameters {
  readonly numThresholds?: number;
  /** ROC: recall over the share of false alarms; PR: precision over recall. */
  readonly curve?: (typeof CURVES)[number];
  readonly summationMethod?: (typeof SUMMATION_METHODS)[number];
  /** Thresholds from 0 to 1 in place of evenly spaced ones. */
  readonly thresholds?: readonly number[] | null;
  /** Whether the result is the mean of the areas of the labels, the last axis of [batch, labels]. */
  readonly multiLabel?: boolean;
  /** Of several labels; known from the first batch unless given. */
  readonly numLabels?: number | null;
  /** How much each label counts. */
  readonly labelWeights?: readonly number[] | null;
  readonly fromLogits?: boolean;
}

const NAMES = ['numThresholds', 'curve', 'summationMethod', 'name'] as const;

type AUCConfig = Required<Omit<AUCParameters, 'name'>>;
type Counts = Readonly<Record<keyof ConfusionCounts, tf.Variable>>;

/**
 * Area under the ROC or the precision-recall curve, as a sum over thresholds.
 *
 * @throws {ValueError} for fewer than two thresholds, an unknown curve or summation method, or a number of labels
 *   without `multiLabel`.
 * @source https://keras.io/api/metrics/classification_metrics/#auc-class
 */
export class AUC extends Metric {
  readonly #thresholds: readonly number[];
  readonly #settings: AUCConfig;
  #counts: Counts | null = null;

  constructor(...values: Arguments<AUCParameters, typeof NAMES>) {
    const { name, ...given } = bindArguments<AUCParameters>(NAMES, values);
    const settings = checkedSettings(given);
    const { thresholds, ...config } = settings;
    super(name ?? uniqueName('auc'), 'up', thresholds ? settings : config);
    this.#settings = settings;
    this.#thresholds = [-EPSILON, ...(thresholds ?? innerThresholds(settings.numThresholds)), 1 + EPSILON];
    if (!settings.multiLabel) this.#counts = this.#newCounts([]);
    else if (settings.numLabels !== null) this.#counts = this.#newCounts([settings.numLabels]);
  }

  override updateState(yTrue: Values, yPred?: Values, sampleWeight?: Weighting): void {
    const given = requirePredictions(yPred, this.name);
    tf.tidy(() => {
      const { fromLogits, multiLabel, labelWeights } = this.#settings;
      const predictions = fromLogits ? tf.sigmoid(toFloat(given)) : toFloat(given);
      this.#counts ??= this.#newCounts([labelsOf(predictions)]);
      const counts = confusionCounts(toFloat(yTrue), predictions, this.#thresholds, {
        sampleWeight: weightsOf(sampleWeight),
        multiLabel,
        labelWeights: multiLabel ? null : labelWeights,
      });
      for (const [kind, variable] of Object.entries(this.#counts)) {
        assignAdd(variable, counts[kind as keyof ConfusionCounts]);
      }
    });
  }

  /** A scalar; 0 before the first batch. */
  override result(): tf.Tensor {
    const counts = this.#counts;
    if (!counts) return tf.scalar(0);
    const { curve, summationMethod } = this.#settings;
    return tf.tidy(() => {
      const isExact = curve === 'PR' && summationMethod === 'interpolation';
      return this.#overLabels(isExact ? interpolatedPrecision(counts) : this.#riemannTerms(counts));
    });
  }

  #riemannTerms({ truePositives, falsePositives, trueNegatives, falseNegatives }: Counts): tf.Tensor {
    const { curve, summationMethod } = this.#settings;
    const recall = tf.divNoNan(truePositives, tf.add(truePositives, falseNegatives));
    const isRoc = curve === 'ROC';
    const x = isRoc ? tf.divNoNan(falsePositives, tf.add(falsePositives, trueNegatives)) : recall;
    const y = isRoc ? recall : tf.divNoNan(truePositives, tf.add(truePositives, falsePositives));
    const [upper, lower] = [allButLast(y), allButFirst(y)];
    const heights = {
      interpolation: () => tf.div<tf.Tensor>(tf.add(upper, lower), 2),
      minoring: () => tf.minimum(upper, lower),
      majoring: () => tf.maximum(upper, lower),
    }[summationMethod]();
    return tf.mul(tf.sub(allButLast(x), allButFirst(x)), heights);
  }

  /** From the parts of an area, [thresholds - 1] or [thresholds - 1, labels], to one number. */
  #overLabels(parts: tf.Tensor): tf.Tensor {
    const { multiLabel, labelWeights } = this.#settings;
    const areas = tf.sum(parts, 0);
    if (!multiLabel) return areas;
    if (!labelWeights) return tf.mean(areas);
    return tf.divNoNan(tf.sum(tf.mul(areas, [...labelWeights])), tf.sum([...labelWeights]));
  }

  #newCounts(labels: readonly number[]): Counts {
    const add = () => this.addVariable([this.#thresholds.length, ...labels]);
    return { truePositives: add(), falsePositives: add(), trueNegatives: add(), falseNegatives: add() };
  }
}

function checkedSettings(given: Omit<Partial<AUCParameters>, 'name'>): AUCConfig {
  const { curve = 'ROC', summationMethod = 'interpolation', multiLabel = false, numLabels = null } = given;
  const { labelWeights = null, fromLogits = false } = given;
  const thresholds = given.thresholds ? [...given.thresholds].sort((a, b) => a - b) : null;
  const numThresholds = thresholds ? thresholds.length + 2 : (given.numThresholds ?? 200);
  if (numThresholds <= 1) {
    throw new ValueError(`Argument \`numThresholds\` must be an integer > 1. Received: numThresholds=${numThresholds}`);
  }
  if (!CURVES.includes(curve)) throw new ValueError(`Invalid AUC curve value: "${curve}".`);
  if (!SUMMATION_METHODS.includes(summationMethod)) {
    throw new ValueError(`Invalid AUC summation method value: "${summationMethod}".`);
  }
  if (numLabels !== null && !multiLabel) {
    throw new ValueError('`numLabels` is needed only when `multiLabel` is true.');
  }
  return { numThresholds, curve, summationMethod, thresholds, multiLabel, numLabels, labelWeights, fromLogits };
}

function innerThresholds(count: number): readonly number[] {
  return Array.from({ length: count - 2 }, (_, index) => (index + 1) / (count - 1));
}

/** @throws {ValueError} unless predictions are [batch, labels]. */
function labelsOf({ shape }: tf.Tensor): number {
  const [, labels] = shape;
  if (shape.length === 2 && labels !== undefined) return labels;
  throw new ValueError(`\`yPred\` must have rank 2 when \`multiLabel\` is true. Found shape [${shape.join(', ')}].`);
}

/** Between two thresholds the true positives grow linearly with all positives, so the precision does not. */
function interpolatedPrecision({ truePositives, falsePositives, falseNegatives }: Counts): tf.Tensor {
  const positives = tf.add<tf.Tensor>(truePositives, falsePositives);
  const [lower, upper] = [allButLast(positives), allButFirst(positives)];
  const found = allButFirst(truePositives);
  const gained = tf.sub(allButLast(truePositives), found);
  const slope = tf.divNoNan(gained, tf.relu(tf.sub(lower, upper)));
  const intercept = tf.sub(found, tf.mul(slope, upper));
  const bothPositive = tf.logicalAnd(tf.greater(lower, 0), tf.greater(upper, 0));
  const ratio = tf.where(bothPositive, tf.divNoNan(lower, upper), tf.onesLike(upper));
  const area = tf.mul(slope, tf.add(gained, tf.mul(intercept, tf.log(ratio))));
  return tf.divNoNan(area, tf.add(found, allButFirst(falseNegatives)));
}

/** Along the axis of thresholds. */
function allButLast(x: tf.Tensor): tf.Tensor {
  return tf.slice(x, 0, at(x.shape, 0) - 1);
}

function allButFirst(x: tf.Tensor): tf.Tensor {
  return tf.slice(x, 1);
}

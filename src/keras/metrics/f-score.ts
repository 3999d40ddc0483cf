import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { toFloat, type Values } from '../utils/tensor-values.ts';
import { without } from '../utils/without.ts';
import { assignAdd, Metric, requirePredictions, weightsOf, type MetricParameters, type Weighting } from './metric.ts';

type Average = 'micro' | 'macro' | 'weighted' | null;

interface FBetaParameters extends MetricParameters {
  /** How the scores of the classes become one; null for one score a class. */
  readonly average?: Average;
  /** How much more recall counts than precision. */
  readonly beta?: number;
  /** Above which a prediction is positive; null for the largest of a sample. */
  readonly threshold?: number | null;
}

const NAMES = ['average', 'beta', 'threshold', 'name'] as const;
const F1_NAMES = ['average', 'threshold', 'name'] as const;

interface Counts {
  readonly truePositives: tf.Variable;
  readonly falsePositives: tf.Variable;
  readonly falseNegatives: tf.Variable;
  readonly samples: tf.Variable;
}

/** @throws {ValueError} for what Keras does not have. */
function checkArguments(average: Average, beta: number, threshold: number | null): void {
  if (![null, 'micro', 'macro', 'weighted'].includes(average)) {
    throw new ValueError(`Invalid \`average\` argument value: ${String(average)}. Use null, micro, macro or weighted.`);
  }
  if (!(beta > 0)) throw new ValueError(`Invalid \`beta\` argument value. It should be > 0. Received: beta=${beta}`);
  if (threshold !== null && !(threshold > 0 && threshold <= 1)) {
    throw new ValueError(
      `Invalid \`threshold\` argument value. It should verify 0 < threshold <= 1. Received: threshold=${threshold}`,
    );
  }
}

/**
 * Harmonic mean of precision and recall, recall weighted by beta²: labels and predictions [batch, classes].
 *
 * @source https://keras.io/api/metrics/classification_metrics/#fbetascore-class
 */
export class FBetaScore extends Metric {
  readonly #average: Average;
  readonly #beta: number;
  readonly #threshold: number | null;
  #counts: Counts | null = null;

  constructor(...values: Arguments<FBetaParameters, typeof NAMES>) {
    const bound = bindArguments<FBetaParameters>(NAMES, values);
    const { name = 'fbeta_score', average = null, beta = 1, threshold = null } = bound;
    super(name, 'up', { average, beta, threshold });
    checkArguments(average, beta, threshold);
    this.#average = average;
    this.#beta = beta;
    this.#threshold = threshold;
  }

  override updateState(yTrue: Values, yPred?: Values, sampleWeight?: Weighting): void {
    const given = requirePredictions(yPred, this.name);
    tf.tidy(() => {
      const [target, predictions] = [toFloat(yTrue), toFloat(given)];
      if (target.rank !== 2 || predictions.rank !== 2) {
        throw new ValueError(`${this.name}: expected labels and predictions of shape [batch, classes].`);
      }
      this.#counts ??= this.#newCounts(this.#average === 'micro' ? [] : [predictions.shape[1] ?? 1]);
      const { truePositives, falsePositives, falseNegatives, samples } = this.#counts;
      const positive = tf.cast(this.#isPositive(predictions), 'float32');
      const weights = weightsOf(sampleWeight);
      const sum = (flags: tf.Tensor) => {
        const weighted = weights ? tf.mul(flags, tf.expandDims(weights, 1)) : flags;
        return this.#average === 'micro' ? tf.sum(weighted) : tf.sum(weighted, 0);
      };
      assignAdd(truePositives, sum(tf.mul(positive, target)));
      assignAdd(falsePositives, sum(tf.mul(positive, tf.sub(1, target))));
      assignAdd(falseNegatives, sum(tf.mul(tf.sub(1, positive), target)));
      assignAdd(samples, sum(target));
    });
  }

  /** A scalar, or [classes] without an average; 0 before the first batch. */
  override result(): tf.Tensor {
    const counts = this.#counts;
    if (!counts) return tf.scalar(0);
    return tf.tidy(() => {
      const share = (errors: tf.Tensor) =>
        tf.div(counts.truePositives, tf.add(tf.add(counts.truePositives, errors), EPSILON));
      const precision = share(counts.falsePositives);
      const recall = share(counts.falseNegatives);
      const sum = tf.add(tf.mul(this.#beta ** 2, precision), recall);
      const scores = tf.mul(tf.div(tf.mul(precision, recall), tf.add(sum, EPSILON)), 1 + this.#beta ** 2);
      if (this.#average === null) return scores;
      if (this.#average !== 'weighted') return tf.mean(scores);
      return tf.sum(tf.mul(scores, tf.div(counts.samples, tf.add(tf.sum(counts.samples), EPSILON))));
    });
  }

  #newCounts(shape: readonly number[]): Counts {
    const add = () => this.addVariable(shape);
    return { truePositives: add(), falsePositives: add(), falseNegatives: add(), samples: add() };
  }

  #isPositive(yPred: tf.Tensor): tf.Tensor {
    if (this.#threshold !== null) return tf.greater(yPred, this.#threshold);
    const isLargest = tf.greaterEqual(yPred, tf.max(yPred, -1, true));
    return tf.logicalAnd(isLargest, tf.greater(tf.abs(yPred), 1e-9));
  }
}

/** FBetaScore with beta 1. @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/F1Score */
export class F1Score extends FBetaScore {
  constructor(...values: Arguments<Omit<FBetaParameters, 'beta'>, typeof F1_NAMES>) {
    super({ name: 'f1_score', ...bindArguments<Omit<FBetaParameters, 'beta'>>(F1_NAMES, values) });
  }

  override getConfig() {
    return without(super.getConfig(), ['beta']);
  }
}

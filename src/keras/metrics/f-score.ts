import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { assignAdd, Metric, type MetricParameters } from './metric.ts';

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
    super(bound.name ?? 'fbeta_score', 'up');
    this.#average = bound.average ?? null;
    this.#beta = bound.beta ?? 1;
    this.#threshold = bound.threshold ?? null;
  }

  override updateState(yTrue: tf.Tensor, yPred?: tf.Tensor, sampleWeight?: tf.Tensor): void {
    if (!yPred) throw new TypeError(`${this.name}: expected labels and predictions.`);
    if (yTrue.rank !== 2 || yPred.rank !== 2) {
      throw new ValueError(`${this.name}: expected labels and predictions of shape [batch, classes].`);
    }
    this.#counts ??= this.#newCounts(this.#average === 'micro' ? [] : [yPred.shape[1] ?? 1]);
    const { truePositives, falsePositives, falseNegatives, samples } = this.#counts;
    tf.tidy(() => {
      const target = tf.cast(yTrue, 'float32');
      const positive = tf.cast(this.#isPositive(yPred), 'float32');
      const sum = (flags: tf.Tensor) => {
        const weighted = sampleWeight ? tf.mul(flags, tf.expandDims(tf.cast(sampleWeight, 'float32'), 1)) : flags;
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

/** FBetaScore with beta 1. */
export class F1Score extends FBetaScore {
  constructor(...values: Arguments<Omit<FBetaParameters, 'beta'>, typeof F1_NAMES>) {
    super({ name: 'f1_score', ...bindArguments<Omit<FBetaParameters, 'beta'>>(F1_NAMES, values) });
  }
}

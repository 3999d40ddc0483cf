import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { toSameRank } from '../losses/reduction.ts';
import { toFloat, type Values } from '../utils/tensor-values.ts';
import { assignAdd, Metric, requirePredictions, weightsOf, type MetricParameters, type Weighting } from './metric.ts';

type Aggregation = 'uniform_average' | 'variance_weighted_average' | null;

interface R2ScoreParameters extends MetricParameters {
  /** How the scores of the outputs become one; null for one score an output. */
  readonly classAggregation?: Aggregation;
  /** Number of inputs of the regression, for the adjusted score; 0 for the plain one. */
  readonly numRegressors?: number;
}

const NAMES = ['classAggregation', 'numRegressors', 'name'] as const;

interface Sums {
  readonly labels: tf.Variable;
  readonly squaredLabels: tf.Variable;
  readonly squaredErrors: tf.Variable;
  readonly weights: tf.Variable;
}

/**
 * Share of the labels' variance that the predictions explain: labels and predictions [batch, outputs].
 *
 * @throws {ValueError} for an unknown aggregation, or fewer than 0 regressors.
 * @source https://keras.io/api/metrics/regression_metrics/#r2score-class
 */
export class R2Score extends Metric {
  readonly #aggregation: Aggregation;
  readonly #regressors: number;
  readonly #samples = this.addVariable([]);
  #sums: Sums | null = null;

  constructor(...values: Arguments<R2ScoreParameters, typeof NAMES>) {
    const bound = bindArguments<R2ScoreParameters>(NAMES, values);
    const { name = 'r2_score', classAggregation = 'uniform_average', numRegressors = 0 } = bound;
    if (![null, 'uniform_average', 'variance_weighted_average'].includes(classAggregation)) {
      throw new ValueError(`Invalid value for argument \`classAggregation\`: ${String(classAggregation)}.`);
    }
    if (numRegressors < 0) {
      throw new ValueError(`Invalid value for argument \`numRegressors\`: expected at least 0, got ${numRegressors}.`);
    }
    super(name, 'up', { classAggregation, numRegressors });
    this.#aggregation = classAggregation;
    this.#regressors = numRegressors;
  }

  override updateState(yTrue: Values, yPred?: Values, sampleWeight?: Weighting): void {
    const given = requirePredictions(yPred, this.name);
    tf.tidy(() => {
      const [target, output] = toSameRank(toFloat(yTrue), toFloat(given));
      if (target.rank !== 2 || output.rank !== 2) {
        throw new ValueError('R2Score expects 2D inputs with shape [batch, outputs].');
      }
      this.#sums ??= this.#newSums(output.shape[1] ?? 1);
      const weighting = weightsOf(sampleWeight);
      const column = weighting?.rank === 1 ? tf.expandDims(weighting, 1) : (weighting ?? tf.scalar(1));
      const weights = tf.broadcastTo(column, target.shape);
      const sum = (x: tf.Tensor) => tf.sum(tf.mul(x, weights), 0);
      assignAdd(this.#sums.labels, sum(target));
      assignAdd(this.#sums.squaredLabels, sum(tf.square(target)));
      assignAdd(this.#sums.squaredErrors, sum(tf.square(tf.sub(target, output))));
      assignAdd(this.#sums.weights, tf.sum(weights, 0));
      assignAdd(this.#samples, tf.scalar(target.size));
    });
  }

  /** A scalar, or [outputs] without an aggregation; 0 before the first batch. */
  override result(): tf.Tensor {
    const sums = this.#sums;
    if (!sums) return tf.scalar(0);
    return tf.tidy(() => {
      const variances = tf.sub(sums.squaredLabels, tf.div(tf.square(sums.labels), sums.weights));
      const raw = tf.sub(1, tf.div(sums.squaredErrors, variances));
      const scores = tf.where(tf.isInf(raw), tf.zerosLike(raw), raw);
      return this.#adjusted(this.#aggregated(scores, variances));
    });
  }

  #aggregated(scores: tf.Tensor, variances: tf.Tensor): tf.Tensor {
    if (this.#aggregation === null) return scores;
    if (this.#aggregation === 'uniform_average') return tf.mean(scores);
    return tf.div(tf.sum(tf.mul(variances, scores)), tf.sum(variances));
  }

  /** The plain score where there are not more samples than regressors. */
  #adjusted(score: tf.Tensor): tf.Tensor {
    if (this.#regressors === 0) return score;
    const free = tf.sub(tf.sub(this.#samples, this.#regressors), 1);
    const adjusted = tf.sub(1, tf.div(tf.mul(tf.sub(1, score), tf.sub(this.#samples, 1)), free));
    return tf.where(tf.broadcastTo(tf.greater(free, 0), score.shape), adjusted, score);
  }

  #newSums(outputs: number): Sums {
    const add = () => this.addVariable([outputs]);
    return { labels: add(), squaredLabels: add(), squaredErrors: add(), weights: add() };
  }
}

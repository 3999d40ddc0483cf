import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { MetricDirection } from '../callbacks/callback-model.ts';
import { toSameRank } from '../losses/reduction.ts';
import { assignAdd, Metric, type MetricParameters } from './metric.ts';

type NameArguments = Arguments<MetricParameters, readonly ['name']>;
type ReduceAxes = (x: tf.Tensor, axes: number[]) => tf.Tensor;

/** Values with one number a sample, times its weight, and these weights. */
function samplewise(
  values: tf.Tensor,
  sampleWeight: tf.Tensor | undefined,
  reduceAxes: ReduceAxes,
): { values: tf.Tensor; weights: tf.Tensor | null } {
  const rest = (x: tf.Tensor, first: number) =>
    x.rank > first
      ? reduceAxes(
          x,
          Array.from({ length: x.rank - first }, (_, index) => first + index),
        )
      : x;
  if (!sampleWeight) return { values: rest(values, 1), weights: null };
  const [some, weights] = toSameRank(values, tf.cast(sampleWeight, 'float32'));
  const perWeight = rest(some, weights.rank);
  const broadcast = tf.broadcastTo(weights, perWeight.shape);
  return { values: rest(tf.mul(perWeight, broadcast), 1), weights: rest(broadcast, 1) };
}

/** Sum of all values, each times its weight. */
export class Sum extends Metric {
  readonly #total = this.addVariable([]);

  constructor(...values: NameArguments) {
    super(bindArguments<MetricParameters>(['name'], values).name ?? 'sum');
  }

  override updateState(values: tf.Tensor, sampleWeight?: tf.Tensor): void {
    tf.tidy(() => assignAdd(this.#total, tf.sum(samplewise(values, sampleWeight, tf.sum).values)));
  }

  override result(): tf.Tensor {
    return tf.clone(this.#total);
  }
}

/** Weighted mean of values over all batches. */
class MeanOfValues extends Metric {
  readonly #total = this.addVariable([]);
  readonly #count = this.addVariable([]);

  override updateState(yTrue: tf.Tensor, yPred?: tf.Tensor, sampleWeight?: tf.Tensor): void;
  override updateState(values: tf.Tensor, sampleWeight?: tf.Tensor): void {
    this.addValues(values, sampleWeight);
  }

  override result(): tf.Tensor {
    return tf.tidy(() => tf.divNoNan(this.#total, this.#count));
  }

  /** @param values [batch, ...] or a scalar. */
  protected addValues(values: tf.Tensor, sampleWeight?: tf.Tensor): void {
    tf.tidy(() => {
      const samples = samplewise(tf.cast(values, 'float32'), sampleWeight, tf.mean);
      assignAdd(this.#total, tf.sum(samples.values));
      assignAdd(
        this.#count,
        samples.weights ? tf.sum(samples.weights) : tf.scalar(samples.values.rank === 0 ? 1 : samples.values.size),
      );
    });
  }
}

/**
 * Weighted mean of the values of all batches.
 *
 * @source https://keras.io/api/metrics/metrics_wrappers/
 */
export class Mean extends MeanOfValues {
  constructor(...values: NameArguments) {
    super(bindArguments<MetricParameters>(['name'], values).name ?? 'mean');
  }
}

/** A number, or several, for each sample. */
export type MetricFunction = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/** Weighted mean of what a function says of labels and predictions. */
export class MeanMetricWrapper extends MeanOfValues {
  readonly #compute: MetricFunction;

  constructor(compute: MetricFunction, name: string = compute.name, direction?: MetricDirection) {
    super(name, direction);
    this.#compute = compute;
  }

  override updateState(yTrue: tf.Tensor, yPred?: tf.Tensor, sampleWeight?: tf.Tensor): void {
    if (!yPred) throw new TypeError(`${this.name}: expected labels and predictions.`);
    tf.tidy(() => this.addValues(this.#compute(yTrue, yPred), sampleWeight));
  }
}

/** Root of the mean of the squared errors. */
export class RootMeanSquaredError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    const squaredError = (yTrue: tf.Tensor, yPred: tf.Tensor) => {
      const [target, output] = toSameRank(tf.cast(yTrue, 'float32'), yPred);
      return tf.square(tf.sub(output, target));
    };
    const { name = 'root_mean_squared_error' } = bindArguments<MetricParameters>(['name'], values);
    super(squaredError, name, 'down');
  }

  override result(): tf.Tensor {
    return tf.tidy(() => tf.sqrt(super.result()));
  }
}

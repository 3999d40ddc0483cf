import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { MetricDirection } from '../callbacks/callback-model.ts';
import { toSameRank } from '../losses/reduction.ts';
import { toFloat, toTensor, type Values } from '../utils/tensor-values.ts';
import { assignAdd, Metric, requirePredictions, weightsOf, type MetricParameters, type Weighting } from './metric.ts';

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
  const [some, weights] = toSameRank(values, sampleWeight);
  const perWeight = rest(some, weights.rank);
  const broadcast = tf.broadcastTo(weights, perWeight.shape);
  return { values: rest(tf.mul(perWeight, broadcast), 1), weights: rest(broadcast, 1) };
}

/** Sum of all values, each times its weight. @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/Sum */
export class Sum extends Metric {
  readonly #total = this.addVariable([]);

  constructor(...values: NameArguments) {
    super(bindArguments<MetricParameters>(['name'], values).name ?? 'sum');
  }

  override updateState(values: Values, sampleWeight?: Weighting): void {
    tf.tidy(() => {
      const samples = samplewise(toFloat(values), weightsOf(sampleWeight), tf.sum);
      assignAdd(this.#total, tf.sum(samples.values));
    });
  }

  override result(): tf.Tensor {
    return tf.clone(this.#total);
  }
}

/** Weighted mean of values over all batches. */
abstract class MeanOfValues extends Metric {
  readonly #total = this.addVariable([]);
  readonly #count = this.addVariable([]);

  override result(): tf.Tensor {
    return tf.tidy(() => tf.divNoNan(this.#total, this.#count));
  }

  /** @param values [batch, ...] or a scalar. */
  protected addValues(values: tf.Tensor, sampleWeight?: tf.Tensor): void {
    const samples = samplewise(values, sampleWeight, tf.mean);
    assignAdd(this.#total, tf.sum(samples.values));
    assignAdd(this.#count, samples.weights ? tf.sum(samples.weights) : tf.scalar(samples.values.size));
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

  override updateState(values: Values, sampleWeight?: Weighting): void {
    tf.tidy(() => this.addValues(toFloat(values), weightsOf(sampleWeight)));
  }
}

/** A number, or several, for each sample. */
export type MetricFunction = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

interface WrapperParameters extends MetricParameters {
  readonly direction?: MetricDirection;
  /** What `getConfig` gives besides the name. */
  readonly config?: object;
}

/**
 * Weighted mean of what a function says of labels and predictions.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/MeanMetricWrapper
 */
export class MeanMetricWrapper extends MeanOfValues {
  readonly #compute: MetricFunction;

  constructor(compute: MetricFunction, ...values: Arguments<WrapperParameters, readonly ['name', 'direction']>) {
    const { name = compute.name, direction, config } = bindArguments<WrapperParameters>(['name', 'direction'], values);
    super(name, direction, config);
    this.#compute = compute;
  }

  override updateState(yTrue: Values, yPred?: Values, sampleWeight?: Weighting): void {
    const predictions = requirePredictions(yPred, this.name);
    tf.tidy(() => {
      const labels = toTensor(yTrue);
      const values = toFloat(this.#compute(labels, toTensor(predictions)));
      this.addValues(values, this.weightsFor(labels, values, weightsOf(sampleWeight)));
    });
  }

  /** The weights with which the values count. */
  protected weightsFor(labels: tf.Tensor, values: tf.Tensor, weights: tf.Tensor | undefined): tf.Tensor | undefined;
  protected weightsFor(_labels: tf.Tensor, _values: tf.Tensor, weights?: tf.Tensor): tf.Tensor | undefined {
    return weights;
  }
}

/**
 * Root of the mean of the squared errors.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/RootMeanSquaredError
 */
export class RootMeanSquaredError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    const squaredError = (yTrue: tf.Tensor, yPred: tf.Tensor) => {
      const [target, output] = toSameRank(toFloat(yTrue), toFloat(yPred));
      return tf.square(tf.sub(output, target));
    };
    const { name = 'root_mean_squared_error' } = bindArguments<MetricParameters>(['name'], values);
    super(squaredError, { name, direction: 'down' });
  }

  override result(): tf.Tensor {
    return tf.tidy(() => tf.sqrt(super.result()));
  }
}

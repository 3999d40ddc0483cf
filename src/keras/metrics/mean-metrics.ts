/** The metrics that are the mean of a function of labels and predictions. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as crossentropy from '../losses/crossentropy.ts';
import * as losses from '../losses/functions.ts';
import { isOtherClass } from '../losses/ignored-class.ts';
import { toSameRank } from '../losses/reduction.ts';
import * as accuracies from './accuracy.ts';
import type { MetricParameters } from './metric.ts';
import { MeanMetricWrapper } from './reduction-metrics.ts';

type NameArguments = Arguments<MetricParameters, readonly ['name']>;

function nameOf(values: NameArguments, otherwise: string): string {
  return bindArguments<MetricParameters>(['name'], values).name ?? otherwise;
}

/**
 * Share of predictions that equal their labels.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/Accuracy
 */
export class Accuracy extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(accuracies.accuracy, { name: nameOf(values, 'accuracy'), direction: 'up' });
  }
}

/**
 * Share of samples whose largest prediction is their class, one-hot.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/CategoricalAccuracy
 */
export class CategoricalAccuracy extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(accuracies.categoricalAccuracy, { name: nameOf(values, 'categorical_accuracy'), direction: 'up' });
  }
}

/**
 * Share of samples whose largest prediction is their class.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/SparseCategoricalAccuracy
 */
export class SparseCategoricalAccuracy extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(accuracies.sparseCategoricalAccuracy, {
      name: nameOf(values, 'sparse_categorical_accuracy'),
      direction: 'up',
    });
  }
}

/** Mean of the squared errors. @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/MeanSquaredError */
export class MeanSquaredError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.meanSquaredError, { name: nameOf(values, 'mean_squared_error'), direction: 'down' });
  }
}

/**
 * Mean of the absolute errors.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/MeanAbsoluteError
 */
export class MeanAbsoluteError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.meanAbsoluteError, { name: nameOf(values, 'mean_absolute_error'), direction: 'down' });
  }
}

/**
 * Mean of the errors in percent.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/MeanAbsolutePercentageError
 */
export class MeanAbsolutePercentageError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.meanAbsolutePercentageError, {
      name: nameOf(values, 'mean_absolute_percentage_error'),
      direction: 'down',
    });
  }
}

/**
 * Mean of the squared differences of log(1 + y).
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/MeanSquaredLogarithmicError
 */
export class MeanSquaredLogarithmicError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.meanSquaredLogarithmicError, {
      name: nameOf(values, 'mean_squared_logarithmic_error'),
      direction: 'down',
    });
  }
}

/**
 * Mean of the log-cosh of the errors.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/LogCoshError
 */
export class LogCoshError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.logCosh, { name: nameOf(values, 'logcosh'), direction: 'down' });
  }
}

/** Mean of the hinge losses. @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/Hinge */
export class Hinge extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.hinge, { name: nameOf(values, 'hinge'), direction: 'down' });
  }
}

/**
 * Mean of the squared hinge losses.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/SquaredHinge
 */
export class SquaredHinge extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.squaredHinge, { name: nameOf(values, 'squared_hinge'), direction: 'down' });
  }
}

/**
 * Mean of the categorical hinge losses.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/CategoricalHinge
 */
export class CategoricalHinge extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.categoricalHinge, { name: nameOf(values, 'categorical_hinge'), direction: 'down' });
  }
}

/**
 * Mean of the Kullback-Leibler divergences.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/KLDivergence
 */
export class KLDivergence extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.klDivergence, { name: nameOf(values, 'kl_divergence'), direction: 'down' });
  }
}

/** Mean of the Poisson losses. @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/Poisson */
export class Poisson extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.poisson, { name: nameOf(values, 'poisson'), direction: 'down' });
  }
}

interface BinaryAccuracyParameters extends MetricParameters {
  readonly threshold?: number;
}

const BINARY_ACCURACY_NAMES = ['name'] as const;

/**
 * Share of predictions on the right side of `threshold`.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/BinaryAccuracy
 */
export class BinaryAccuracy extends MeanMetricWrapper {
  constructor(...values: Arguments<BinaryAccuracyParameters, typeof BINARY_ACCURACY_NAMES>) {
    const bound = bindArguments<BinaryAccuracyParameters>(BINARY_ACCURACY_NAMES, values);
    const { name = 'binary_accuracy', threshold = 0.5 } = bound;
    super((yTrue, yPred) => accuracies.binaryAccuracy(yTrue, yPred, { threshold }), {
      name,
      direction: 'up',
      config: { threshold },
    });
  }
}

interface TopKCategoricalAccuracyParameters extends MetricParameters {
  readonly k?: number;
}

const TOP_K_CATEGORICAL_ACCURACY_NAMES = ['k', 'name'] as const;

/**
 * Share of samples whose class, one-hot, is among the `k` largest predictions.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/TopKCategoricalAccuracy
 */
export class TopKCategoricalAccuracy extends MeanMetricWrapper {
  constructor(...values: Arguments<TopKCategoricalAccuracyParameters, typeof TOP_K_CATEGORICAL_ACCURACY_NAMES>) {
    const bound = bindArguments<TopKCategoricalAccuracyParameters>(TOP_K_CATEGORICAL_ACCURACY_NAMES, values);
    const { name = 'top_k_categorical_accuracy', k = 5 } = bound;
    super((yTrue, yPred) => accuracies.topKCategoricalAccuracy(yTrue, yPred, { k }), {
      name,
      direction: 'up',
      config: { k },
    });
  }
}

interface SparseTopKCategoricalAccuracyParameters extends MetricParameters {
  readonly k?: number;
}

const SPARSE_TOP_K_CATEGORICAL_ACCURACY_NAMES = ['k', 'name'] as const;

/**
 * Share of samples whose class is among the `k` largest predictions.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/SparseTopKCategoricalAccuracy
 */
export class SparseTopKCategoricalAccuracy extends MeanMetricWrapper {
  constructor(
    ...values: Arguments<SparseTopKCategoricalAccuracyParameters, typeof SPARSE_TOP_K_CATEGORICAL_ACCURACY_NAMES>
  ) {
    const bound = bindArguments<SparseTopKCategoricalAccuracyParameters>(
      SPARSE_TOP_K_CATEGORICAL_ACCURACY_NAMES,
      values,
    );
    const { name = 'sparse_top_k_categorical_accuracy', k = 5 } = bound;
    super((yTrue, yPred) => accuracies.sparseTopKCategoricalAccuracy(yTrue, yPred, { k }), {
      name,
      direction: 'up',
      config: { k },
    });
  }
}

interface CosineSimilarityParameters extends MetricParameters {
  readonly axis?: number;
}

const COSINE_SIMILARITY_NAMES = ['name'] as const;

/**
 * Mean cosine of the angle between labels and predictions.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/CosineSimilarity
 */
export class CosineSimilarity extends MeanMetricWrapper {
  constructor(...values: Arguments<CosineSimilarityParameters, typeof COSINE_SIMILARITY_NAMES>) {
    const bound = bindArguments<CosineSimilarityParameters>(COSINE_SIMILARITY_NAMES, values);
    const { name = 'cosine_similarity', axis = -1 } = bound;
    super((yTrue, yPred) => tf.neg(losses.cosineSimilarity(yTrue, yPred, { axis })), { name, direction: 'up' });
  }
}

interface BinaryCrossentropyParameters extends MetricParameters {
  readonly fromLogits?: boolean;
  readonly labelSmoothing?: number;
}

/** Mean binary cross-entropy. @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/BinaryCrossentropy */
export class BinaryCrossentropy extends MeanMetricWrapper {
  constructor(...values: Arguments<BinaryCrossentropyParameters, readonly ['name']>) {
    const bound = bindArguments<BinaryCrossentropyParameters>(['name'], values);
    const { name = 'binary_crossentropy', fromLogits = false, labelSmoothing = 0 } = bound;
    const config = { fromLogits, labelSmoothing };
    super((yTrue, yPred) => crossentropy.binaryCrossentropy(yTrue, yPred, { ...config }), {
      name,
      direction: 'down',
      config,
    });
  }
}

interface CategoricalCrossentropyParameters extends BinaryCrossentropyParameters {
  /** Of the classes. */
  readonly axis?: number;
}

/**
 * Mean cross-entropy of one-hot rows.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/CategoricalCrossentropy
 */
export class CategoricalCrossentropy extends MeanMetricWrapper {
  constructor(...values: Arguments<CategoricalCrossentropyParameters, readonly ['name']>) {
    const bound = bindArguments<CategoricalCrossentropyParameters>(['name'], values);
    const { name = 'categorical_crossentropy', fromLogits = false, labelSmoothing = 0, axis = -1 } = bound;
    const config = { fromLogits, labelSmoothing, axis };
    super((yTrue, yPred) => crossentropy.categoricalCrossentropy(yTrue, yPred, { ...config }), {
      name,
      direction: 'down',
      config,
    });
  }
}

interface SparseCategoricalCrossentropyParameters extends MetricParameters {
  readonly fromLogits?: boolean;
  /** A class whose samples have the loss 0, and no weight where there are weights. */
  readonly ignoreClass?: number | null;
  readonly axis?: number;
}

/**
 * Mean cross-entropy of class indices.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/metrics/SparseCategoricalCrossentropy
 */
export class SparseCategoricalCrossentropy extends MeanMetricWrapper {
  readonly #ignoreClass: number | null;

  constructor(...values: Arguments<SparseCategoricalCrossentropyParameters, readonly ['name']>) {
    const bound = bindArguments<SparseCategoricalCrossentropyParameters>(['name'], values);
    const { name = 'sparse_categorical_crossentropy', fromLogits = false, ignoreClass = null, axis = -1 } = bound;
    const config = { fromLogits, ignoreClass, axis };
    super((yTrue, yPred) => crossentropy.sparseCategoricalCrossentropy(yTrue, yPred, { ...config }), {
      name,
      direction: 'down',
      config,
    });
    this.#ignoreClass = ignoreClass;
  }

  protected override weightsFor(labels: tf.Tensor, losses: tf.Tensor, weights?: tf.Tensor): tf.Tensor | undefined {
    if (this.#ignoreClass === null || !weights) return weights;
    const isCounted = tf.reshape(isOtherClass(labels, this.#ignoreClass), losses.shape);
    return tf.mul<tf.Tensor>(...toSameRank(weights, tf.cast(isCounted, 'float32')));
  }
}

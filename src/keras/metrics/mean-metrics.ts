/** The metrics that are the mean of a function of labels and predictions. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as crossentropy from '../losses/crossentropy.ts';
import * as losses from '../losses/functions.ts';
import * as accuracies from './accuracy.ts';
import type { MetricParameters } from './metric.ts';
import { MeanMetricWrapper } from './reduction-metrics.ts';

type NameArguments = Arguments<MetricParameters, readonly ['name']>;

function nameOf(values: NameArguments, otherwise: string): string {
  return bindArguments<MetricParameters>(['name'], values).name ?? otherwise;
}

/** Share of predictions that equal their labels. */
export class Accuracy extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(accuracies.accuracy, nameOf(values, 'accuracy'), 'up');
  }
}

/** Share of samples whose largest prediction is their class, one-hot. */
export class CategoricalAccuracy extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(accuracies.categoricalAccuracy, nameOf(values, 'categorical_accuracy'), 'up');
  }
}

/** Share of samples whose largest prediction is their class. */
export class SparseCategoricalAccuracy extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(accuracies.sparseCategoricalAccuracy, nameOf(values, 'sparse_categorical_accuracy'), 'up');
  }
}

/** Mean of the squared errors. */
export class MeanSquaredError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.meanSquaredError, nameOf(values, 'mean_squared_error'), 'down');
  }
}

/** Mean of the absolute errors. */
export class MeanAbsoluteError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.meanAbsoluteError, nameOf(values, 'mean_absolute_error'), 'down');
  }
}

/** Mean of the errors in percent. */
export class MeanAbsolutePercentageError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.meanAbsolutePercentageError, nameOf(values, 'mean_absolute_percentage_error'), 'down');
  }
}

/** Mean of the squared differences of log(1 + y). */
export class MeanSquaredLogarithmicError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.meanSquaredLogarithmicError, nameOf(values, 'mean_squared_logarithmic_error'), 'down');
  }
}

/** Mean of the log-cosh of the errors. */
export class LogCoshError extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.logCosh, nameOf(values, 'logcosh'), 'down');
  }
}

/** Mean of the hinge losses. */
export class Hinge extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.hinge, nameOf(values, 'hinge'), 'down');
  }
}

/** Mean of the squared hinge losses. */
export class SquaredHinge extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.squaredHinge, nameOf(values, 'squared_hinge'), 'down');
  }
}

/** Mean of the categorical hinge losses. */
export class CategoricalHinge extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.categoricalHinge, nameOf(values, 'categorical_hinge'), 'down');
  }
}

/** Mean of the Kullback-Leibler divergences. */
export class KLDivergence extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.klDivergence, nameOf(values, 'kl_divergence'), 'down');
  }
}

/** Mean of the Poisson losses. */
export class Poisson extends MeanMetricWrapper {
  constructor(...values: NameArguments) {
    super(losses.poisson, nameOf(values, 'poisson'), 'down');
  }
}

interface BinaryAccuracyParameters extends MetricParameters {
  readonly threshold?: number;
}

const BINARY_ACCURACY_NAMES = ['name', 'threshold'] as const;

/** Share of predictions on the right side of `threshold`. */
export class BinaryAccuracy extends MeanMetricWrapper {
  constructor(...values: Arguments<BinaryAccuracyParameters, typeof BINARY_ACCURACY_NAMES>) {
    const bound = bindArguments<BinaryAccuracyParameters>(BINARY_ACCURACY_NAMES, values);
    const { name = 'binary_accuracy', threshold = 0.5 } = bound;
    super((yTrue, yPred) => accuracies.binaryAccuracy(yTrue, yPred, threshold), name, 'up');
  }
}

interface TopKCategoricalAccuracyParameters extends MetricParameters {
  readonly k?: number;
}

const TOP_K_CATEGORICAL_ACCURACY_NAMES = ['k', 'name'] as const;

/** Share of samples whose class, one-hot, is among the `k` largest predictions. */
export class TopKCategoricalAccuracy extends MeanMetricWrapper {
  constructor(...values: Arguments<TopKCategoricalAccuracyParameters, typeof TOP_K_CATEGORICAL_ACCURACY_NAMES>) {
    const bound = bindArguments<TopKCategoricalAccuracyParameters>(TOP_K_CATEGORICAL_ACCURACY_NAMES, values);
    const { name = 'top_k_categorical_accuracy', k = 5 } = bound;
    super((yTrue, yPred) => accuracies.topKCategoricalAccuracy(yTrue, yPred, k), name, 'up');
  }
}

interface SparseTopKCategoricalAccuracyParameters extends MetricParameters {
  readonly k?: number;
}

const SPARSE_TOP_K_CATEGORICAL_ACCURACY_NAMES = ['k', 'name'] as const;

/** Share of samples whose class is among the `k` largest predictions. */
export class SparseTopKCategoricalAccuracy extends MeanMetricWrapper {
  constructor(
    ...values: Arguments<SparseTopKCategoricalAccuracyParameters, typeof SPARSE_TOP_K_CATEGORICAL_ACCURACY_NAMES>
  ) {
    const bound = bindArguments<SparseTopKCategoricalAccuracyParameters>(
      SPARSE_TOP_K_CATEGORICAL_ACCURACY_NAMES,
      values,
    );
    const { name = 'sparse_top_k_categorical_accuracy', k = 5 } = bound;
    super((yTrue, yPred) => accuracies.sparseTopKCategoricalAccuracy(yTrue, yPred, k), name, 'up');
  }
}

interface CosineSimilarityParameters extends MetricParameters {
  readonly axis?: number;
}

const COSINE_SIMILARITY_NAMES = ['name'] as const;

/** Mean cosine of the angle between labels and predictions. */
export class CosineSimilarity extends MeanMetricWrapper {
  constructor(...values: Arguments<CosineSimilarityParameters, typeof COSINE_SIMILARITY_NAMES>) {
    const bound = bindArguments<CosineSimilarityParameters>(COSINE_SIMILARITY_NAMES, values);
    const { name = 'cosine_similarity', axis = -1 } = bound;
    super((yTrue, yPred) => tf.neg(losses.cosineSimilarity(yTrue, yPred, axis)), name, 'up');
  }
}

interface BinaryCrossentropyParameters extends MetricParameters {
  readonly fromLogits?: boolean;
  readonly labelSmoothing?: number;
}

const BINARY_CROSSENTROPY_NAMES = ['name'] as const;

/** Mean binary cross-entropy. */
export class BinaryCrossentropy extends MeanMetricWrapper {
  constructor(...values: Arguments<BinaryCrossentropyParameters, typeof BINARY_CROSSENTROPY_NAMES>) {
    const bound = bindArguments<BinaryCrossentropyParameters>(BINARY_CROSSENTROPY_NAMES, values);
    const { name = 'binary_crossentropy', fromLogits = false, labelSmoothing = 0 } = bound;
    super(
      (yTrue, yPred) => crossentropy.binaryCrossentropy(yTrue, yPred, { fromLogits, labelSmoothing }),
      name,
      'down',
    );
  }
}

interface CategoricalCrossentropyParameters extends MetricParameters {
  readonly fromLogits?: boolean;
  readonly labelSmoothing?: number;
}

const CATEGORICAL_CROSSENTROPY_NAMES = ['name'] as const;

/** Mean cross-entropy of one-hot rows. */
export class CategoricalCrossentropy extends MeanMetricWrapper {
  constructor(...values: Arguments<CategoricalCrossentropyParameters, typeof CATEGORICAL_CROSSENTROPY_NAMES>) {
    const bound = bindArguments<CategoricalCrossentropyParameters>(CATEGORICAL_CROSSENTROPY_NAMES, values);
    const { name = 'categorical_crossentropy', fromLogits = false, labelSmoothing = 0 } = bound;
    super(
      (yTrue, yPred) => crossentropy.categoricalCrossentropy(yTrue, yPred, { fromLogits, labelSmoothing }),
      name,
      'down',
    );
  }
}

interface SparseCategoricalCrossentropyParameters extends MetricParameters {
  readonly fromLogits?: boolean;
  readonly ignoreClass?: number | null;
}

const SPARSE_CATEGORICAL_CROSSENTROPY_NAMES = ['name'] as const;

/** Mean cross-entropy of class indices. */
export class SparseCategoricalCrossentropy extends MeanMetricWrapper {
  constructor(
    ...values: Arguments<SparseCategoricalCrossentropyParameters, typeof SPARSE_CATEGORICAL_CROSSENTROPY_NAMES>
  ) {
    const bound = bindArguments<SparseCategoricalCrossentropyParameters>(SPARSE_CATEGORICAL_CROSSENTROPY_NAMES, values);
    const { name = 'sparse_categorical_crossentropy', fromLogits = false, ignoreClass = null } = bound;
    super(
      (yTrue, yPred) => crossentropy.sparseCategoricalCrossentropy(yTrue, yPred, { fromLogits, ignoreClass }),
      name,
      'down',
    );
  }
}

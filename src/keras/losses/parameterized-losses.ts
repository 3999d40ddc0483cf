/** The losses with arguments of their own. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as crossentropy from './crossentropy.ts';
import { fusedMeanCrossentropy } from './fused-crossentropy.ts';
import { logitsOf } from './logits-of.ts';
import * as functions from './functions.ts';
import { isOtherClass } from './ignored-class.ts';
import { Loss, type LossParameters } from './loss.ts';

interface CosineSimilarityParameters extends LossParameters {
  readonly axis?: number;
}

const COSINE_SIMILARITY_NAMES = ['axis', 'reduction', 'name'] as const;

/**
 * Minus the cosine of the angle between labels and predictions.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/CosineSimilarity
 */
export class CosineSimilarity extends Loss {
  override readonly className = 'CosineSimilarity';
  readonly #own: { readonly axis: number };

  constructor(...values: Arguments<CosineSimilarityParameters, typeof COSINE_SIMILARITY_NAMES>) {
    const bound = bindArguments<CosineSimilarityParameters>(COSINE_SIMILARITY_NAMES, values);
    const { axis = -1, ...loss } = bound;
    const own = { axis };
    super({ name: 'cosine_similarity', ...loss }, own);
    this.#own = own;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.cosineSimilarity(yTrue, yPred, this.#own.axis);
  }
}

interface HuberParameters extends LossParameters {
  readonly delta?: number;
}

const HUBER_NAMES = ['delta', 'reduction', 'name'] as const;

/**
 * Half the square of an error up to `delta`, and linear beyond.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/Huber
 */
export class Huber extends Loss {
  override readonly className = 'Huber';
  readonly #own: { readonly delta: number };

  constructor(...values: Arguments<HuberParameters, typeof HUBER_NAMES>) {
    const bound = bindArguments<HuberParameters>(HUBER_NAMES, values);
    const { delta = 1, ...loss } = bound;
    const own = { delta };
    super({ name: 'huber_loss', ...loss }, own);
    this.#own = own;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.huber(yTrue, yPred, this.#own.delta);
  }
}

interface BinaryCrossentropyParameters extends LossParameters {
  readonly fromLogits?: boolean;
  readonly labelSmoothing?: number;
  readonly axis?: number;
}

const BINARY_CROSSENTROPY_NAMES = ['fromLogits', 'labelSmoothing', 'axis', 'reduction', 'name'] as const;

/**
 * Cross-entropy of labels 0 and 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/BinaryCrossentropy
 */
export class BinaryCrossentropy extends Loss {
  override readonly className = 'BinaryCrossentropy';
  readonly #own: { readonly fromLogits: boolean; readonly labelSmoothing: number; readonly axis: number };

  constructor(...values: Arguments<BinaryCrossentropyParameters, typeof BINARY_CROSSENTROPY_NAMES>) {
    const bound = bindArguments<BinaryCrossentropyParameters>(BINARY_CROSSENTROPY_NAMES, values);
    const { fromLogits = false, labelSmoothing = 0, axis = -1, ...loss } = bound;
    const own = { fromLogits, labelSmoothing, axis };
    super({ name: 'binary_crossentropy', ...loss }, own);
    this.#own = own;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return crossentropy.binaryCrossentropy(yTrue, yPred, { ...this.#own });
  }
}

interface BinaryFocalCrossentropyParameters extends LossParameters {
  readonly applyClassBalancing?: boolean;
  readonly alpha?: number;
  readonly gamma?: number;
  readonly fromLogits?: boolean;
  readonly labelSmoothing?: number;
  readonly axis?: number;
}

const BINARY_FOCAL_CROSSENTROPY_NAMES = [
  'applyClassBalancing',
  'alpha',
  'gamma',
  'fromLogits',
  'labelSmoothing',
  'axis',
  'reduction',
  'name',
] as const;

/**
 * Binary cross-entropy in which what is well predicted counts less.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/BinaryFocalCrossentropy
 */
export class BinaryFocalCrossentropy extends Loss {
  override readonly className = 'BinaryFocalCrossentropy';
  readonly #own: {
    readonly applyClassBalancing: boolean;
    readonly alpha: number;
    readonly gamma: number;
    readonly fromLogits: boolean;
    readonly labelSmoothing: number;
    readonly axis: number;
  };

  constructor(...values: Arguments<BinaryFocalCrossentropyParameters, typeof BINARY_FOCAL_CROSSENTROPY_NAMES>) {
    const bound = bindArguments<BinaryFocalCrossentropyParameters>(BINARY_FOCAL_CROSSENTROPY_NAMES, values);
    const {
      applyClassBalancing = false,
      alpha = 0.25,
      gamma = 2,
      fromLogits = false,
      labelSmoothing = 0,
      axis = -1,
      ...loss
    } = bound;
    const own = { applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing, axis };
    super({ name: 'binary_focal_crossentropy', ...loss }, own);
    this.#own = own;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return crossentropy.binaryFocalCrossentropy(yTrue, yPred, { ...this.#own });
  }
}

interface CategoricalCrossentropyParameters extends LossParameters {
  readonly fromLogits?: boolean;
  readonly labelSmoothing?: number;
  readonly axis?: number;
}

const CATEGORICAL_CROSSENTROPY_NAMES = ['fromLogits', 'labelSmoothing', 'axis', 'reduction', 'name'] as const;

/**
 * Cross-entropy of one-hot rows, or other distributions.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/CategoricalCrossentropy
 */
export class CategoricalCrossentropy extends Loss {
  override readonly className = 'CategoricalCrossentropy';
  readonly #own: { readonly fromLogits: boolean; readonly labelSmoothing: number; readonly axis: number };

  constructor(...values: Arguments<CategoricalCrossentropyParameters, typeof CATEGORICAL_CROSSENTROPY_NAMES>) {
    const bound = bindArguments<CategoricalCrossentropyParameters>(CATEGORICAL_CROSSENTROPY_NAMES, values);
    const { fromLogits = false, labelSmoothing = 0, axis = -1, ...loss } = bound;
    const own = { fromLogits, labelSmoothing, axis };
    super({ name: 'categorical_crossentropy', ...loss }, own);
    this.#own = own;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return crossentropy.categoricalCrossentropy(yTrue, yPred, { ...this.#own });
  }
}

interface CategoricalFocalCrossentropyParameters extends LossParameters {
  readonly alpha?: number | readonly number[];
  readonly gamma?: number;
  readonly fromLogits?: boolean;
  readonly labelSmoothing?: number;
  readonly axis?: number;
}

const CATEGORICAL_FOCAL_CROSSENTROPY_NAMES = [
  'alpha',
  'gamma',
  'fromLogits',
  'labelSmoothing',
  'axis',
  'reduction',
  'name',
] as const;

/**
 * Categorical cross-entropy in which what is well predicted counts less.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/CategoricalFocalCrossentropy
 */
export class CategoricalFocalCrossentropy extends Loss {
  override readonly className = 'CategoricalFocalCrossentropy';
  readonly #own: {
    readonly alpha: number | readonly number[];
    readonly gamma: number;
    readonly fromLogits: boolean;
    readonly labelSmoothing: number;
    readonly axis: number;
  };

  constructor(
    ...values: Arguments<CategoricalFocalCrossentropyParameters, typeof CATEGORICAL_FOCAL_CROSSENTROPY_NAMES>
  ) {
    const bound = bindArguments<CategoricalFocalCrossentropyParameters>(CATEGORICAL_FOCAL_CROSSENTROPY_NAMES, values);
    const { alpha = 0.25, gamma = 2, fromLogits = false, labelSmoothing = 0, axis = -1, ...loss } = bound;
    const own = { alpha, gamma, fromLogits, labelSmoothing, axis };
    super({ name: 'categorical_focal_crossentropy', ...loss }, own);
    this.#own = own;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return crossentropy.categoricalFocalCrossentropy(yTrue, yPred, { ...this.#own });
  }
}

interface SparseCategoricalCrossentropyParameters extends LossParameters {
  readonly fromLogits?: boolean;
  readonly ignoreClass?: number | null;
  readonly axis?: number;
}

const SPARSE_CATEGORICAL_CROSSENTROPY_NAMES = ['fromLogits', 'ignoreClass', 'reduction', 'axis', 'name'] as const;

/**
 * Cross-entropy of class indices [batch] or [batch, 1]; a mean does not count the samples of `ignoreClass`.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/SparseCategoricalCrossentropy
 */
export class SparseCategoricalCrossentropy extends Loss {
  override readonly className = 'SparseCategoricalCrossentropy';
  readonly #own: { readonly fromLogits: boolean; readonly ignoreClass: number | null; readonly axis: number };

  constructor(
    ...values: Arguments<SparseCategoricalCrossentropyParameters, typeof SPARSE_CATEGORICAL_CROSSENTROPY_NAMES>
  ) {
    const bound = bindArguments<SparseCategoricalCrossentropyParameters>(SPARSE_CATEGORICAL_CROSSENTROPY_NAMES, values);
    const { fromLogits = false, ignoreClass = null, axis = -1, ...loss } = bound;
    // As in Keras, the configuration has no axis.
    super({ name: 'sparse_categorical_crossentropy', ...loss }, { fromLogits, ignoreClass });
    this.#own = { fromLogits, ignoreClass, axis };
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return crossentropy.sparseCategoricalCrossentropy(yTrue, yPred, { ...this.#own });
  }

  protected override meanOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor | null {
    const { fromLogits, ignoreClass, axis } = this.#own;
    const logits = logitsOf(yPred, fromLogits);
    const isUsual = ignoreClass === null && (axis === -1 || axis === yPred.rank - 1);
    return logits && isUsual ? fusedMeanCrossentropy(yTrue, logits) : null;
  }

  protected override maskOf(yTrue: tf.Tensor, losses: tf.Tensor): tf.Tensor | null {
    const { ignoreClass } = this.#own;
    return ignoreClass === null ? null : tf.reshape(isOtherClass(yTrue, ignoreClass), losses.shape);
  }
}

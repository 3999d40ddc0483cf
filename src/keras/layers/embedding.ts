import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as constraints from '../constraints/index.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import * as regularizers from '../regularizers/index.ts';
import { only } from '../utils/lists.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { maskFrom, type Masks } from './masks.ts';
import { builtWeight, positiveInteger } from './requirements.ts';
import { oneShape } from './shape.ts';
import type { Weight } from './weight.ts';

interface EmbeddingParameters extends LayerParameters {
  /** Number of different indices. */
  readonly inputDim?: number;
  readonly outputDim?: number;
  /** Whether the index 0 stands for nothing, so that layers after it leave such steps out. */
  readonly maskZero?: boolean;
  readonly embeddingsInitializer?: InitializerLike;
  readonly embeddingsRegularizer?: regularizers.RegularizerLike;
  readonly embeddingsConstraint?: constraints.ConstraintLike;
}

const NAMES = [
  'inputDim',
  'outputDim',
  'embeddingsInitializer',
  'embeddingsRegularizer',
  'embeddingsConstraint',
  'maskZero',
] as const;

/**
 * A learned vector for each index: integers [batch, ...] -> float32 [batch, ..., outputDim].
 * Weight embeddings [inputDim, outputDim]. *
 * @source https://keras.io/api/layers/core_layers/embedding/
 */
export class Embedding extends Layer {
  static override className = 'Embedding';
  embeddings: Weight | null = null;
  readonly #inputDim: number;
  readonly #outputDim: number;
  readonly #maskZero: boolean;
  readonly #own: {
    embeddingsInitializer: InitializerLike;
    embeddingsRegularizer: regularizers.Regularizer | null;
    embeddingsConstraint: constraints.Constraint | null;
  };

  constructor(...values: Arguments<EmbeddingParameters, typeof NAMES>) {
    const {
      inputDim,
      outputDim,
      embeddingsInitializer = 'uniform',
      maskZero = false,
      ...rest
    } = bindArguments<EmbeddingParameters>(NAMES, values);
    const { embeddingsRegularizer, embeddingsConstraint, ...layer } = rest;
    const own = {
      embeddingsInitializer: getInitializer(embeddingsInitializer),
      embeddingsRegularizer: regularizers.get(embeddingsRegularizer),
      embeddingsConstraint: constraints.get(embeddingsConstraint),
    };
    super(layer, { inputDim, outputDim, maskZero, activityRegularizer: null, ...own });
    this.#maskZero = maskZero;
    this.#inputDim = positiveInteger(inputDim, 'Embedding: inputDim');
    this.#outputDim = positiveInteger(outputDim, 'Embedding: outputDim');
    this.#own = own;
  }

  override build(inputShape: Shape | Shape[]): void {
    this.embeddings = this.addWeight({
      name: 'embeddings',
      shape: [this.#inputDim, this.#outputDim],
      initializer: this.#own.embeddingsInitializer,
      regularizer: this.#own.embeddingsRegularizer,
      constraint: this.#own.embeddingsConstraint,
    });
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.gather(builtWeight(this.embeddings, this), tf.cast(only(inputs), 'int32')));
  }

  protected override outputMasks([indices]: readonly tf.Tensor[]): Masks {
    return this.#maskZero && indices ? [maskFrom(indices, (values) => tf.notEqual(values, 0))] : [];
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return [...oneShape(inputShape), this.#outputDim];
  }
}

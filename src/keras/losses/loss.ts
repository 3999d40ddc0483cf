import * as tf from '@tensorflow/tfjs-core';
import { serialize } from '../utils/serialize.ts';
import { reduce, type Reduction } from './reduction.ts';

/** One loss a sample: yTrue and yPred -> [batch, ...]. */
export type LossFunction = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/** What every loss can be built with, by name. */
export interface LossParameters {
  readonly reduction?: Reduction;
  readonly name?: string;
}

/**
 * Base of the loss objects: a loss for each sample, and their reduction. A subclass writes `lossOf`.
 *
 * @source https://keras.io/api/losses/#loss-class
 */
export abstract class Loss {
  abstract readonly className: string;
  readonly name: string;
  readonly reduction: Reduction;
  readonly #config: Readonly<Record<string, unknown>>;

  constructor({ name = 'loss', reduction = 'sum_over_batch_size' }: LossParameters = {}, config: object = {}) {
    this.name = name;
    this.reduction = reduction;
    this.#config = { ...config };
  }

  /** One loss a sample. */
  abstract lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor;

  /**
   * The reduced loss.
   *
   * @param sampleWeight [batch] or [batch, ...], a factor for each sample's loss.
   */
  call(yTrue: tf.Tensor, yPred: tf.Tensor, sampleWeight?: tf.Tensor): tf.Tensor {
    return tf.tidy(() => reduce(this.lossOf(yTrue, yPred), this.reduction, sampleWeight));
  }

  getConfig(): Readonly<Record<string, unknown>> {
    const config = Object.entries(this.#config).map(([name, value]) => [name, serialize(value)]);
    return { name: this.name, reduction: this.reduction, ...(Object.fromEntries(config) as object) };
  }
}

/** A function of the reader's own as a loss. */
export class LossFunctionWrapper extends Loss {
  override readonly className = 'LossFunctionWrapper';
  readonly #loss: LossFunction;

  constructor(loss: LossFunction, parameters: LossParameters = {}) {
    super({ ...parameters, name: parameters.name ?? loss.name });
    this.#loss = loss;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return this.#loss(yTrue, yPred);
  }
}

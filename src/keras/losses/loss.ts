import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { serialize } from '../utils/serialize.ts';
import { toFloat, toTensor, type Values } from '../utils/tensor-values.ts';
import { toSnakeCase, uniqueName } from '../utils/unique-name.ts';
import { checkReduction, reduce, toSameRank, type Reduction } from './reduction.ts';

/** One loss a sample: yTrue and yPred -> [batch, ...]. */
export type LossFunction = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/** What every loss can be built with, by name. */
export interface LossParameters {
  readonly reduction?: Reduction;
  readonly name?: string;
}

interface WeightParameters {
  /** [batch] or [batch, ...], a factor for each sample's loss. */
  readonly sampleWeight?: Values | null;
}

/**
 * Base of the loss objects: a loss for each sample, and their reduction. A subclass writes `lossOf`.
 *
 * @throws {ValueError} for a reduction that Keras does not have.
 * @source https://keras.io/api/losses/#loss-class
 */
export abstract class Loss {
  abstract readonly className: string;
  readonly name: string;
  readonly reduction: Reduction;
  readonly #config: Readonly<Record<string, unknown>>;

  constructor({ name, reduction = 'sum_over_batch_size' }: LossParameters = {}, config: object = {}) {
    this.name = name ?? uniqueName(toSnakeCase(this.constructor.name));
    this.reduction = checkReduction(reduction);
    this.#config = { ...config };
  }

  /** The loss of a configuration, as `getConfig` gives it. */
  static fromConfig<T>(this: new (config: object) => T, config: object): T {
    return new this(config);
  }

  /** One loss a sample. */
  abstract lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor;

  /** The reduced loss, of tensors or nested arrays. [batch] and [batch, 1] are brought to one rank. */
  call(yTrue: Values, yPred: Values, ...values: Arguments<WeightParameters, readonly ['sampleWeight']>): tf.Tensor {
    const { sampleWeight = null } = bindArguments<WeightParameters>(['sampleWeight'], values);
    return tf.tidy(() => {
      const isMean = sampleWeight === null && this.reduction === 'sum_over_batch_size';
      const mean = isMean ? this.meanOf(toTensor(yTrue), toFloat(yPred)) : null;
      if (mean) return mean;
      const [target, output] = toSameRank(toFloat(yTrue), toFloat(yPred));
      const losses = this.lossOf(target, output);
      const weights = sampleWeight === null ? undefined : toFloat(sampleWeight);
      return reduce(losses, this.reduction, weights, this.maskOf(target, losses));
    });
  }

  /** The mean of the losses where it is computed at once; null where they are computed one by one. */
  protected meanOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor | null;
  protected meanOf(): tf.Tensor | null {
    return null;
  }

  getConfig(): Readonly<Record<string, unknown>> {
    const config = Object.entries(this.#config).map(([name, value]) => [name, serialize(value)]);
    return { name: this.name, reduction: this.reduction, ...(Object.fromEntries(config) as object) };
  }

  /** False for the losses that a mean does not count; null where it counts all. */
  protected maskOf(yTrue: tf.Tensor, losses: tf.Tensor): tf.Tensor | null;
  protected maskOf(): tf.Tensor | null {
    return null;
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

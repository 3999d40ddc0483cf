/** A cross-entropy that wrong labels disturb less. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { oneHot } from '../one-hot.ts';
import { requiredArgument } from '../required-argument.ts';
import { toFloat, toTensor, type Values } from '../utils/tensor-values.ts';
import { Loss, type LossParameters } from './loss.ts';

interface GeneralizedParameters {
  /** From 0, the cross-entropy, to 1, the absolute error, both excluded. */
  readonly q?: number;
}

/**
 * (1 - pᵠ) / q, where p is the probability of the class: indices [...] and probabilities [..., classes] -> [...].
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/categorical_generalized_cross_entropy
 */
export function categoricalGeneralizedCrossEntropy(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<GeneralizedParameters, readonly ['q']>
): tf.Tensor {
  const bound = bindArguments<GeneralizedParameters>(['q'], values);
  const q = requiredArgument(bound.q, 'q', 'categoricalGeneralizedCrossEntropy');
  return tf.tidy(() => {
    const output = toFloat(yPred);
    const ofClass = oneHot(tf.cast(toTensor(yTrue), 'int32'), output.shape.at(-1) ?? 1);
    return tf.div(tf.sub(1, tf.pow(tf.sum(tf.mul(output, ofClass), -1), q)), q);
  });
}

type Parameters = GeneralizedParameters & LossParameters;

/**
 * The generalized cross-entropy, with q 0.5 unless given.
 *
 * @throws {ValueError} unless q is between 0 and 1.
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/CategoricalGeneralizedCrossEntropy
 */
export class CategoricalGeneralizedCrossEntropy extends Loss {
  override readonly className = 'CategoricalGeneralizedCrossEntropy';
  readonly #q: number;

  constructor(...values: Arguments<Parameters, readonly ['q', 'reduction', 'name']>) {
    const { q = 0.5, ...loss } = bindArguments<Parameters>(['q', 'reduction', 'name'], values);
    if (!(q > 0 && q < 1)) throw new ValueError('q must be in the interval (0, 1)');
    super({ name: 'categorical_generalized_cross_entropy', ...loss }, { q });
    this.#q = q;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return categoricalGeneralizedCrossEntropy(yTrue, yPred, this.#q);
  }
}

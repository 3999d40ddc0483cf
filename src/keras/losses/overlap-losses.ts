/** The losses of overlapping sets, for segmentation: over all elements, or over `axis`. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { EPSILON } from '../epsilon.ts';
import { toFloat, type Values } from '../utils/tensor-values.ts';
import { Loss, type LossParameters } from './loss.ts';

type Axis = number | readonly number[] | null;

interface DiceParameters {
  readonly axis?: Axis;
}

interface TverskyParameters extends DiceParameters {
  /** How much what is missed counts. */
  readonly alpha?: number;
  /** How much what is found wrongly counts. */
  readonly beta?: number;
}

function sumOver(x: tf.Tensor, axis: Axis): tf.Tensor {
  return axis === null ? tf.sum(x) : tf.sum(x, typeof axis === 'number' ? axis : [...axis]);
}

/**
 * 1 - 2 Σ yTrue yPred / (Σ yTrue + Σ yPred).
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/dice
 */
export function dice(yTrue: Values, yPred: Values, ...values: Arguments<DiceParameters, readonly ['axis']>): tf.Tensor {
  const { axis = null } = bindArguments<DiceParameters>(['axis'], values);
  return tf.tidy(() => {
    const [target, output] = [toFloat(yTrue), toFloat(yPred)];
    const both = tf.mul(2, sumOver(tf.mul(target, output), axis));
    return tf.sub(1, tf.div(both, tf.add(tf.add(sumOver(target, axis), sumOver(output, axis)), EPSILON)));
  });
}

/**
 * As `dice`, with weights of their own for what is missed and what is found wrongly.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/tversky
 */
export function tversky(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<TverskyParameters, readonly ['alpha', 'beta', 'axis']>
): tf.Tensor {
  const bound = bindArguments<TverskyParameters>(['alpha', 'beta', 'axis'], values);
  const { alpha = 0.5, beta = 0.5, axis = null } = bound;
  return tf.tidy(() => {
    const [target, output] = [toFloat(yTrue), toFloat(yPred)];
    const both = sumOver(tf.mul(target, output), axis);
    const missed = tf.mul(alpha, sumOver(tf.mul(tf.sub(1, output), target), axis));
    const wrong = tf.mul(beta, sumOver(tf.mul(output, tf.sub(1, target)), axis));
    return tf.sub(1, tf.div(both, tf.add(tf.add(both, tf.add(missed, wrong)), EPSILON)));
  });
}

/** The Dice loss of two sets. @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/Dice */
export class Dice extends Loss {
  override readonly className = 'Dice';
  readonly #axis: Axis;

  constructor(...values: Arguments<DiceParameters & LossParameters, readonly ['reduction', 'name', 'axis']>) {
    const bound = bindArguments<DiceParameters & LossParameters>(['reduction', 'name', 'axis'], values);
    const { axis = null, ...loss } = bound;
    super({ name: 'dice', ...loss }, { axis });
    this.#axis = axis;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return dice(yTrue, yPred, { axis: this.#axis });
  }
}

const TVERSKY_NAMES = ['alpha', 'beta', 'reduction', 'name', 'axis'] as const;

/** The Tversky loss of two sets. @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/Tversky */
export class Tversky extends Loss {
  override readonly className = 'Tversky';
  readonly #own: Required<TverskyParameters>;

  constructor(...values: Arguments<TverskyParameters & LossParameters, typeof TVERSKY_NAMES>) {
    const bound = bindArguments<TverskyParameters & LossParameters>(TVERSKY_NAMES, values);
    const { alpha = 0.5, beta = 0.5, axis = null, ...loss } = bound;
    super({ name: 'tversky', ...loss }, { alpha, beta, axis });
    this.#own = { alpha, beta, axis };
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return tversky(yTrue, yPred, { ...this.#own });
  }
}

/** The circle loss of embeddings. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { at } from '../utils/lists.ts';
import { toFloat, toTensor, type Values } from '../utils/tensor-values.ts';
import { Loss, type LossParameters } from './loss.ts';

interface CircleSettings {
  /** Whether a sample is not compared with itself. */
  readonly removeDiagonal?: boolean;
  readonly gamma?: number;
  readonly margin?: number;
}

interface CircleFunctionParameters extends CircleSettings {
  /** Labels of the embeddings that are compared with: those of the batch unless given. */
  readonly refLabels?: Values | null;
  readonly refEmbeddings?: Values | null;
}

const FUNCTION_NAMES = ['refLabels', 'refEmbeddings', 'removeDiagonal', 'gamma', 'margin'] as const;

/**
 * Brings embeddings of one class together and those of others apart: class indices [N] and embeddings of norm 1
 * [N, D] -> [N].
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/circle
 */
export function circle(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<CircleFunctionParameters, typeof FUNCTION_NAMES>
): tf.Tensor {
  const bound = bindArguments<CircleFunctionParameters>(FUNCTION_NAMES, values);
  const { removeDiagonal = true, gamma = 80, margin = 0.4 } = bound;
  return tf.tidy(() => {
    const [embeddings, labels] = [toFloat(yPred), classes(yTrue)];
    const others = toFloat(bound.refEmbeddings ?? embeddings);
    const isSame = tf.equal(tf.reshape(labels, [-1, 1]), tf.reshape(classes(bound.refLabels ?? labels), [1, -1]));
    const same = tf.cast(isSame, 'float32');
    const isOther = tf.sub(1, same);
    const rival = removeDiagonal ? tf.mul(same, tf.sub(1, tf.eye(at(same.shape, 0), at(same.shape, 1)))) : same;
    const distances = tf.maximum(tf.sub(1, tf.matMul(embeddings, others, false, true)), 0);
    const towards = tf.mul(tf.mul(tf.add(distances, margin), rival), tf.sub(distances, margin));
    const apart = tf.mul(tf.maximum(tf.mul(tf.sub(1 + margin, distances), isOther), 0), tf.sub(1 - margin, distances));
    const positive = logSumExpOf(tf.mul(gamma, towards), rival);
    return tf.softplus(tf.add(positive, logSumExpOf(tf.mul(gamma, apart), isOther)));
  });
}

function classes(labels: Values): tf.Tensor {
  return tf.cast(toTensor(labels), 'int32');
}

/** Over the last axis, of what the mask leaves; so far down that softplus gives 0 where it leaves nothing. */
function logSumExpOf(x: tf.Tensor, mask: tf.Tensor): tf.Tensor {
  return tf.logSumExp(tf.sub(tf.mul(x, mask), tf.mul(1e9, tf.sub(1, mask))), 1);
}

const NAMES = ['gamma', 'margin', 'removeDiagonal', 'reduction', 'name'] as const;

/**
 * The circle loss; a mean does not count samples whose loss is 0.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/Circle
 */
export class Circle extends Loss {
  override readonly className = 'Circle';
  readonly #own: Required<CircleSettings>;

  constructor(...values: Arguments<CircleSettings & LossParameters, typeof NAMES>) {
    const bound = bindArguments<CircleSettings & LossParameters>(NAMES, values);
    const { gamma = 80, margin = 0.4, removeDiagonal = true, ...loss } = bound;
    const own = { gamma, margin, removeDiagonal };
    super({ name: 'circle', ...loss }, own);
    this.#own = own;
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return circle(yTrue, yPred, { ...this.#own });
  }

  protected override maskOf(_yTrue: tf.Tensor, losses: tf.Tensor): tf.Tensor {
    return tf.step(losses);
  }
}

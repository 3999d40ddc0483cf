/**
 * The losses of Keras as functions: yTrue and yPred [batch, ..., outputs] -> [batch, ...], one loss a sample.
 *
 * @source https://keras.io/api/losses/
 */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { absolute } from '../absolute.ts';
import { softplus } from '../activations/activations.ts';
import { EPSILON } from '../epsilon.ts';
import { toFloat, type Values } from '../utils/tensor-values.ts';
import { toSameRank } from './reduction.ts';

/** Both as float32 of one rank, for a body whose result alone is kept. */
function compare(yTrue: Values, yPred: Values, body: (target: tf.Tensor, output: tf.Tensor) => tf.Tensor): tf.Tensor {
  return tf.tidy(() => body(...toSameRank(toFloat(yTrue), toFloat(yPred))));
}

/** Mean of (yTrue - yPred)². @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/mean_squared_error */
export function meanSquaredError(yTrue: Values, yPred: Values): tf.Tensor {
  return compare(yTrue, yPred, (target, output) => tf.mean(tf.square(tf.sub(target, output)), -1));
}

/** Mean of |yTrue - yPred|. @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/mean_absolute_error */
export function meanAbsoluteError(yTrue: Values, yPred: Values): tf.Tensor {
  return compare(yTrue, yPred, (target, output) => tf.mean(absolute(tf.sub(target, output)), -1));
}

/**
 * 100 times the mean of |yTrue - yPred| / |yTrue|.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/mean_absolute_percentage_error
 */
export function meanAbsolutePercentageError(yTrue: Values, yPred: Values): tf.Tensor {
  return compare(yTrue, yPred, (target, output) => {
    const size = tf.maximum(absolute(target), EPSILON);
    return tf.mul(100, tf.mean(absolute(tf.div(tf.sub(target, output), size)), -1));
  });
}

/**
 * Mean of (log(1 + yTrue) - log(1 + yPred))².
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/mean_squared_logarithmic_error
 */
export function meanSquaredLogarithmicError(yTrue: Values, yPred: Values): tf.Tensor {
  return compare(yTrue, yPred, (target, output) => {
    const logarithm = (x: tf.Tensor) => tf.log(tf.add(tf.maximum(x, EPSILON), 1));
    return tf.mean(tf.square(tf.sub(logarithm(output), logarithm(target))), -1);
  });
}

interface CosineSimilarityParameters {
  readonly axis?: number;
}

/**
 * Minus the cosine of the angle between the two, along `axis`.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/cosine_similarity
 */
export function cosineSimilarity(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<CosineSimilarityParameters, readonly ['axis']>
): tf.Tensor {
  const { axis = -1 } = bindArguments<CosineSimilarityParameters>(['axis'], values);
  return compare(yTrue, yPred, (target, output) =>
    tf.neg(tf.sum(tf.mul(normalize(target, axis), normalize(output, axis)), axis)),
  );
}

/** x over its norm along `axis`. */
export function normalize(x: tf.Tensor, axis: number): tf.Tensor {
  return tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), axis, true), EPSILON ** 2)));
}

interface HuberParameters {
  readonly delta?: number;
}

/**
 * Half the square of an error up to `delta`, and linear beyond.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/huber
 */
export function huber(
  yTrue: Values,
  yPred: Values,
  ...values: Arguments<HuberParameters, readonly ['delta']>
): tf.Tensor {
  const { delta = 1 } = bindArguments<HuberParameters>(['delta'], values);
  return compare(yTrue, yPred, (target, output) => {
    const error = tf.sub(output, target);
    const size = absolute(error);
    const square = tf.mul(0.5, tf.square(error));
    const linear = tf.sub(tf.mul(delta, size), 0.5 * delta ** 2);
    // A comparison has no gradient in tfjs; a step has one, 0.
    const isLinear = tf.step(tf.sub(size, delta));
    return tf.mean(tf.add(tf.mul(tf.sub(1, isLinear), square), tf.mul(isLinear, linear)), -1);
  });
}

/** Mean of log cosh(yPred - yTrue). @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/log_cosh */
export function logCosh(yTrue: Values, yPred: Values): tf.Tensor {
  return compare(yTrue, yPred, (target, output) => {
    const error = tf.sub(output, target);
    return tf.mean(tf.sub(tf.add(error, softplus(tf.mul(-2, error))), Math.LN2), -1);
  });
}

/** Labels 0 and 1 as -1 and 1; others as they are. */
function hingeLabels(yTrue: tf.Tensor): tf.Tensor {
  const isBinary = tf.all(tf.logicalOr(tf.equal(yTrue, 0), tf.equal(yTrue, 1)));
  return tf.where(isBinary, tf.sub(tf.mul(2, yTrue), 1), yTrue);
}

/** max(x, 0) with the gradient 1 at 0, as TensorFlow's maximum has it; that of relu is 0 there. */
function positivePart(x: tf.Tensor): tf.Tensor {
  return tf.maximum(x, 0);
}

/** max(1 - yTrue yPred, 0), for labels -1 and 1, or 0 and 1. */
function margin(yTrue: Values, yPred: Values): tf.Tensor {
  return positivePart(tf.sub(1, tf.mul(hingeLabels(toFloat(yTrue)), toFloat(yPred))));
}

/** Mean of max(1 - yTrue yPred, 0). @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/hinge */
export function hinge(yTrue: Values, yPred: Values): tf.Tensor {
  return tf.tidy(() => tf.mean(margin(yTrue, yPred), -1));
}

/**
 * Mean of max(1 - yTrue yPred, 0)².
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/squared_hinge
 */
export function squaredHinge(yTrue: Values, yPred: Values): tf.Tensor {
  return tf.tidy(() => tf.mean(tf.square(margin(yTrue, yPred)), -1));
}

/**
 * max(neg - pos + 1, 0): pos the output of the class, neg the largest of the others.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/categorical_hinge
 */
export function categoricalHinge(yTrue: Values, yPred: Values): tf.Tensor {
  return tf.tidy(() => {
    const [target, output] = [toFloat(yTrue), toFloat(yPred)];
    const positive = tf.sum(tf.mul(target, output), -1);
    const negative = tf.max(tf.mul(tf.sub(1, target), output), -1);
    return positivePart(tf.add(tf.sub(negative, positive), 1));
  });
}

/**
 * Σ yTrue log(yTrue / yPred), both held between epsilon and 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/kl_divergence
 */
export function klDivergence(yTrue: Values, yPred: Values): tf.Tensor {
  return tf.tidy(() => {
    const [target, output] = [toFloat(yTrue), toFloat(yPred)];
    const p = tf.clipByValue(target, EPSILON, 1);
    const q = tf.clipByValue(output, EPSILON, 1);
    return tf.sum(tf.mul(p, tf.log(tf.div(p, q))), -1);
  });
}

/** Mean of yPred - yTrue log(yPred). @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/poisson */
export function poisson(yTrue: Values, yPred: Values): tf.Tensor {
  return tf.tidy(() => {
    const [target, output] = [toFloat(yTrue), toFloat(yPred)];
    return tf.mean(tf.sub(output, tf.mul(target, tf.log(tf.add(output, EPSILON)))), -1);
  });
}

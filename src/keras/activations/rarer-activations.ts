/**
 * The activation functions of Keras that networks use less often. Each keeps the shape, but glu; `x` is float32.
 *
 * @source https://keras.io/api/layers/activations/
 */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { requiredArgument } from '../required-argument.ts';

interface AlphaParameters {
  readonly alpha?: number;
}

interface AxisParameters {
  readonly axis?: number;
}

/** log sigmoid(x). @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/log_sigmoid */
export function logSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.neg(tf.softplus(tf.neg(x))));
}

/**
 * max(x, 0) + min(alpha (exp(x / alpha) - 1), 0), alpha 1 unless given; the gradient at 0 is 2, as in Keras.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/celu
 */
export function celu(x: tf.Tensor, ...values: Arguments<AlphaParameters, readonly ['alpha']>): tf.Tensor {
  const { alpha = 1 } = bindArguments<AlphaParameters>(['alpha'], values);
  return tf.tidy(() => {
    const below = tf.sub(tf.exp(tf.div(tf.minimum(x, 0), alpha)), 1);
    return tf.add(tf.maximum(x, 0), tf.mul(alpha, below));
  });
}

/**
 * The first half of `axis`, the last one unless given, times the sigmoid of the second.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/glu
 */
export function glu(x: tf.Tensor, ...values: Arguments<AxisParameters, readonly ['axis']>): tf.Tensor {
  const { axis = -1 } = bindArguments<AxisParameters>(['axis'], values);
  return tf.tidy(() => {
    const [half, gate] = tf.split(x, 2, axis);
    return half && gate ? tf.mul(half, tf.sigmoid(gate)) : x;
  });
}

/** x held between -1 and 1. @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/hard_tanh */
export function hardTanh(x: tf.Tensor): tf.Tensor {
  return tf.clipByValue(x, -1, 1);
}

interface ThresholdParameters {
  readonly threshold?: number;
}

type ThresholdArguments = Arguments<ThresholdParameters, readonly ['threshold']>;

/**
 * x where |x| is above `threshold`, 0.5 unless given, else 0.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/hard_shrink
 */
export function hardShrink(x: tf.Tensor, ...values: ThresholdArguments): tf.Tensor {
  const { threshold: limit = 0.5 } = bindArguments<ThresholdParameters>(['threshold'], values);
  return tf.tidy(() => tf.mul(x, tf.step(tf.sub(tf.abs(x), limit))));
}

/**
 * x nearer to 0 by `threshold`, 0.5 unless given, and 0 where |x| is not above it.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/soft_shrink
 */
export function softShrink(x: tf.Tensor, ...values: ThresholdArguments): tf.Tensor {
  const { threshold: limit = 0.5 } = bindArguments<ThresholdParameters>(['threshold'], values);
  return tf.tidy(() => tf.sub(tf.relu(tf.sub(x, limit)), tf.relu(tf.sub(tf.neg(x), limit))));
}

/** x - tanh(x). @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/tanh_shrink */
export function tanhShrink(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.sub(x, tf.tanh(x)));
}

interface SquareplusParameters {
  readonly b?: number;
}

/**
 * (x + √(x² + b)) / 2, b 4 unless given.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/squareplus
 */
export function squareplus(x: tf.Tensor, ...values: Arguments<SquareplusParameters, readonly ['b']>): tf.Tensor {
  const { b = 4 } = bindArguments<SquareplusParameters>(['b'], values);
  return tf.tidy(() => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), b))), 2));
}

interface ReplacingParameters extends ThresholdParameters {
  readonly defaultValue?: number;
}

const REPLACING_NAMES = ['threshold', 'defaultValue'] as const;

/**
 * x above `threshold`, else `defaultValue`.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/threshold
 */
export function threshold(x: tf.Tensor, ...values: Arguments<ReplacingParameters, typeof REPLACING_NAMES>): tf.Tensor {
  const bound = bindArguments<ReplacingParameters>(REPLACING_NAMES, values);
  const limit = requiredArgument(bound.threshold, 'threshold', 'threshold');
  const otherwise = requiredArgument(bound.defaultValue, 'defaultValue', 'threshold');
  return tf.tidy(() => {
    const isAbove = tf.step(tf.sub(x, limit));
    return tf.add(tf.mul(x, isAbove), tf.mul(otherwise, tf.sub(1, isAbove)));
  });
}

/**
 * The activation functions of Keras. Each keeps the shape; `x` is float32.
 *
 * @source https://keras.io/api/layers/activations/
 */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { absolute } from '../absolute.ts';
import { cacheLogits } from './cached-logits.ts';

/** x. @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/linear */
export function linear(x: tf.Tensor): tf.Tensor {
  return x;
}

export interface ReluParameters {
  /** Slope below the threshold. */
  readonly negativeSlope?: number;
  /** Largest value; null for none. */
  readonly maxValue?: number | null;
  /** Where the function leaves zero. */
  readonly threshold?: number;
}

const RELU_NAMES = ['negativeSlope', 'maxValue', 'threshold'] as const;

/**
 * max(x, 0), with a slope below, a maximum and a threshold where given. The gradient at 0 is 0.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/relu
 */
export function relu(x: tf.Tensor, ...values: Arguments<ReluParameters, typeof RELU_NAMES>): tf.Tensor {
  const { negativeSlope = 0, maxValue = null, threshold = 0 } = bindArguments<ReluParameters>(RELU_NAMES, values);
  if (negativeSlope === 0 && maxValue === null && threshold === 0) return tf.relu(x);
  if (maxValue === null && threshold === 0) return tf.leakyRelu(x, negativeSlope);
  return tf.tidy(() => {
    const above = threshold === 0 ? tf.relu(x) : tf.mul(x, tf.step(tf.sub(x, threshold)));
    const positive = maxValue === null ? above : tf.minimum(above, maxValue);
    return negativeSlope === 0 ? positive : tf.sub(positive, tf.mul(negativeSlope, tf.relu(tf.sub(threshold, x))));
  });
}

interface LeakyReluParameters {
  readonly negativeSlope?: number;
}

/**
 * x above 0, `negativeSlope` x below, 0.2 unless given; the gradient at 0 is that below.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/leaky_relu
 */
export function leakyRelu(
  x: tf.Tensor,
  ...values: Arguments<LeakyReluParameters, readonly ['negativeSlope']>
): tf.Tensor {
  const { negativeSlope = 0.2 } = bindArguments<LeakyReluParameters>(['negativeSlope'], values);
  return tf.leakyRelu(x, negativeSlope);
}

/** min(max(x, 0), 6). @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/relu6 */
export function relu6(x: tf.Tensor): tf.Tensor {
  return tf.relu6(x);
}

interface AxisParameters {
  readonly axis?: number;
}

type AxisArguments = Arguments<AxisParameters, readonly ['axis']>;

/**
 * exp(x) / Σ exp(x) along `axis`, the last one unless given.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/softmax
 */
export function softmax(x: tf.Tensor, ...values: AxisArguments): tf.Tensor {
  const { axis = -1 } = bindArguments<AxisParameters>(['axis'], values);
  const isLast = axis === -1 || axis === x.rank - 1;
  return cacheLogits(isLast ? tf.softmax(x) : softmaxAlong(x, axis), x);
}

/** tfjs has softmax for the last axis only. */
function softmaxAlong(x: tf.Tensor, axis: number): tf.Tensor {
  return tf.tidy(() => tf.exp(tf.sub(x, tf.logSumExp(x, axis, true))));
}

/**
 * The logarithm of softmax along `axis`, the last one unless given.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/log_softmax
 */
export function logSoftmax(x: tf.Tensor, ...values: AxisArguments): tf.Tensor {
  const { axis = -1 } = bindArguments<AxisParameters>(['axis'], values);
  if (axis === -1 || axis === x.rank - 1) return tf.logSoftmax(x);
  return tf.tidy(() => tf.sub(x, tf.logSumExp(x, axis, true)));
}

interface AlphaParameters {
  readonly alpha?: number;
}

/**
 * x above 0, alpha (exp(x) - 1) below, alpha 1 unless given.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/elu
 */
export function elu(x: tf.Tensor, ...values: Arguments<AlphaParameters, readonly ['alpha']>): tf.Tensor {
  const { alpha = 1 } = bindArguments<AlphaParameters>(['alpha'], values);
  return tf.tidy(() => {
    const below = tf.sub(tf.exp(tf.minimum(x, 0)), 1);
    return tf.add(tf.relu(x), tf.mul(alpha, below));
  });
}

/**
 * 1.0507 elu(x, 1.6733); the gradient at 0 is that above.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/selu
 */
export function selu(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    // Of relu the gradient at 0 is 0, of maximum it is 1.
    const below = tf.sub(tf.exp(tf.neg(tf.relu(tf.neg(x)))), 1);
    return tf.mul(1.0507009873554805, tf.add(tf.maximum(x, 0), tf.mul(1.6732632423543772, below)));
  });
}

/** log(1 + exp(x)). @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/softplus */
export function softplus(x: tf.Tensor): tf.Tensor {
  return tf.softplus(x);
}

/** x / (1 + |x|). @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/softsign */
export function softsign(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.div(x, tf.add(1, absolute(x))));
}

/** x sigmoid(x), also called swish. @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/silu */
export function silu(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(x, tf.sigmoid(x)));
}

interface GeluParameters {
  readonly approximate?: boolean;
}

/**
 * x Φ(x), Φ the normal distribution; `approximate` takes a tanh in place of it.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/gelu
 */
export function gelu(x: tf.Tensor, ...values: Arguments<GeluParameters, readonly ['approximate']>): tf.Tensor {
  const { approximate = false } = bindArguments<GeluParameters>(['approximate'], values);
  return tf.tidy(() => {
    const cubic = () => tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.mul(x, tf.square(x)))));
    const bend = approximate ? tf.tanh(cubic()) : tf.erf(tf.mul(x, Math.SQRT1_2));
    return tf.mul(tf.mul(0.5, x), tf.add(1, bend));
  });
}

/** Hyperbolic tangent. @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/tanh */
export function tanh(x: tf.Tensor): tf.Tensor {
  return tf.tanh(x);
}

/** 1 / (1 + exp(-x)). @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/sigmoid */
export function sigmoid(x: tf.Tensor): tf.Tensor {
  return cacheLogits(tf.sigmoid(x), x);
}

/** exp(x). @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/exponential */
export function exponential(x: tf.Tensor): tf.Tensor {
  return tf.exp(x);
}

/**
 * x / 6 + 1/2, held between 0 and 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/hard_sigmoid
 */
export function hardSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.div(tf.relu6(tf.add(x, 3)), 6));
}

/**
 * x hardSigmoid(x), also called hard swish.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/hard_silu
 */
export function hardSilu(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(x, hardSigmoid(x)));
}

/** x tanh(softplus(x)). @source https://www.tensorflow.org/api_docs/python/tf/keras/activations/mish */
export function mish(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(x, tf.tanh(softplus(x))));
}

export { hardSilu as hardSwish, silu as swish };

import * as tf from '@tensorflow/tfjs-core';

/** A tensor, a number or nested arrays of numbers, as Keras takes them. */
export type Values = tf.Tensor | tf.TensorLike;

/** The tensor itself, or a new one of the numbers. */
export function toTensor(values: Values, dtype?: tf.DataType): tf.Tensor {
  return isTensor(values) ? values : tf.tensor(values, undefined, dtype);
}

/** The values as float32, in which Keras computes losses and metrics. */
export function toFloat(values: Values): tf.Tensor {
  const tensor = toTensor(values);
  return tensor.dtype === 'float32' ? tensor : tf.cast(tensor, 'float32');
}

function isTensor(values: Values): values is tf.Tensor {
  return values instanceof tf.Tensor;
}

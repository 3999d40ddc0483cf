import * as tf from '@tensorflow/tfjs-core';

interface ClippingOptions {
  readonly clipnorm: number | null;
  readonly globalClipnorm: number | null;
  readonly clipvalue: number | null;
}

/** Gradients held to the limit that is set: of each norm, of the norm of all, or of each element. */
export function clipGradients(
  gradients: readonly tf.Tensor[],
  { clipnorm, globalClipnorm, clipvalue }: ClippingOptions,
): readonly tf.Tensor[] {
  if (isLimit(clipnorm)) return gradients.map((gradient) => clipByNorm(gradient, clipnorm));
  if (isLimit(globalClipnorm)) return clipByGlobalNorm(gradients, globalClipnorm);
  if (isLimit(clipvalue)) return gradients.map((gradient) => tf.clipByValue(gradient, -clipvalue, clipvalue));
  return gradients;
}

/** As in Keras, what is not above 0 is no limit. */
function isLimit(limit: number | null): limit is number {
  return limit !== null && limit > 0;
}

function clipByNorm(gradient: tf.Tensor, limit: number): tf.Tensor {
  const norm = tf.sqrt(tf.sum(tf.square(gradient)));
  return tf.div(tf.mul(gradient, limit), tf.maximum(norm, limit));
}

function clipByGlobalNorm(gradients: readonly tf.Tensor[], limit: number): readonly tf.Tensor[] {
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const norm = tf.sqrt(tf.addN(squares));
  const scale = tf.div(limit, tf.maximum(norm, limit));
  return gradients.map((gradient) => tf.mul(gradient, scale));
}

import type * as tf from '@tensorflow/tfjs-core';
import { cachedLogits } from '../activations/cached-logits.ts';

/** The logits behind `yPred`, where they are known. */
export function logitsOf(yPred: tf.Tensor, fromLogits: boolean): tf.Tensor | undefined {
  return fromLogits ? yPred : cachedLogits(yPred);
}

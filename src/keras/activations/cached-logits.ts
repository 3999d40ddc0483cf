import type { Tensor } from '@tensorflow/tfjs-core';

/** From the outputs of softmax and sigmoid to what they were computed from. */
const logitsOf = new WeakMap<Tensor, Tensor>();

/**
 * Remembers the logits of probabilities. Keras does so too: a cross-entropy of what softmax or sigmoid gave is computed
 * from the logits, exactly, and not from clipped probabilities.
 */
export function cacheLogits(probabilities: Tensor, logits: Tensor): Tensor {
  logitsOf.set(probabilities, logits);
  return probabilities;
}

/** The logits of `output` where it comes from softmax or sigmoid. */
export function cachedLogits(output: Tensor): Tensor | undefined {
  const logits = logitsOf.get(output);
  return logits?.isDisposed ? undefined : logits;
}

import { tidy, type Tensor } from '@tensorflow/tfjs-core';
import { cachedLogits } from '../activations/cached-logits.ts';
import { isInStep } from './call-context.ts';
import { maskOf } from './masks.ts';

/**
 * tf.tidy for the outputs of a layer: what belongs to them stays as long as they do. Those are their masks, and in a step
 * of a model, whose tidy frees them, the logits of which a cross-entropy is computed.
 */
export function tidyOutputs(compute: () => Tensor[]): Tensor[] {
  const [outputs] = tidy((): [Tensor[], Tensor[]] => {
    const made = compute();
    const beside = made.flatMap((output) => [maskOf(output), isInStep() ? cachedLogits(output) : null]);
    return [made, beside.filter((tensor) => tensor !== null && tensor !== undefined)];
  });
  return outputs;
}

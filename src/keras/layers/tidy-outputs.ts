import { engine, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { cachedLogits } from '../activations/cached-logits.ts';
import { isInStep } from './call-context.ts';
import { maskOf } from './masks.ts';

/**
 * tf.tidy for the outputs of a layer: what belongs to them stays as long as they do. Those are their masks, and the logits
 * of which a cross-entropy is computed, in a step of a model and under a tape, which free them at their end.
 */
export function tidyOutputs(compute: () => Tensor[]): Tensor[] {
  const [outputs] = tidy((): [Tensor[], Tensor[]] => {
    const made = compute();
    const keepsLogits = isInStep() || engine().state.gradientDepth > 0;
    const beside = made.flatMap((output) => [maskOf(output), keepsLogits ? cachedLogits(output) : null]);
    return [made, beside.filter((tensor) => tensor !== null && tensor !== undefined)];
  });
  return outputs;
}

/** Masks of dropout from counted random numbers: the same on every backend. */
import { engine, util, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel } from './own-kernel.ts';
import { philox, type PhiloxBlock } from './random/philox.ts';
import { stepValue } from './step-value.ts';

/** A kernel of ours: state int32 [4] of a key and the upper half of a counter -> a mask. */
export const DROPOUT_MASK = 'DropoutMask';

/** Where random numbers come from: each draw has a stream of Philox of its own. */
export interface MaskState {
  /** The stream of the next draw: its key and its first counter, whose lower half is 0. */
  nextStream(): { readonly key: readonly [number, number]; readonly counter: PhiloxBlock };
}

/** The bits of a random word that count, as TensorFlow makes a float32 in [0, 1) of them. */
const UNIT_BITS = 23;

/** A mask that differs at each draw: float32, 0 with probability `rate` and else 1 / (1 - rate). */
export function dropoutMask(shape: readonly number[], rate: number, state: MaskState): Tensor {
  const kept = rate === 1 ? 0 : 1 / (1 - rate);
  const threshold = Math.ceil(Math.fround(rate) * 2 ** UNIT_BITS);
  if (!hasKernel(DROPOUT_MASK)) {
    const size = util.sizeFromShape([...shape]);
    return stepValue(() => maskOnHost(size, threshold, kept, state), shape);
  }
  const drawn = stepValue(() => stateOf(state), [4]);
  return engine().runKernel<Tensor>(DROPOUT_MASK, { state: drawn }, { shape: [...shape], threshold, kept });
}

function stateOf(state: MaskState): Int32Array {
  const { key, counter } = state.nextStream();
  return Int32Array.of(...key, ...counter.slice(2));
}

function maskOnHost(size: number, threshold: number, kept: number, state: MaskState): Float32Array {
  const mask = new Float32Array(size);
  const { key, counter } = state.nextStream();
  const bits = 2 ** UNIT_BITS - 1;
  for (let start = 0; start < size; start += 4) {
    const numbers = philox([start / 4, 0, counter[2], counter[3]], key);
    numbers.forEach((number, index) => {
      // Beyond the end nothing is written.
      mask[start + index] = (number & bits) < threshold ? 0 : kept;
    });
  }
  return mask;
}

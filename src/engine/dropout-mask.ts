/** Masks of dropout from counted random numbers: the same on every backend. */
import { engine, util, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel } from './own-kernel.ts';
import { philox } from './random/philox.ts';
import { stepValue } from './step-value.ts';

/** A kernel of ours: state int32 [2] of key and draw -> a mask. */
export const DROPOUT_MASK = 'DropoutMask';

/** Where random numbers come from: a key for all, and a count of the draws. */
export interface MaskState {
  readonly key: number;
  /** The number of the next draw, from 0 to 2^32 - 1, which is then counted. */
  nextDraw(): number;
}

/** A mask that differs at each draw: float32, 0 with probability `rate` and else 1 / (1 - rate). */
export function dropoutMask(shape: readonly number[], rate: number, state: MaskState): Tensor {
  const kept = rate === 1 ? 0 : 1 / (1 - rate);
  const threshold = Math.min(2 ** 32 - 1, Math.ceil(rate * 2 ** 32));
  if (!hasKernel(DROPOUT_MASK)) {
    const size = util.sizeFromShape([...shape]);
    return stepValue(() => maskOnHost(size, threshold, kept, state), shape);
  }
  const drawn = stepValue(() => Int32Array.of(state.key, state.nextDraw()), [2]);
  return engine().runKernel<Tensor>(DROPOUT_MASK, { state: drawn }, { shape: [...shape], threshold, kept });
}

function maskOnHost(size: number, threshold: number, kept: number, state: MaskState): Float32Array {
  const mask = new Float32Array(size);
  const draw = state.nextDraw();
  for (let start = 0; start < size; start += 4) {
    const numbers = philox([start / 4, 0, draw, 0], [state.key, 0]);
    numbers.forEach((number, index) => {
      // Beyond the end nothing is written.
      mask[start + index] = number < threshold ? 0 : kept;
    });
  }
  return mask;
}

import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import type { Tensor } from '../tensor.ts';
import { copyInto } from './copy-into.ts';
import { copyOf } from './copy-of.ts';
import { broadcastShapes, sameShape } from '../shape.ts';
import { broadcastError, changeInPlace } from './in-place.ts';

/**
 * A copy with memory of its own, through which gradients pass.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.clone.html
 */
export function clone(input: Tensor): Tensor {
  return record(copyOf(input), {
    name: 'CloneBackward0',
    inputs: [input],
    backward: (gradient) => [gradient],
  });
}

/**
 * Copies the values of `src`, broadcast and converted, into `input`. Gradients go to `src`.
 *
 * @throws {RuntimeError} when `src` does not broadcast to the shape of `input`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.copy_.html
 */
export const copy_ = named('copy_', ['src'], (input: Tensor, src: Tensor): Tensor => {
  const shape = broadcastShapes(input.shape, src.shape);
  if (!sameShape(shape, input.shape)) throw broadcastError(input.shape, shape);
  return changeInPlace(input, (before) => copyInto(before, src, 'CopyBackwards'));
});

import type { Tensor } from '../tensor.ts';
import { eq } from './comparison.ts';
import { div } from './division.ts';
import type { Reduced } from './reduce.ts';
import { reshape } from './reshaping.ts';
import { sum } from './sums.ts';
import { where } from './where.ts';

/** The gradient of a function that picks an element: all elements that equal `result` get the same part. Not public. */
export function shareAmongEqual(gradient: Tensor, self: Tensor, result: Tensor, { axes, kept }: Reduced): Tensor {
  const isPicked = eq(self, reshape(result.detach(), kept));
  const share = div(reshape(gradient, kept), sum(isPicked, { dim: axes, keepdim: true }));
  return where(isPicked, share, 0);
}

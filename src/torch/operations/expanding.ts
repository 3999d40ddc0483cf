import { named } from '../../calling-convention/named.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { expand } from './expand.ts';

/**
 * `expand` to the shape of `other`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.expand_as.html
 */
export const expandAs = named('expand_as', ['other'], (input: Tensor, other: Tensor): Tensor => {
  return expand(input, other.shape);
});

/**
 * `expand` to a shape: a view, with axes of size 1 repeated.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.broadcast_to.html
 */
export const broadcastTo = named('broadcast_to', ['size'], (input: Tensor, size: Shape): Tensor => {
  return expand(input, size);
});

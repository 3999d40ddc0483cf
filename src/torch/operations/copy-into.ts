import { record } from '../autograd/record.ts';
import type { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { zerosLike } from './creation.ts';
import { expand, sumToShape } from './expand.ts';

/**
 * What `target` becomes when `source` is copied into it: the values of `source`, broadcast and converted, with a gradient
 * of zeros for `target`.
 *
 * @throws {RuntimeError} when `source` does not broadcast to the shape of `target`.
 */
export function copyInto(target: Tensor, source: Tensor, name: string): Tensor {
  const values = expand(castTo(source.detach(), target.dtype), target.shape).detach();
  return record(values, {
    name,
    inputs: [target, source],
    backward: (gradient, _, needed) => [
      needed[0] ? zerosLike(gradient) : null,
      needed[1] ? sumToShape(gradient, source.shape) : null,
    ],
  });
}

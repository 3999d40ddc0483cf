/** Tensors filled with one value, on the tape of what was there before: for fill_ and zero_. Not public. */
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { fullLike, zerosLike } from './creation.ts';
import { expand } from './expand.ts';
import { sum } from './sums.ts';

/** `value` everywhere: a number, or a tensor with one element and no axes. What was there gets a gradient of 0. */
export const fill = named('fill', ['value'], (input: Tensor, value: number | boolean | Tensor): Tensor => {
  if (!(value instanceof Tensor)) return constant(fullLike(input, value), input, 'FillBackward2');
  if (value.ndim > 0) {
    throw new RuntimeError(
      `fill_ only supports 0-dimension value tensor but got tensor with ${value.ndim} dimensions`,
      'Use copy_ instead.',
    );
  }
  return record(castTo(expand(value.detach(), input.shape), input.dtype).clone(), {
    name: 'FillBackward3',
    inputs: [input, value],
    backward: (gradient, _, needed) => [needed[0] ? zerosLike(gradient) : null, needed[1] ? sum(gradient) : null],
  });
});

/** 0 everywhere. */
export function zero(input: Tensor): Tensor {
  return constant(zerosLike(input), input, 'ZeroBackward0');
}

function constant(result: Tensor, input: Tensor, name: string): Tensor {
  return record(result, { name, inputs: [input], backward: (gradient) => [zerosLike(gradient)] });
}

/** Assignment by a mask that nobody has to read. */
import * as tf from '@tensorflow/tfjs-core';
import { noGrad } from '../autograd/grad-mode.ts';
import { record } from '../autograd/record.ts';
import { IndexError } from '../errors.ts';
import { formatShape, sameShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice } from './elementwise.ts';
import { expand, sumToShape } from './expand.ts';
import { reshape } from './reshaping.ts';
import { addRows, takeRows } from './row-moves.ts';
import { where } from './where.ts';

/**
 * A copy of `input` with the rows where `mask` is true taken from `source`: its rows in their order, or one row for all
 * of them. How many rows there are is not held against the mask.
 *
 * @param mask bool, of the first axes of `input`.
 */
export function putMasked(input: Tensor, mask: Tensor, source: Tensor): Tensor {
  const row = input.shape.slice(mask.ndim);
  if (!sameShape(mask.shape, input.shape.slice(0, mask.ndim))) {
    throw new IndexError(
      `The shape of the mask ${formatShape(mask.shape)} at index 0 does not match the shape of the indexed tensor ` +
        `${formatShape(input.shape)} at index 0`,
    );
  }
  const isChosen = reshape(mask, [...mask.shape, ...row.map(() => 1)]).detach();
  const isOneRow = source.ndim <= row.length || source.shape[0] === 1;
  const place = isOneRow ? null : placeAmongTrue(mask, source.shape[0] ?? 1);
  const result = noGrad(() => {
    const values = place ? takeRows(source, 0, place) : expand(oneRow(source, row.length), input.shape);
    return where(isChosen, values, input);
  });
  return record(result, {
    name: 'IndexPutBackward0',
    inputs: [input, source],
    backward: (gradient, _, needed) => {
      const chosen = where(isChosen, gradient, 0);
      return [
        needed[0] ? where(isChosen, 0, gradient) : null,
        needed[1] ? (place ? addRows(chosen, 0, place, source.shape) : sumOfRows(chosen, source)) : null,
      ];
    },
  });
}

/** A value without the axis along which it would have one row for each true element. */
function oneRow(source: Tensor, ndim: number): Tensor {
  return source.ndim > ndim ? reshape(source, source.shape.slice(1)) : source;
}

function sumOfRows(gradient: Tensor, source: Tensor): Tensor {
  const shape = source.ndim > 0 && source.shape[0] === 1 ? source.shape.slice(1) : source.shape;
  return reshape(sumToShape(gradient, shape), source.shape);
}

/** For each element of a mask, how many true ones come before it, as an index of `count` rows. */
function placeAmongTrue(mask: Tensor, count: number): Tensor {
  return fromDevice(() => {
    const flat = tf.reshape(tf.cast(mask.values, 'float32'), [mask.numel()]);
    const before = tf.sub(tf.cumsum(flat), 1);
    return tf.reshape(tf.cast(tf.clipByValue(before, 0, Math.max(count - 1, 0)), 'int32'), [...mask.shape]);
  });
}

import * as tf from '@tensorflow/tfjs-core';
import { record, recordView } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { formatShape, sameShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice } from './elementwise.ts';
import { listSizes, type Sizes } from './sizes.ts';
import { typeName } from './type-names.ts';

/**
 * A view of `input` with axes of size 1 repeated, and new ones in front. -1 keeps a size.
 *
 * @throws {RuntimeError} when an axis of another size than 1 would have to be repeated.
 */
export function expand(input: Tensor, ...sizes: Sizes<'size'>): Tensor {
  const wanted = listSizes('size', sizes);
  const missing = wanted.length - input.ndim;
  if (missing < 0) throw tooFewSizesError(input, wanted);
  const shape = wanted.map((size, axis) => {
    if (size !== -1) return size;
    if (axis >= missing) return input.shape[axis - missing] ?? size;
    throw new RuntimeError(
      `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${axis}`,
      'Write the size.',
    );
  });
  const strides = shape.map((size, axis) => {
    const own = input.shape[axis - missing] ?? 1;
    if (own !== size && own !== 1) throw expandError(input, wanted, size, axis);
    return own === size && axis >= missing ? input.stride(axis - missing) : 0;
  });
  const layout = { shape, strides, offset: input.storageOffset() };
  return recordView(input, layout, 'ExpandBackward0', (gradient) => sumToShape(gradient, input.shape));
}

/** The sum over the axes along which a tensor of `shape` was broadcast: the gradient of broadcasting. */
export function sumToShape(input: Tensor, shape: Shape): Tensor {
  if (sameShape(input.shape, shape)) return input;
  const missing = input.ndim - shape.length;
  const axes = input.shape.flatMap((size, axis) =>
    axis < missing || (shape[axis - missing] === 1 && size !== 1) ? axis : [],
  );
  const result = fromDevice(() => {
    const { order } = input;
    const sum = tf.sum(
      input.valuesIn(order),
      axes.map((axis) => order.indexOf(axis)),
      true,
    );
    // Only axes of size 1 move, so that the rest is in order already unless it was stored otherwise.
    const sorted = order.map((_, axis) => order.indexOf(axis));
    const rowByRow = sorted.every((position, axis) => position === axis) ? sum : tf.transpose(sum, sorted);
    return tf.reshape(rowByRow, [...shape]);
  });
  return record(result, {
    name: 'SumBackward1',
    inputs: [input],
    backward: (gradient) => [expand(gradient, input.shape)],
  });
}

function tooFewSizesError({ shape, dtype }: Tensor, wanted: Shape): RuntimeError {
  return new RuntimeError(
    `expand(torch.${typeName(dtype)}Tensor{${formatShape(shape)}}, size=${formatShape(wanted)}): the number of sizes ` +
      `provided (${wanted.length}) must be greater or equal to the number of dimensions in the tensor (${shape.length})`,
  );
}

function expandError({ shape }: Tensor, wanted: Shape, size: number, axis: number): RuntimeError {
  return new RuntimeError(
    `The expanded size of the tensor (${size}) must match the existing size (${shape[axis - wanted.length + shape.length]}) ` +
      `at non-singleton dimension ${axis}.  Target sizes: ${formatShape(wanted)}.  Tensor sizes: ${formatShape(shape)}`,
  );
}

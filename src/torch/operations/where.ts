import * as tf from '@tensorflow/tfjs-core';
import { named, type NamedArguments } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import type { DType } from '../dtype.ts';
import { RuntimeError } from '../errors.ts';
import { broadcastShapes, elementCount, sameShape, type Shape } from '../shape.ts';
import { rowByRow } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { fromDevice, fromHost, resultType, shapeOf, tensorOrNull, type Operand } from './elementwise.ts';
import { expand, sumToShape } from './expand.ts';
import { hostArray } from './creation.ts';

/**
 * The positions of the true elements of `condition`, one int64 tensor an axis. Waits for the device.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.where.html
 */
export function where(condition: Tensor): Promise<readonly Tensor[]>;
/** `input` where `condition` is true, `other` elsewhere; all three broadcast. */
export function where(condition: Tensor, ...values: NamedArguments<Choices, ['input', 'other']>): Tensor;
export function where(
  condition: Tensor,
  ...values: readonly [] | NamedArguments<Choices, ['input', 'other']>
): Tensor | Promise<readonly Tensor[]> {
  return values.length === 0 ? positionsOfTrue(condition) : chosen(condition, ...values);
}

type Choices = [input: Operand, other: Operand];

const chosen = named('where', ['input', 'other'], (condition: Tensor, input: Operand, other: Operand): Tensor => {
  if (condition.dtype !== 'bool') {
    throw new RuntimeError('where expected condition to be a boolean tensor, but got a tensor with another dtype.');
  }
  const result = select(condition, input, other);
  return record(result, {
    name: 'WhereBackward0',
    inputs: [tensorOrNull(input), tensorOrNull(other)],
    saved: { condition },
    backward: (gradient, saved, needed) => [
      needed[0] ? sumToShape(where(saved.condition, gradient, 0), shapeOf(input)) : null,
      needed[1] ? sumToShape(where(saved.condition, 0, gradient), shapeOf(other)) : null,
    ],
  });
});

/** `where` as a method: `x.where(condition, other)` keeps the elements of x where the condition is true. */
export const whereMethod = named(
  'where',
  ['condition', 'other'],
  (input: Tensor, condition: Tensor, other: Operand): Tensor => {
    return where(condition, input, other);
  },
);

function select(condition: Tensor, input: Operand, other: Operand): Tensor {
  const shape = broadcastShapes(condition.shape, broadcastShapes(shapeOf(input), shapeOf(other)));
  const type = resultType(input, other);
  const onHost = type === 'float32' ? null : selectOnHost(condition, input, other, shape, type);
  if (onHost) return onHost;
  const full = [condition, input, other].find((part) => part instanceof Tensor && sameShape(part.shape, shape));
  const order = full instanceof Tensor ? full.order : rowByRow(shape);
  return fromDevice(() => {
    const [yes, no] = [input, other].map((part) => valuesOf(part, type, shape, order));
    if (!yes || !no) throw new RuntimeError('where selects between two tensors.');
    return tf.where(expand(condition.detach(), shape).valuesIn(order), yes, no);
  }, order);
}

function valuesOf(part: Operand, type: DType, shape: Shape, order: readonly number[]): tf.Tensor {
  if (part instanceof Tensor) return expand(castTo(part.detach(), type), shape).valuesIn(order);
  const sizes = order.map((axis) => shape[axis] ?? 1);
  return type === 'bool'
    ? tf.cast(tf.fill(sizes, Number(part), 'int32'), 'bool')
    : tf.fill(sizes, Number(part), type === 'float32' ? 'float32' : 'int32');
}

function selectOnHost(condition: Tensor, input: Operand, other: Operand, shape: Shape, type: DType): Tensor | null {
  const [test, yes, no] = [condition, input, other].map((part) =>
    part instanceof Tensor
      ? expand(part.detach(), shape).hostValues
      : new Float64Array(elementCount(shape)).fill(Number(part)),
  );
  if (!test || !yes || !no) return null;
  return fromHost(
    hostArray(
      Array.from(test, (isTrue, index) => (isTrue ? yes : no)[index] ?? 0),
      type,
    ),
    shape,
    type,
  );
}

async function positionsOfTrue(condition: Tensor): Promise<readonly Tensor[]> {
  const { shape } = condition;
  const found = Array.from(await condition.numpy()).flatMap((value, position) => (value === 0 ? [] : position));
  return shape.map((size, axis) => {
    const step = elementCount(shape.slice(axis + 1));
    const indices = Float64Array.from(found, (position) => Math.floor(position / step) % size);
    return fromHost(indices, [found.length], 'int64');
  });
}

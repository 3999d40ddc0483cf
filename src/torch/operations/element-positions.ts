/** Which elements the index of gather and scatter names. */
import * as tf from '@tensorflow/tfjs-core';
import { RuntimeError } from '../errors.ts';
import { contiguousStrides, elementCount, formatShape, type Shape } from '../shape.ts';
import { positions } from '../strided.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { boundsMessage, checkIndex } from './index-values.ts';

/**
 * For each element of `index`, the position of the element of a tensor of `shape` at the same place, but at the index's
 * value along `axis`: positions count row by row.
 *
 * @throws {RuntimeError} when a value is out of bounds.
 */
export function elementPositions(index: Tensor, axis: number, shape: Shape): Tensor {
  const size = shape[axis] ?? 1;
  const checked = checkIndex(index, size, (value) => new RuntimeError(...boundsMessage(value, axis, size)));
  const strides = contiguousStrides(shape);
  const step = strides[axis] ?? 1;
  const places = positions({
    shape: index.shape,
    strides: strides.map((stride, place) => (place === axis ? 0 : stride)),
    offset: 0,
  });
  const values = checked.hostValues;
  if (values) {
    const found = Float64Array.from(values, (value, element) => (places[element] ?? 0) + value * step);
    return fromHost(found, index.shape, 'int64');
  }
  return fromDevice(() => {
    const along = tf.mul(checked.values, tf.scalar(step, 'int32'));
    return tf.add(along, tf.tensor(places, [...index.shape], 'int32'));
  });
}

/** @throws {RuntimeError} when an index of gather or scatter is no integer tensor with as many axes as `input`. */
export function requireIndexFor(name: string, input: Tensor, index: Tensor): void {
  if (index.dtype !== 'int64') {
    throw new RuntimeError(`${name}(): Expected dtype int32/int64 for index`, 'Convert it by index.long().');
  }
  if (index.numel() > 0 && Math.max(index.ndim, 1) !== Math.max(input.ndim, 1)) {
    throw new RuntimeError(
      'Index tensor must have the same number of dimensions as input tensor',
      `Their shapes are ${formatShape(index.shape)} and ${formatShape(input.shape)}.`,
    );
  }
}

/** Whether no axis of `inner` is longer than that of `outer`, but for `except`. */
export function fitsInto(inner: Shape, outer: Shape, except: number | null): boolean {
  return elementCount(inner) === 0 || inner.every((size, axis) => axis === except || size <= (outer[axis] ?? 1));
}

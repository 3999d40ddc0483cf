/** Reading and writing of a view: elements of a flat storage at an offset, with a step for each axis. */
import * as tf from '@tensorflow/tfjs-core';
import { scatterUpdate } from './scatter-update.ts';
import { contiguousStrides, elementCount, isRowByRow, type Shape } from './shape.ts';
import type { HostValues } from './storage.ts';

/** Which elements of a storage a tensor shows, as PyTorch's size, stride and storage_offset say. */
export interface Layout {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** The layout of a tensor that is its whole storage. */
export function wholeLayout(shape: Shape): Layout {
  return { shape, strides: contiguousStrides(shape), offset: 0 };
}

/**
 * For each axis of a view, which axis of the storage it is, where the view shows all of the storage with its axes in any
 * order: a matrix and its transpose. Null for another view.
 */
export function axesInStorage({ shape, strides, offset }: Layout, stored: Shape): readonly number[] | null {
  if (offset !== 0 || shape.length !== stored.length) return null;
  const storedStrides = contiguousStrides(stored);
  const free = new Set(stored.keys());
  const axes: number[] = [];
  for (const [axis, size] of shape.entries()) {
    const match = [...free].find(
      (candidate) => stored[candidate] === size && (size === 1 || storedStrides[candidate] === strides[axis]),
    );
    if (match === undefined) return null;
    free.delete(match);
    axes.push(match);
  }
  return axes;
}

/** The elements of a view, row by row, in an array of their own. */
export function pick(stored: HostValues, layout: Layout): HostValues {
  const { shape, strides, offset } = layout;
  if (isRowByRow(shape, strides)) return stored.slice(offset, offset + elementCount(shape));
  const picked = positions(layout);
  if (stored instanceof Uint8Array) return Uint8Array.from(picked, (position) => stored[position] ?? 0);
  if (stored instanceof Float64Array) return Float64Array.from(picked, (position) => stored[position] ?? 0);
  return Float32Array.from(picked, (position) => stored[position] ?? 0);
}

/** `pick`, but that what lies row by row is the storage's own memory: to be read at once, and not written. */
export function peek(stored: HostValues, layout: Layout): HostValues {
  const { shape, strides, offset } = layout;
  return isRowByRow(shape, strides) ? stored.subarray(offset, offset + elementCount(shape)) : pick(stored, layout);
}

/** A copy of a storage with `values` in the place of the elements of a view. */
export function place(stored: HostValues, layout: Layout, values: HostValues): HostValues {
  const result = stored.slice();
  for (const [index, position] of positions(layout).entries()) result[position] = values[index] ?? 0;
  return result;
}

/** Positions in the storage of all elements of a view, row by row. */
export function positions({ shape, strides, offset }: Layout): Int32Array {
  const result = new Int32Array(elementCount(shape));
  const index = new Array<number>(shape.length).fill(0);
  let position = offset;
  for (let element = 0; element < result.length; element++) {
    result[element] = position;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const stride = strides[axis] ?? 0;
      const size = shape[axis] ?? 1;
      index[axis] = (index[axis] ?? 0) + 1;
      position += stride;
      if ((index[axis] ?? 0) < size) break;
      index[axis] = 0;
      position -= stride * size;
    }
  }
  return result;
}

/**
 * The elements of a view as a tensor of its shape.
 *
 * @param flat the storage, one axis. The result may share its memory.
 */
export function readStrided(flat: tf.Tensor, layout: Layout): tf.Tensor {
  const { shape } = layout;
  if (elementCount(shape) === 0) return tf.zeros([...shape], flat.dtype);
  return readBox(flat, layout) ?? tf.reshape(gather(flat, positions(layout)), [...shape]);
}

/** The storage with the elements of a view replaced by `values`, which have the view's shape. */
export function writeStrided(flat: tf.Tensor, layout: Layout, values: tf.Tensor): tf.Tensor {
  const indices = positions(layout);
  if (indices.length === 0) return tf.clone(flat);
  const target = tf.tensor2d(indices, [indices.length, 1], 'int32');
  const updated = scatterUpdate(asNumbers(flat), target, asNumbers(tf.reshape(values, [indices.length])));
  return tf.cast(updated, flat.dtype);
}

/** The kernels that move elements know no booleans. */
function asNumbers<T extends tf.Tensor>(values: T): T {
  return values.dtype === 'bool' ? tf.cast(values, 'int32') : values;
}

function gather(flat: tf.Tensor, indices: Int32Array): tf.Tensor {
  return tf.cast(tf.gather(asNumbers(flat), tf.tensor1d(indices, 'int32')), flat.dtype);
}

/**
 * A view that is a box in some reshaping of the storage, its axes in any order: every transposition, and nearly every
 * slice. Null for another one.
 */
function readBox(flat: tf.Tensor, { shape, strides, offset }: Layout): tf.Tensor | null {
  const axes = shape.map((_, axis) => axis).filter((axis) => shape[axis] !== 1 && strides[axis] !== 0);
  axes.sort((a, b) => (strides[b] ?? 0) - (strides[a] ?? 0));
  const steps = axes.map((axis) => strides[axis] ?? 0);
  const [largest = flat.size] = steps;
  if (flat.size % largest !== 0) return null;
  const boxes = [flat.size / largest];
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1] ?? 1;
    if (step % next !== 0) return null;
    if (index + 1 < steps.length) boxes.push(step / next);
  }
  const innermost = steps.at(-1) ?? flat.size;
  boxes.push(innermost);
  const sizes = [...axes.map((axis) => shape[axis] ?? 1), 1];
  if (axes.length === 0) boxes.splice(0, boxes.length, flat.size);
  const begin = beginOf(offset, boxes);
  if (begin.some((start, index) => start + (sizes[index] ?? 1) > (boxes[index] ?? 0))) return null;
  const box = begin.every((start, index) => start === 0 && sizes[index] === boxes[index])
    ? tf.reshape(flat, sizes)
    : tf.slice(tf.reshape(flat, boxes), begin, sizes);
  return expandBox(box, axes, shape, strides);
}

/** Puts the axes of a box in the order of the shape, and repeats it along those of stride 0. */
function expandBox(box: tf.Tensor, axes: readonly number[], shape: Shape, strides: readonly number[]): tf.Tensor {
  const sorted = [...axes].sort((a, b) => a - b);
  const squeezed = tf.reshape(
    box,
    axes.map((axis) => shape[axis] ?? 1),
  );
  const isSorted = axes.every((axis, index) => axis === sorted[index]);
  const ordered = isSorted
    ? squeezed
    : tf.transpose(
        squeezed,
        sorted.map((axis) => axes.indexOf(axis)),
      );
  const single = shape.map((size, axis) => (strides[axis] === 0 ? 1 : size));
  const repeats = shape.map((size, axis) => (strides[axis] === 0 ? size : 1));
  const full = tf.reshape(ordered, single);
  return repeats.every((count) => count === 1) ? full : tf.cast(tf.tile(asNumbers(full), repeats), box.dtype);
}

/** Digits of `offset` in the mixed base of `boxes`: where the box begins along each of its axes. */
function beginOf(offset: number, boxes: readonly number[]): number[] {
  let rest = offset;
  return boxes.map((_, index) => {
    const size = boxes.slice(index + 1).reduce((product, length) => product * length, 1);
    const digit = Math.floor(rest / size);
    rest -= digit * size;
    return digit;
  });
}

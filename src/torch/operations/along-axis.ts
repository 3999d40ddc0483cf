/** Elements named by an index along an axis, one place of the result each. Not public. */
import * as tf from '@tensorflow/tfjs-core';
import { record } from '../autograd/record.ts';
import { contiguousStrides, elementCount, type Shape } from '../shape.ts';
import { positions } from '../strided.ts';
import type { Tensor } from '../tensor.ts';
import { hostArray } from './creation.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { reshape } from './reshaping.ts';

/** Puts an operation that took the elements at `indices` along `axis` on the tape: their gradients go back there. */
export function recordTaken(output: Tensor, name: string, input: Tensor, axis: number, indices: Tensor): Tensor {
  return record(output, {
    name,
    inputs: [input],
    saved: { indices },
    backward: (gradient, saved) => [putAlong(gradient, axis, saved.indices, input.shape)],
  });
}

/** The elements of `input` at `indices` along `axis`; the other axes of both are the same. `name` is the node's. */
export function takeAlong(input: Tensor, axis: number, indices: Tensor, name = 'GatherBackward0'): Tensor {
  return recordTaken(taken(input, axis, indices), name, input, axis, indices);
}

/** Zeros of `shape` with the elements of `source`, one for each index row by row, added at `indices` along `axis`. */
function putAlong(source: Tensor, axis: number, indices: Tensor, shape: Shape): Tensor {
  const result = fromDevice(() => {
    const count = indices.numel();
    if (count === 0) return tf.zeros([...shape]);
    const target = tf.reshape(flatIndices(indices, axis, shape), [count, 1]);
    return tf.reshape(tf.scatterND(target, tf.reshape(source.values, [count]), [elementCount(shape)]), [...shape]);
  });
  return record(result, {
    name: 'ScatterAddBackward0',
    inputs: [source],
    backward: (gradient) => [reshape(takeAlong(gradient, axis, indices), source.shape)],
  });
}

function taken(input: Tensor, axis: number, indices: Tensor): Tensor {
  const [values, places] = [input.dtype === 'float32' ? null : input.hostValues, indices.hostValues];
  if (values && places) {
    const picked = Array.from(hostIndices(places, indices.shape, axis, input.shape), (index) => values[index] ?? 0);
    return fromHost(hostArray(picked, input.dtype), indices.shape, input.dtype);
  }
  return fromDevice(() => {
    const stored = tf.reshape(input.values, [input.numel()]);
    const flat = tf.reshape(flatIndices(indices, axis, input.shape), [indices.numel()]);
    const numbers = stored.dtype === 'bool' ? tf.cast(stored, 'int32') : stored;
    return tf.reshape(tf.cast(tf.gather(numbers, flat), stored.dtype), [...indices.shape]);
  });
}

/** Positions in a tensor of `shape`, row by row. */
function flatIndices(indices: Tensor, axis: number, shape: Shape): tf.Tensor {
  const stride = contiguousStrides(shape)[axis] ?? 1;
  const starts = tf.tensor(startsOf(indices.shape, axis, shape), [...indices.shape], 'int32');
  return tf.add(tf.mul(indices.values, tf.scalar(stride, 'int32')), starts);
}

function hostIndices(indices: ArrayLike<number>, indexShape: Shape, axis: number, shape: Shape): number[] {
  const stride = contiguousStrides(shape)[axis] ?? 1;
  return Array.from(startsOf(indexShape, axis, shape), (start, place) => start + stride * (indices[place] ?? 0));
}

/** For each index, where its line along the axis begins. */
function startsOf(indexShape: Shape, axis: number, shape: Shape): Int32Array {
  const strides = contiguousStrides(shape).map((stride, index) => (index === axis ? 0 : stride));
  return positions({ shape: indexShape, strides, offset: 0 });
}

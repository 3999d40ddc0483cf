/** Where the elements of a tensor stand when they are sorted. Not public. */
import * as tf from '@tensorflow/tfjs-core';
import { elementCount } from '../shape.ts';
import type { HostValues } from '../storage.ts';
import type { Tensor } from '../tensor.ts';
import { transpose } from './axes.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { contiguous } from './memory-layout.ts';

/**
 * Indices of the first `count` elements along `axis` in order; equal ones keep theirs, and nan is larger than all numbers.
 * Sorted on the host wherever it can read at once, on WebGPU by the kernel of topk, where nan is as large as infinity.
 */
export function sortedIndices(
  input: Tensor,
  axis: number,
  descending: boolean,
  count = input.shape[axis] ?? 1,
): Tensor {
  const self = input.detach();
  if (self.ndim === 0) return fromHost(new Float64Array(1), [], 'int64');
  const lines = transpose(self, axis, -1);
  const values = lines.hostValues ?? (tf.getBackend() === 'webgpu' ? null : lines.numpySync());
  const shape = [...lines.shape.slice(0, -1), count];
  if (elementCount(shape) === 0) return fromHost(new Float64Array(), self.shape.with(axis, count), 'int64');
  const indices = values
    ? fromHost(sortOnHost(values, lines.shape.at(-1) ?? 1, descending, count), shape, 'int64')
    : fromDevice(() => {
        const keys = sortKeys(lines);
        return tf.topk(descending ? keys : tf.neg(keys), count).indices;
      });
  return contiguous(transpose(indices, axis, -1));
}

/** Numbers that the kernel of topk can order: it knows neither booleans nor nan. */
function sortKeys({ dtype, values }: Tensor): tf.Tensor {
  if (dtype === 'bool') return tf.cast(values, 'int32');
  if (dtype !== 'float32') return values;
  return tf.where(tf.isNaN(values), tf.fill(values.shape, Infinity), values);
}

/** One place of each line of indices. The axis stays, with size 1. */
export function indicesAt(indices: Tensor, axis: number, place: number): Tensor {
  if (indices.ndim === 0) return indices;
  const layout = {
    shape: indices.shape.map((size, index) => (index === axis ? 1 : size)),
    strides: indices.stride(),
    offset: indices.storageOffset() + place * indices.stride(axis),
  };
  return contiguous(indices.viewOf(layout));
}

function sortOnHost(values: HostValues, size: number, descending: boolean, count: number): Float64Array {
  const result = new Float64Array((values.length / size) * count);
  const direction = descending ? -1 : 1;
  for (let start = 0, place = 0; start < values.length; start += size, place += count) {
    const line = values.subarray(start, start + size);
    const order = Uint32Array.from(line.keys());
    order.sort((a, b) => direction * compare(line[a] ?? 0, line[b] ?? 0) || a - b);
    result.set(order.subarray(0, count), place);
  }
  return result;
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  // Not a difference: that of two infinities is nan.
  return a < b ? -1 : Number(a > b);
}

/** What functions over axes have in common. Not public. */
import * as tf from '@tensorflow/tfjs-core';
import type { DType } from '../dtype.ts';
import { contiguousStrides, elementCount, normalizeDims, type Shape } from '../shape.ts';
import { positions } from '../strided.ts';
import type { Tensor } from '../tensor.ts';
import { hostArray } from './creation.ts';
import { fromDevice, fromHost } from './elementwise.ts';

/** One axis, several, or null for all of them. */
export type Dims = number | readonly number[] | null;

export interface DimParameters {
  readonly dim?: Dims;
  /** Whether the axes stay, with size 1. */
  readonly keepdim?: boolean;
}

export const DIM_NAMES = ['dim', 'keepdim'] as const;

/** The axes of a reduction, and the shapes of its result. */
export interface Reduced {
  readonly axes: readonly number[];
  /** The result's shape. */
  readonly shape: Shape;
  /** The result's shape with the axes as 1. */
  readonly kept: Shape;
  /** How many elements become one. */
  readonly count: number;
}

/** @throws {IndexError} for an axis that is not there. @throws {RuntimeError} for one that is named twice. */
export function reducedOver({ shape }: Tensor, dim: Dims | undefined, keepdim = false): Reduced {
  const axes = normalizeDims(dim, shape.length);
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return {
    axes,
    kept,
    shape: keepdim ? kept : shape.filter((_, axis) => !axes.includes(axis)),
    count: elementCount(axes.map((axis) => shape[axis] ?? 1)),
  };
}

interface DeviceReduction {
  /** Reduces `axes` of values, which stay as size 1. */
  readonly kernel: (values: tf.Tensor, axes: number[]) => tf.Tensor;
  /** The result for no elements. */
  readonly empty: number;
}

/** A float32 reduction on the device. The axes that remain keep their order in memory. */
export function reduceFloats(input: Tensor, reduced: Reduced, { kernel, empty }: DeviceReduction): Tensor {
  return reduceValues(input, reduced, kernel, empty, 'float32');
}

/** A reduction that keeps the type: on the host where it knows the integers or booleans, else on the device. */
export function reduceAsIs(
  input: Tensor,
  reduced: Reduced,
  { kernel, empty, host }: DeviceReduction & { readonly host: (a: number, b: number) => number },
): Tensor {
  const values = input.dtype === 'float32' ? null : input.hostValues;
  if (values && reduced.count > 0) return reduceOnHost(values, input, reduced, host);
  return reduceValues(input, reduced, kernel, empty, input.dtype);
}

function reduceValues(
  input: Tensor,
  { axes, kept, shape }: Reduced,
  kernel: DeviceReduction['kernel'],
  empty: number,
  dtype: DType,
): Tensor {
  // Kernels read beyond the end where there is nothing to reduce.
  if (input.numel() === 0) {
    return fromHost(hostArray(new Float64Array(elementCount(shape)).fill(empty), dtype), shape, dtype);
  }
  const { order } = input;
  const remaining = order.filter((axis) => shape.length === kept.length || !axes.includes(axis));
  const sorted = [...remaining].sort((a, b) => a - b);
  return fromDevice(
    () => {
      const values = dtype === 'float32' ? input.floatsIn(order) : input.valuesIn(order);
      // Kernels take a scalar for a vector of one element, but not all of them do so by themselves.
      const result =
        input.ndim === 0
          ? kernel(tf.reshape(values, [1]), [0])
          : kernel(
              values,
              axes.map((axis) => order.indexOf(axis)),
            );
      return tf.reshape(
        result,
        remaining.map((axis) => kept[axis] ?? 1),
      );
    },
    remaining.map((axis) => sorted.indexOf(axis)),
  );
}

function reduceOnHost(
  values: ArrayLike<number>,
  { shape: inputShape, dtype }: Tensor,
  { kept, shape }: Reduced,
  combine: (a: number, b: number) => number,
): Tensor {
  const strides = contiguousStrides(kept).map((stride, axis) => (kept[axis] === 1 ? 0 : stride));
  const result = new Float64Array(elementCount(shape)).fill(NaN);
  for (const [index, position] of positions({ shape: inputShape, strides, offset: 0 }).entries()) {
    const [before, value] = [result[position] ?? NaN, values[index] ?? 0];
    result[position] = Number.isNaN(before) ? value : combine(before, value);
  }
  return fromHost(hostArray(result, dtype), shape, dtype);
}

/** So many numbers are added one after the other; more of them in blocks, whose sums are added. */
const BLOCK = 64;
const LARGEST_PLAIN_SUM = 512;

/**
 * Sum over axes, which stay as size 1. In float32 one long sum loses three digits over a million numbers, where a GPU adds
 * in a tree: on the processor sums of blocks are added instead.
 */
export function sumOver(values: tf.Tensor, axes: readonly number[]): tf.Tensor {
  const count = elementCount(axes.map((axis) => values.shape[axis] ?? 1));
  const isParallel = tf.getBackend().startsWith('webg');
  if (isParallel || values.dtype !== 'float32' || count <= LARGEST_PLAIN_SUM) return tf.sum(values, [...axes], true);
  if (count === values.size) {
    const ones = values.shape.map(() => 1);
    return tf.reshape(sumAlong(tf.reshape(values, [count]), 0), ones);
  }
  return [...axes].sort((a, b) => b - a).reduce(sumAlong, values);
}

function sumAlong(values: tf.Tensor, axis: number): tf.Tensor {
  const size = values.shape[axis] ?? 1;
  if (size <= BLOCK) return tf.sum(values, axis, true);
  const blocks = Math.floor(size / BLOCK);
  const inBlocks = blocks * BLOCK;
  const head = inBlocks === size ? values : sliceAlong(values, axis, 0, inBlocks);
  const sums = tf.sum(tf.reshape(head, values.shape.toSpliced(axis, 1, blocks, BLOCK)), axis + 1);
  const sum = sumAlong(sums, axis);
  return inBlocks === size ? sum : tf.add(sum, tf.sum(sliceAlong(values, axis, inBlocks, size - inBlocks), axis, true));
}

function sliceAlong(values: tf.Tensor, axis: number, start: number, size: number): tf.Tensor {
  const begin = values.shape.map((_, index) => (index === axis ? start : 0));
  const sizes = values.shape.map((whole, index) => (index === axis ? size : whole));
  return tf.slice(values, begin, sizes);
}

/** Running sums and products in both directions, differentiable. Not public. */
import * as tf from '@tensorflow/tfjs-core';
import { record } from '../autograd/record.ts';
import { contiguousStrides } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { mul } from './arithmetic.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { sum } from './sums.ts';
import { unsqueeze } from './reshaping.ts';
import { where } from './where.ts';

interface Direction {
  /** Whether an element's own value is left out. */
  readonly exclusive?: boolean;
  /** Whether to begin at the end. */
  readonly reverse?: boolean;
}

/** Sums of all elements up to each one along an axis. */
export function runningSum(input: Tensor, axis: number, { reverse = false }: Direction = {}): Tensor {
  const result = input.numel() === 0 || input.ndim === 0 ? input.clone() : running(input, axis, reverse);
  return record(result, {
    name: 'CumsumBackward0',
    inputs: [input],
    backward: (gradient) => [runningSum(gradient, axis, { reverse: !reverse })],
  });
}

function running(input: Tensor, axis: number, reverse: boolean): Tensor {
  const values = input.dtype === 'float32' ? null : input.hostValues;
  if (!values) return fromDevice(() => tf.cumsum(input.values, axis, false, reverse));
  const step = contiguousStrides(input.shape)[axis] ?? 1;
  const size = input.shape[axis] ?? 1;
  const sums = Float64Array.from(values);
  sums.forEach((value, index) => {
    if (Math.floor(index / step) % size > 0) sums[index] = value + (sums[index - step] ?? 0);
  });
  return fromHost(sums, input.shape, 'int64');
}

/** Products of all elements up to each one along an axis. */
export function runningProduct(input: Tensor, axis: number, direction: Direction = {}): Tensor {
  const { exclusive = false, reverse = false } = direction;
  const result = fromDevice(() => tf.cumprod(input.values, axis, exclusive, reverse));
  return record(result, {
    name: 'CumprodBackward0',
    inputs: [input],
    saved: { self: input, result },
    backward: (gradient, { self }) => [productGradient(gradient, self, axis, direction)],
  });
}

/**
 * The product at place j without its factor i, for all pairs: n² numbers, and right also where a factor is 0, by which
 * nothing can be divided.
 */
function productGradient(gradient: Tensor, self: Tensor, axis: number, direction: Direction): Tensor {
  const size = self.shape[axis] ?? 1;
  // Axis `axis` counts factors i, the next one products j.
  const pairShape = self.shape.map((_, index) => (index === axis ? size : 1)).toSpliced(axis + 1, 0, size);
  const pairs = (condition: (i: number, j: number) => boolean): Tensor =>
    fromHost(
      Uint8Array.from({ length: size * size }, (_, index) => Number(condition(Math.floor(index / size), index % size))),
      pairShape,
      'bool',
    );
  const { exclusive = false, reverse = false } = direction;
  const without = where(
    pairs((i, j) => i === j),
    1,
    unsqueeze(self, axis),
  );
  const contains = pairs((i, j) => (reverse ? j < i : j > i) || (i === j && !exclusive));
  const products = runningProduct(without, axis + 1, direction);
  return sum(where(contains, mul(products, unsqueeze(gradient, axis)), 0), axis + 1);
}

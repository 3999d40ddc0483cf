/** Products of matrices on the device and their gradients. Not public. */
import * as tf from '@tensorflow/tfjs-core';
import { record } from '../autograd/record.ts';
import { isRowByRow } from '../shape.ts';
import type { AxisOrder } from '../storage.ts';
import type { Tensor } from '../tensor.ts';
import { transpose } from './axes.ts';
import { fromDevice, fromHost } from './elementwise.ts';

/** The product of two matrices, or of two batches of them of the same size, outside of the tape. */
export function product(a: Tensor, b: Tensor): Tensor {
  const [rows, inner, columns] = [a.shape.at(-2) ?? 1, a.shape.at(-1) ?? 1, b.shape.at(-1) ?? 1];
  const shape = [...a.shape.slice(0, -2), rows, columns];
  const isInteger = a.dtype !== 'float32';
  const exact = isInteger ? productOnHost(a, b, shape) : null;
  if (exact) return exact;
  return fromDevice(() => {
    // Kernels read beyond the end where there is nothing to add.
    if (inner === 0 || a.numel() === 0 || b.numel() === 0) return tf.zeros(shape, isInteger ? 'int32' : 'float32');
    const [left, right] = [matrixValues(a), matrixValues(b)];
    const result = tf.matMul(left.values, right.values, left.isTransposed, right.isTransposed);
    return isInteger ? tf.cast(result, 'int32') : result;
  });
}

/** `product` on the tape as a node `name`; its gradients go to the transposed operands as views, without a copy. */
export function recordedProduct(a: Tensor, b: Tensor, name: string): Tensor {
  return record(product(a, b), {
    name,
    inputs: [a, b],
    saved: { self: a, mat2: b },
    backward: (gradient, { self, mat2 }, needed) => productGradients(gradient, self, mat2, needed, name),
  });
}

/** Gradients of both factors of a product. */
function productGradients(
  gradient: Tensor,
  a: Tensor,
  b: Tensor,
  needed: readonly boolean[],
  name: string,
): readonly (Tensor | null)[] {
  return [
    needed[0] ? recordedProduct(gradient, transpose(b, -2, -1), name) : null,
    needed[1] ? recordedProduct(transpose(a, -2, -1), gradient, name) : null,
  ];
}

interface MatrixValues {
  readonly values: tf.Tensor;
  /** Whether `values` is the transpose of the matrix, which the kernel then reads the other way round. */
  readonly isTransposed: boolean;
}

/** The values as they lie in memory, where that is the matrix or its transpose. */
function matrixValues(matrix: Tensor): MatrixValues {
  const stored = asStored(matrix, matrix.order);
  if (stored) return stored;
  const flipped = transpose(matrix.detach(), -2, -1);
  if (isRowByRow(matrix.shape, matrix.stride()) || !isRowByRow(flipped.shape, flipped.stride())) {
    return { values: floats(matrix, rowOrder(matrix)), isTransposed: false };
  }
  const storedFlipped = asStored(flipped, flipped.order);
  return storedFlipped
    ? { values: storedFlipped.values, isTransposed: !storedFlipped.isTransposed }
    : { values: floats(flipped, rowOrder(flipped)), isTransposed: true };
}

/** For a tensor whose last two axes lie in memory in the opposite order. */
function asStored(matrix: Tensor, order: AxisOrder): MatrixValues | null {
  const swapped = [...rowOrder(matrix).slice(0, -2), matrix.ndim - 1, matrix.ndim - 2];
  const isSwapped = order.every((axis, index) => axis === swapped[index]);
  return isSwapped ? { values: floats(matrix, swapped), isTransposed: true } : null;
}

function floats(matrix: Tensor, order: AxisOrder): tf.Tensor {
  return matrix.floatsIn(order);
}

function rowOrder({ shape }: Tensor): number[] {
  return shape.map((_, axis) => axis);
}

/** Integers that the host knows are multiplied there, exactly. */
function productOnHost(a: Tensor, b: Tensor, shape: readonly number[]): Tensor | null {
  const [left, right] = [a.hostValues, b.hostValues];
  if (!left || !right) return null;
  const [rows, inner, columns] = [a.shape.at(-2) ?? 1, a.shape.at(-1) ?? 1, b.shape.at(-1) ?? 1];
  const result = Float64Array.from({ length: shape.reduce((count, size) => count * size, 1) }, (_, place) => {
    const column = place % columns;
    const line = Math.floor(place / columns);
    const batch = Math.floor(line / rows);
    let sum = 0;
    for (let index = 0; index < inner; index++) {
      sum += (left[line * inner + index] ?? 0) * (right[(batch * inner + index) * columns + column] ?? 0);
    }
    return sum;
  });
  return fromHost(result, shape, a.dtype);
}

/** Views of parts of a tensor. */
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { named } from '../../calling-convention/named.ts';
import { recordView } from '../autograd/record.ts';
import { IndexError, RuntimeError } from '../errors.ts';
import { formatShape, normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { unsqueeze } from './reshaping.ts';
import { slice, sliceGradient } from './slice.ts';
import { stridedGradient, stridedPart } from './strided-part.ts';

/**
 * A view of `length` elements of axis `dim` from `start` on, which may count from the end.
 *
 * @throws {RuntimeError} when they go beyond the axis.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.narrow.html
 */
export const narrow = named(
  'narrow',
  ['dim', 'start', 'length'],
  (input: Tensor, dim: number, start: number, length: number): Tensor => {
    if (input.ndim === 0) throw new RuntimeError('narrow() cannot be applied to a 0-dim tensor.');
    if (length < 0) throw new RuntimeError(`narrow(): length must be non-negative. It is ${length}.`);
    const axis = normalizeDim(dim, input.ndim);
    const size = input.shape[axis] ?? 1;
    if (start < -size || start > size) {
      throw new IndexError(`start out of range (expected to be in range of [${-size}, ${size}], but got ${start})`);
    }
    const first = start < 0 ? start + size : start;
    if (first + length > size) {
      throw new RuntimeError(`start (${first}) + length (${length}) exceeds dimension size (${size}).`);
    }
    return slice(input, { axis, start: first, length, step: 1 });
  },
);

/**
 * A view without axis `dim`, at `index` of it, which may count from the end.
 *
 * @throws {IndexError} when there is no such element.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.select.html
 */
export const select = named('select', ['dim', 'index'], (input: Tensor, dim: number, index: number): Tensor => {
  if (input.ndim === 0) throw new IndexError('select() cannot be applied to a 0-dim tensor.');
  const axis = normalizeDim(dim, input.ndim);
  const size = input.shape[axis] ?? 1;
  if (index < -size || index >= size) {
    throw new IndexError(
      `select(): index ${index} out of range for tensor of size ${formatShape(input.shape)} at dimension ${axis}`,
    );
  }
  const start = index < 0 ? index + size : index;
  const part = { axis, start, length: 1, step: 1 };
  const layout = {
    shape: input.shape.toSpliced(axis, 1),
    strides: input.stride().toSpliced(axis, 1),
    offset: input.storageOffset() + start * input.stride(axis),
  };
  return recordView(input, layout, 'SelectBackward0', (gradient) =>
    sliceGradient(unsqueeze(gradient, axis), part, input.shape),
  );
});

interface DiagonalParameters {
  readonly offset?: number;
  readonly dim1?: number;
  readonly dim2?: number;
}

/**
 * A view of the elements of axes `dim1` and `dim2` whose indices differ by `offset`, as the last axis.
 *
 * Call: `diagonal(input, offset, dim1, dim2)`; 0, 0 and 1 by default.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.diagonal.html
 */
export function diagonal(input: Tensor, ...values: Arguments<DiagonalParameters, ['offset', 'dim1', 'dim2']>): Tensor {
  const { offset = 0, ...dims } = bindArguments<DiagonalParameters>(['offset', 'dim1', 'dim2'], values);
  const [row, column] = [normalizeDim(dims.dim1 ?? 0, input.ndim), normalizeDim(dims.dim2 ?? 1, input.ndim)];
  if (row === column) throw new RuntimeError(`diagonal dimensions cannot be identical ${row}, ${column}`);
  const [rows, columns] = [input.shape[row] ?? 1, input.shape[column] ?? 1];
  const length = Math.max(0, Math.min(rows - Math.max(-offset, 0), columns - Math.max(offset, 0)));
  const start = Math.max(-offset, 0) * input.stride(row) + Math.max(offset, 0) * input.stride(column);
  const isKept = (_: unknown, axis: number) => axis !== row && axis !== column;
  const layout = {
    shape: [...input.shape.filter(isKept), length],
    strides: [...input.stride().filter(isKept), input.stride(row) + input.stride(column)],
    offset: input.storageOffset() + (length > 0 ? start : 0),
  };
  return partView(input, layout, 'DiagonalBackward0');
}

/**
 * A view of all windows of `size` elements along axis `dimension`, `step` apart: the axis becomes one of windows, and the
 * elements of a window are a new last axis.
 *
 * @throws {RuntimeError} when the axis is shorter than a window, or `step` is not positive.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.unfold.html
 */
export const unfold = named(
  'unfold',
  ['dimension', 'size', 'step'],
  (input: Tensor, dimension: number, size: number, step: number): Tensor => {
    const axis = normalizeDim(dimension, input.ndim);
    const [available, stride] = [input.shape[axis] ?? 1, input.ndim > 0 ? input.stride(axis) : 1];
    if (size > available) {
      throw new RuntimeError(`maximum size for tensor at dimension ${axis} is ${available} but size is ${size}`);
    }
    if (step <= 0) throw new RuntimeError(`step is ${step} but must be > 0`);
    const windows = Math.floor((available - size) / step) + 1;
    const layout = {
      shape: input.ndim > 0 ? [...input.shape.with(axis, windows), size] : [size],
      strides: input.ndim > 0 ? [...input.stride().with(axis, stride * step), stride] : [1],
      offset: input.storageOffset(),
    };
    return partView(input, layout, 'UnfoldBackward0');
  },
);

/** A view whose gradient goes back to where its elements are, as often as the view shows them. */
function partView(input: Tensor, layout: Tensor['layout'], name: string): Tensor {
  return recordView(input, layout, name, (gradient) =>
    stridedPart(stridedGradient(gradient, [input.storage.size], layout), input.layout),
  );
}

/** Views with the axes in another order. */
import { named } from '../../calling-convention/named.ts';
import { recordView } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { formatShape, normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { listSizes, type Sizes } from './sizes.ts';

/**
 * A view whose axis `i` is axis `dims[i]` of `input`. Call: `permute(input, 0, 2, 1)` or `permute(input, [0, 2, 1])`.
 *
 * @throws {RuntimeError} when `dims` does not name every axis once.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.permute.html
 */
export function permute(input: Tensor, ...dims: Sizes<'dims'>): Tensor {
  return permuted(input, listSizes('dims', dims), 'PermuteBackward0');
}

/**
 * A view with two axes exchanged. Axes may count from the end.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.transpose.html
 */
export const transpose = named('transpose', ['dim0', 'dim1'], (input: Tensor, dim0: number, dim1: number): Tensor => {
  return exchanged(input, dim0, dim1, 'TransposeBackward0');
});

/**
 * A matrix transposed; a vector or scalar as it is.
 *
 * @throws {RuntimeError} for more axes.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.t.html
 */
export function t(input: Tensor): Tensor {
  if (input.ndim > 2) {
    throw new RuntimeError(
      `t() expects a tensor with <= 2 dimensions, but self is ${input.ndim}D`,
      'Use transpose(dim0, dim1), or permute.',
    );
  }
  return input.ndim === 2
    ? exchanged(input, 0, 1, 'TBackward0')
    : permuted(input, [...input.shape.keys()], 'TBackward0');
}

/** `transpose` by NumPy's name. @source https://docs.pytorch.org/docs/stable/generated/torch.swapaxes.html */
export const swapaxes = named('swapaxes', ['axis0', 'axis1'], (input: Tensor, axis0: number, axis1: number): Tensor => {
  return transpose(input, axis0, axis1);
});

/** `transpose` by another of its names. @source https://docs.pytorch.org/docs/stable/generated/torch.swapdims.html */
export const swapdims = named('swapdims', ['dim0', 'dim1'], (input: Tensor, dim0: number, dim1: number): Tensor => {
  return transpose(input, dim0, dim1);
});

/**
 * A view with the axes `source` moved to the places `destination`, the others in their order.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.movedim.html
 */
export const movedim = named(
  'movedim',
  ['source', 'destination'],
  (input: Tensor, source: number | readonly number[], destination: number | readonly number[]): Tensor => {
    const from = [source].flat().map((dim) => normalizeDim(dim, input.ndim));
    const to = [destination].flat().map((dim) => normalizeDim(dim, input.ndim));
    if (from.length !== to.length) {
      throw new RuntimeError(
        `movedim: Invalid source or destination dims: source (${formatShape(from)} dims) should contain the same number of ` +
          `dims as destination (${formatShape(to)} dims)`,
      );
    }
    for (const [name, dims] of [['source', from] as const, ['destination', to] as const]) {
      if (new Set(dims).size < dims.length) {
        throw new RuntimeError(`movedim: repeated dim in \`${name}\` (${formatShape(dims)})`);
      }
    }
    const rest = [...input.shape.keys()].filter((axis) => !from.includes(axis));
    const dims = input.shape.map((_, axis) => {
      const moved = from[to.indexOf(axis)];
      return to.includes(axis) && moved !== undefined ? moved : (rest.shift() ?? 0);
    });
    return permuted(input, dims, 'PermuteBackward0');
  },
);

/** `movedim` by NumPy's name. @source https://docs.pytorch.org/docs/stable/generated/torch.moveaxis.html */
export const moveaxis = named(
  'moveaxis',
  ['source', 'destination'],
  (input: Tensor, source: number | readonly number[], destination: number | readonly number[]): Tensor => {
    return movedim(input, source, destination);
  },
);

function exchanged(input: Tensor, dim0: number, dim1: number, name: string): Tensor {
  const [a, b] = [normalizeDim(dim0, input.ndim), normalizeDim(dim1, input.ndim)];
  const dims = input.shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis));
  return permuted(input, dims, name);
}

function permuted(input: Tensor, dims: readonly number[], name: string): Tensor {
  if (dims.length !== input.ndim) {
    throw new RuntimeError(
      'permute(sparse_coo): number of dimensions in the tensor input does not match the length of the ' +
        `desired ordering of dimensions i.e. input.dim() = ${input.ndim} is not equal to len(dims) = ${dims.length}`,
      'Name every axis once.',
    );
  }
  const axes = dims.map((dim) => normalizeDim(dim, input.ndim));
  if (new Set(axes).size < axes.length) {
    throw new RuntimeError('permute(): duplicate dims are not allowed', 'Name every axis once.');
  }
  const layout = {
    shape: axes.map((axis) => input.shape[axis] ?? 1),
    strides: axes.map((axis) => input.stride(axis)),
    offset: input.storageOffset(),
  };
  const inverse = axes.map((_, axis) => axes.indexOf(axis));
  return recordView(input, layout, name, (gradient) => permuted(gradient, inverse, name));
}

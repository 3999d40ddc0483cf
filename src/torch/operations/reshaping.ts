/** Operations that give the same elements, in the same order, another shape. They share memory where strides allow it. */
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { named } from '../../calling-convention/named.ts';
import { recordView } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { elementCount, formatShape, normalizeDim, normalizeDims, type Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { contiguous } from './memory-layout.ts';
import { inferShape, listSizes, type Sizes } from './sizes.ts';
import { unsafeView } from './unsafe-view.ts';
import { viewStrides } from './view-strides.ts';

/**
 * The same memory as another shape. Call: `view(input, 2, 3)` or `view(input, [2, 3])`; one size may be -1.
 *
 * @throws {RuntimeError} when the sizes do not fit, or the elements lie so that no strides can show them in that shape.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html
 */
export function view(input: Tensor, ...sizes: Sizes<'size'>): Tensor {
  const shape = inferShape(listSizes('size', sizes), input.numel());
  const strides = viewStrides(input.layout, shape);
  if (strides) return viewWith(input, shape, strides);
  throw new RuntimeError(
    "view size is not compatible with input tensor's size and stride (at least one dimension spans " +
      'across two contiguous subspaces). Use .reshape(...) instead.',
  );
}

/**
 * The elements as another shape: a view where strides allow it, else a copy. Call as `view`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.reshape.html
 */
export function reshape(input: Tensor, ...sizes: Sizes<'shape'>): Tensor {
  const shape = inferShape(listSizes('shape', sizes), input.numel());
  const strides = viewStrides(input.layout, shape);
  if (!strides) return unsafeView(contiguous(input), shape);
  return viewWith(input, shape, strides, input.isContiguous() ? 'ViewBackward0' : 'ReshapeAliasBackward0');
}

/** `view` to the shape of `other`. @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view_as.html */
export const viewAs = named('view_as', ['other'], (input: Tensor, other: Tensor): Tensor => {
  return view(input, other.shape);
});

/**
 * `reshape` to the shape of `other`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.reshape_as.html
 */
export const reshapeAs = named('reshape_as', ['other'], (input: Tensor, other: Tensor): Tensor => {
  return reshape(input, other.shape);
});

/**
 * All elements in one axis, as a view where they lie without gaps.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.ravel.html
 */
export function ravel(input: Tensor): Tensor {
  return view(contiguous(input), [-1]);
}

interface FlattenParameters {
  readonly startDim?: number;
  readonly endDim?: number;
}

/**
 * The axes from `startDim` to `endDim`, all by default, as one. Call: `flatten(input, startDim, endDim)`. A tensor that is
 * flat there already is returned itself.
 *
 * @throws {RuntimeError} when `startDim` comes after `endDim`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.flatten.html
 */
export function flatten(input: Tensor, ...values: Arguments<FlattenParameters, ['startDim', 'endDim']>): Tensor {
  const { startDim = 0, endDim = -1 } = bindArguments<FlattenParameters>(['startDim', 'endDim'], values);
  const [start, end] = [normalizeDim(startDim, input.ndim), normalizeDim(endDim, input.ndim)];
  if (start > end) {
    throw new RuntimeError('flatten() has invalid args: start_dim cannot come after end_dim. Exchange them.');
  }
  if (input.ndim === 0) return reshape(input, [1]);
  if (start === end) return input;
  const { shape } = input;
  return reshape(input, [...shape.slice(0, start), elementCount(shape.slice(start, end + 1)), ...shape.slice(end + 1)]);
}

/**
 * Axis `dim` as several of `sizes`, one of which may be -1.
 *
 * @throws {RuntimeError} when the sizes do not multiply to the size of the axis.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.unflatten.html
 */
export const unflatten = named('unflatten', ['dim', 'sizes'], (input: Tensor, dim: number, sizes: Shape): Tensor => {
  const axis = normalizeDim(dim, input.ndim);
  const size = input.shape[axis] ?? 1;
  const known = elementCount(sizes.filter((part) => part !== -1));
  const hasUnknown = sizes.includes(-1);
  if (hasUnknown ? size % known !== 0 : known !== size) {
    throw new RuntimeError(
      `unflatten: Provided sizes ${formatShape(sizes)} don't multiply up to the size of dim ${axis} (${size}` +
        ') in the input tensor',
      'One of them may be -1.',
    );
  }
  const parts = sizes.map((part) => (part === -1 ? size / known : part));
  return view(input, [...input.shape.slice(0, axis), ...parts, ...input.shape.slice(axis + 1)]);
});

/**
 * A view without axes of size 1: all of them, or those of `dim` that have this size. Call: `squeeze(input, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.squeeze.html
 */
export function squeeze(input: Tensor, ...values: Arguments<SqueezeParameters, ['dim']>): Tensor {
  const { dim } = bindArguments<SqueezeParameters>(['dim'], values);
  const named = Array.isArray(dim) && dim.length === 0 ? [] : normalizeDims(dim, input.ndim);
  const kept = [...input.shape.keys()].filter((axis) => input.shape[axis] !== 1 || !named.includes(axis));
  const layout = {
    shape: kept.map((axis) => input.shape[axis] ?? 1),
    strides: kept.map((axis) => input.stride(axis)),
    offset: input.storageOffset(),
  };
  const kind = dim === undefined ? 0 : typeof dim === 'number' ? 1 : 2;
  return recordView(input, layout, `SqueezeBackward${kind}`, (gradient) => reshape(gradient, input.shape));
}

interface SqueezeParameters {
  readonly dim?: number | readonly number[];
}

/**
 * A view with a new axis of size 1 at `dim`, which may count from the end.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.unsqueeze.html
 */
export const unsqueeze = named('unsqueeze', ['dim'], (input: Tensor, dim: number): Tensor => {
  const axis = normalizeDim(dim, input.ndim + 1);
  const step = axis < input.ndim ? (input.shape[axis] ?? 1) * input.stride(axis) : 1;
  const layout = {
    shape: input.shape.toSpliced(axis, 0, 1),
    strides: input.stride().toSpliced(axis, 0, step),
    offset: input.storageOffset(),
  };
  return recordView(input, layout, 'UnsqueezeBackward0', (gradient) => squeeze(gradient, axis));
});

/** `input` with at least one axis. @source https://docs.pytorch.org/docs/stable/generated/torch.atleast_1d.html */
export function atleast1d(input: Tensor): Tensor {
  return input.ndim === 0 ? reshape(input, [1]) : input;
}

/**
 * `input` with at least two axes: a vector becomes a row.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.atleast_2d.html
 */
export function atleast2d(input: Tensor): Tensor {
  if (input.ndim === 0) return reshape(input, [1, 1]);
  return input.ndim === 1 ? unsqueeze(input, 0) : input;
}

/**
 * `input` with at least three axes: a vector of N elements becomes [1, N, 1], a matrix [M, N] becomes [M, N, 1].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.atleast_3d.html
 */
export function atleast3d(input: Tensor): Tensor {
  if (input.ndim === 0) return reshape(input, [1, 1, 1]);
  return input.ndim < 3 ? unsqueeze(atleast2d(input), -1) : input;
}

function viewWith(input: Tensor, shape: Shape, strides: readonly number[], name = 'ViewBackward0'): Tensor {
  const layout = { shape, strides, offset: input.storageOffset() };
  return recordView(input, layout, name, (gradient) => reshape(gradient, input.shape));
}

/** Functions that give several views of a tensor. Its parts share its memory, and must not be changed in place. */
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { named } from '../../calling-convention/named.ts';
import { recordSeveral } from '../autograd/record.ts';
import { IndexError, RuntimeError } from '../errors.ts';
import { formatShape, normalizeDim } from '../shape.ts';
import type { Layout } from '../strided.ts';
import type { Tensor } from '../tensor.ts';
import { cat, stack } from './joining.ts';
import { zerosLike } from './creation.ts';
import { slice } from './slice.ts';

interface DimParameters {
  readonly dim?: number;
}

/**
 * Parts of `splitSize` elements along axis `dim`, the last one smaller if need be, or of the sizes listed. Call:
 * `split(input, splitSize, dim)`.
 *
 * @throws {RuntimeError} when the listed sizes do not add up to the size of the axis.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.split.html
 */
export const split = named(
  'split',
  ['splitSize', 'dim'],
  (input: Tensor, splitSize: number | readonly number[], dim: number = 0): Tensor[] => {
    const [axis, size] = axisOf(input, 'split', dim);
    if (typeof splitSize === 'number') return parts(input, axis, equalSizes(size, splitSize), 'SplitBackward0');
    if (splitSize.reduce((sum, part) => sum + part, 0) !== size || splitSize.some((part) => part < 0)) {
      throw new RuntimeError(
        `split_with_sizes expects split_sizes to sum exactly to ${size} (input tensor's size at dimension ${axis}), but got ` +
          `split_sizes=${formatShape(splitSize)}`,
      );
    }
    return parts(input, axis, splitSize, 'SplitWithSizesBackward0');
  },
);

/**
 * At most `chunks` parts of the same size along axis `dim`, but for the last. Call: `chunk(input, chunks, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.chunk.html
 */
export const chunk = named('chunk', ['chunks', 'dim'], (input: Tensor, chunks: number, dim: number = 0): Tensor[] => {
  const [axis, size] = axisOf(input, 'chunk', dim);
  if (chunks <= 0) throw new RuntimeError(`chunk expects \`chunks\` to be greater than 0, got: ${chunks}`);
  const length = Math.ceil(size / chunks);
  if (length === 0) return parts(input, axis, new Array<number>(chunks).fill(0), 'SplitWithSizesBackward0');
  return parts(input, axis, equalSizes(size, length), 'SplitBackward0');
});

/**
 * Parts along axis `dim`: so many whose sizes differ by one at most, or those between the listed indices. Call:
 * `tensorSplit(input, sections, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.tensor_split.html
 */
export const tensorSplit = named(
  'tensor_split',
  ['indicesOrSections', 'dim'],
  (input: Tensor, indicesOrSections: number | readonly number[], dim: number = 0): Tensor[] => {
    const [axis, size] = axisOf(input, 'tensor_split', dim);
    if (typeof indicesOrSections === 'number' && indicesOrSections <= 0) {
      throw new RuntimeError(`number of sections must be larger than 0, got ${indicesOrSections}`);
    }
    const bounds = typeof indicesOrSections === 'number' ? evenBounds(size, indicesOrSections) : indicesOrSections;
    return [...bounds, size].map((bound, index) => {
      const start = clamp(bounds[index - 1] ?? 0, size);
      const length = Math.max(clamp(bound, size) - start, 0);
      return slice(input, { axis, start, length, step: 1 });
    });
  },
);

/**
 * The parts at each index of axis `dim`, without the axis. Call: `unbind(input, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.unbind.html
 */
export function unbind(input: Tensor, ...values: Arguments<DimParameters, ['dim']>): Tensor[] {
  const { dim = 0 } = bindArguments<DimParameters>(['dim'], values);
  if (input.ndim === 0) throw new IndexError(`Dimension specified as ${dim} but tensor has no dimensions`);
  const axis = normalizeDim(dim, input.ndim);
  const layouts = Array.from({ length: input.shape[axis] ?? 1 }, (_, index) => ({
    shape: input.shape.toSpliced(axis, 1),
    strides: input.stride().toSpliced(axis, 1),
    offset: input.storageOffset() + index * input.stride(axis),
  }));
  return recordParts(input, layouts, 'UnbindBackward0', (gradients) => stack(gradients, axis));
}

function axisOf(input: Tensor, name: string, dim: number): readonly [number, number] {
  if (input.ndim === 0) throw new RuntimeError(`${name} expects at least a 1-dimensional tensor`);
  const axis = normalizeDim(dim, input.ndim);
  return [axis, input.shape[axis] ?? 1];
}

function equalSizes(size: number, length: number): number[] {
  if (length < 0) throw new RuntimeError(`split expects split_size be non-negative, but got split_size=${length}`);
  if (length === 0 && size > 0) {
    throw new RuntimeError(`split_size can only be 0 if dimension size is 0, but got dimension size of ${size}`);
  }
  const count = Math.max(1, Math.ceil(size / Math.max(length, 1)));
  return Array.from({ length: count }, (_, index) => Math.min(length, size - index * length));
}

/** Where parts whose sizes differ by one at most end: the first ones are the larger. */
function evenBounds(size: number, sections: number): number[] {
  const larger = size % sections;
  return Array.from({ length: sections - 1 }, (_, index) => {
    const before = index + 1;
    return before * Math.floor(size / sections) + Math.min(before, larger);
  });
}

function clamp(bound: number, size: number): number {
  return Math.min(Math.max(bound < 0 ? bound + size : bound, 0), size);
}

function parts(input: Tensor, axis: number, sizes: readonly number[], name: string): Tensor[] {
  let start = 0;
  const layouts = sizes.map((length) => {
    const offset = input.storageOffset() + start * input.stride(axis);
    start += length;
    return { shape: input.shape.with(axis, length), strides: input.stride(), offset };
  });
  return recordParts(input, layouts, name, (gradients) => cat(gradients, axis));
}

function recordParts(
  input: Tensor,
  layouts: readonly Layout[],
  name: string,
  join: (gradients: readonly Tensor[]) => Tensor,
): Tensor[] {
  const outputs = layouts.map((layout) => input.viewOf(layout, 'several'));
  recordSeveral(outputs, {
    name,
    inputs: [input],
    backward: (gradients) => [
      join(outputs.map((output, index) => gradients[index] ?? zerosLike(output, { dtype: 'float32' }))),
    ],
  });
  return outputs;
}

/** Functions that repeat or rearrange the elements along axes, as copies. */
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { named } from '../../calling-convention/named.ts';
import { noGrad } from '../autograd/grad-mode.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { normalizeDim, normalizeDims } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { permute } from './axes.ts';
import { clone } from './copying.ts';
import { fromHost } from './elementwise.ts';
import { expand, sumToShape } from './expand.ts';
import { knownValues } from './index-values.ts';
import { cat } from './joining.ts';
import { contiguous } from './memory-layout.ts';
import { ravel, reshape, unsqueeze, view } from './reshaping.ts';
import { takeRows } from './row-moves.ts';
import { listSizes, type Sizes } from './sizes.ts';
import { slice } from './slice.ts';

/**
 * The tensor laid side by side with itself, so many times along each axis; further counts in front make new axes. Call:
 * `repeat(input, 2, 1)` or `repeat(input, [2, 1])`.
 *
 * @throws {RuntimeError} when there are fewer counts than axes.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.repeat.html
 */
export function repeat(input: Tensor, ...counts: Sizes<'repeats'>): Tensor {
  const times = listSizes('repeats', counts);
  if (times.length < input.ndim) {
    throw new RuntimeError(
      'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor',
      'Use tile.',
    );
  }
  const padded = [...new Array<number>(times.length - input.ndim).fill(1), ...input.shape];
  // Each axis is preceded by one along which it is repeated.
  const apart = padded.flatMap((size) => [1, size]);
  const repeated = padded.flatMap((size, axis) => [times[axis] ?? 1, size]);
  const joined = padded.map((size, axis) => size * (times[axis] ?? 1));
  const result = noGrad(() => reshape(contiguous(expand(reshape(input, apart), repeated)), joined).detach());
  return record(result, {
    name: 'RepeatBackward0',
    inputs: [input],
    backward: (gradient) => [reshape(sumToShape(reshape(gradient, repeated), apart), input.shape)],
  });
}

/**
 * `repeat`, where missing counts in front are 1. Call: `tile(input, 2)` or `tile(input, [2, 1])`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.tile.html
 */
export function tile(input: Tensor, ...counts: Sizes<'dims'>): Tensor {
  const times = listSizes('dims', counts);
  return repeat(input, [...new Array<number>(Math.max(input.ndim - times.length, 0)).fill(1), ...times]);
}

/**
 * Each element of axis `dim`, or of all elements in a row, repeated: `repeats` times, or so often as a tensor says for
 * each. Call: `repeatInterleave(input, repeats, dim)`. The counts have to be known: see `knownValues`.
 *
 * @throws {RuntimeError} when there is not one count for each element, or the counts are on the GPU alone.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.repeat_interleave.html
 */
export const repeatInterleave = named(
  'repeat_interleave',
  ['repeats', 'dim'],
  (input: Tensor, repeats: number | Tensor, dim: number | null = null): Tensor => {
    const source = dim === null ? ravel(input) : input;
    const axis = normalizeDim(dim ?? 0, source.ndim);
    const { shape } = source;
    const size = shape[axis] ?? 1;
    if (!(repeats instanceof Tensor) || repeats.numel() === 1) {
      const count = repeats instanceof Tensor ? Number(repeats.numpySync()[0]) : repeats;
      const apart = unsqueeze(source, axis + 1);
      return view(clone(expand(apart, apart.shape.with(axis + 1, count))), shape.with(axis, size * count));
    }
    if (repeats.numel() !== size) {
      throw new RuntimeError(
        `repeats must have the same size as input along dim, but got repeats.size(0) = ${repeats.numel()} and ` +
          `input.size(${axis}) = ${size}`,
      );
    }
    const counts = knownValues(repeats) ?? repeats.numpySync();
    const index = Array.from(counts).flatMap((count, position) => new Array<number>(count).fill(position));
    return takeRows(source, axis, fromHost(Float64Array.from(index), [index.length], 'int64'));
  },
);

/**
 * The elements in reverse order along the axes named. Call: `flip(input, 0, 1)` or `flip(input, [0, 1])`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.flip.html
 */
export function flip(input: Tensor, ...dims: Sizes<'dims'>): Tensor {
  const axes = normalizeDims(listSizes('dims', dims), input.ndim);
  const flipped = noGrad(() =>
    axes.reduce((result, axis) => {
      const size = result.shape[axis] ?? 1;
      const index = Float64Array.from({ length: size }, (_, position) => size - 1 - position);
      return takeRows(result, axis, fromHost(index, [size], 'int64'));
    }, input),
  );
  const result = flipped === input ? noGrad(() => clone(input)) : flipped;
  return record(result, {
    name: 'FlipBackward0',
    inputs: [input],
    backward: (gradient) => [flip(gradient, axes)],
  });
}

/**
 * `flip` of axis 1.
 *
 * @throws {RuntimeError} for fewer than two axes.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.fliplr.html
 */
export function fliplr(input: Tensor): Tensor {
  if (input.ndim < 2) throw new RuntimeError('Input must be >= 2-d.');
  return flip(input, 1);
}

/**
 * `flip` of axis 0.
 *
 * @throws {RuntimeError} for a scalar.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.flipud.html
 */
export function flipud(input: Tensor): Tensor {
  if (input.ndim < 1) throw new RuntimeError('Input must be >= 1-d.');
  return flip(input, 0);
}

/**
 * The elements moved along axes by `shifts`; those that leave at the end come back at the start. Without `dims` all
 * elements are one row. Call: `roll(input, shifts, dims)`.
 *
 * @throws {RuntimeError} when there is not one shift for each axis.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.roll.html
 */
export const roll = named(
  'roll',
  ['shifts', 'dims'],
  (input: Tensor, shifts: number | readonly number[], dims: number | readonly number[] | null = null): Tensor => {
    const by = [shifts].flat();
    if (dims === null) {
      if (by.length !== 1) throw new RuntimeError(`shifts and dimensions must align. shifts: ${by.length}, dims:0`);
      const line = noGrad(() => reshape(rolled(reshape(input, [-1]), 0, by[0] ?? 0), input.shape).clone());
      return record(line, {
        name: 'RollBackward0',
        inputs: [input],
        backward: (gradient) => [roll(gradient, -(by[0] ?? 0))],
      });
    }
    const axes = normalizeDims(dims, input.ndim);
    if (by.length !== axes.length) {
      throw new RuntimeError(`shifts and dimensions must align. shifts: ${by.length}, dims:${axes.length}`);
    }
    const result = noGrad(() =>
      axes.reduce((moved, axis, place) => rolled(moved, axis, by[place] ?? 0), input.clone()),
    );
    return record(result, {
      name: 'RollBackward0',
      inputs: [input],
      backward: (gradient) => [
        roll(
          gradient,
          by.map((shift) => -shift),
          axes,
        ),
      ],
    });
  },
);

function rolled(input: Tensor, axis: number, shift: number): Tensor {
  const size = input.shape[axis] ?? 1;
  const start = size === 0 ? 0 : ((-shift % size) + size) % size;
  if (start === 0) return input;
  const [head, tail] = [
    slice(input, { axis, start: 0, length: start, step: 1 }),
    slice(input, { axis, start, length: size - start, step: 1 }),
  ];
  return cat([tail, head], axis);
}

interface Rot90Parameters {
  readonly k?: number;
  readonly dims?: readonly number[];
}

/**
 * `k` quarter turns from the first of `dims` towards the second. Call: `rot90(input, k, dims)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.rot90.html
 */
export function rot90(input: Tensor, ...values: Arguments<Rot90Parameters, ['k', 'dims']>): Tensor {
  const { k = 1, dims = [0, 1] } = bindArguments<Rot90Parameters>(['k', 'dims'], values);
  const [from, to, ...rest] = dims.map((dim) => normalizeDim(dim, input.ndim));
  if (from === undefined || to === undefined || rest.length > 0) {
    throw new RuntimeError(`expected total rotation dims == 2, but got dims = ${dims.length}`);
  }
  const turns = ((k % 4) + 4) % 4;
  const result = noGrad(() => {
    const swapped = [...input.shape.keys()].map((axis) => (axis === from ? to : axis === to ? from : axis));
    if (turns === 0) return clone(input);
    if (turns === 2) return flip(input, from, to);
    return turns === 1 ? contiguous(permute(flip(input, to), swapped)) : flip(contiguous(permute(input, swapped)), to);
  });
  return record(result.detach(), {
    name: 'Rot90Backward0',
    inputs: [input],
    backward: (gradient) => [rot90(gradient, -k, dims)],
  });
}

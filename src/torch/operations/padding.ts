import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { noGrad } from '../autograd/grad-mode.ts';
import { record } from '../autograd/record.ts';
import { NotImplementedError, RuntimeError } from '../errors.ts';
import { formatShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { full } from './creation.ts';
import { fromHost } from './elementwise.ts';
import { joinedAlong } from './joined-along.ts';
import { addRows, takeRows } from './row-moves.ts';
import { slice } from './slice.ts';

type PaddingMode = 'constant' | 'reflect' | 'replicate' | 'circular';

interface PadParameters {
  /** Counts of new elements: before and after the last axis, the one before it, and so on. */
  readonly pad: readonly number[];
  /** How the new elements are made; `'constant'` by default. */
  readonly mode?: PaddingMode;
  /** The new elements of mode `'constant'`; 0 by default. */
  readonly value?: number | null;
}

/** Elements before and after one axis. */
interface AxisPadding {
  readonly axis: number;
  readonly before: number;
  readonly after: number;
}

/**
 * `input` with elements added at both ends of its last axes: `pad` is [before, after] of the last axis, then of the
 * one before it, and so on. Negative counts take elements away. Call: `pad(input, [1, 1], mode, value)`.
 *
 * The modes but `'constant'` pad the last one to three axes of a tensor with one or two more.
 *
 * @throws {RuntimeError} when `pad` has an odd length, or too many counts or elements for the shape.
 * @throws {NotImplementedError} for another mode, or a shape that it cannot pad.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html
 */
export function pad(input: Tensor, ...values: Arguments<PadParameters, ['pad', 'mode', 'value']>): Tensor {
  const names = ['pad', 'mode', 'value'] as const;
  const { pad: padding, mode = 'constant', value = null } = bindRequired<PadParameters>(names, 1, values);
  requireLength(input, padding);
  const axes = padding
    .filter((_, place) => place % 2 === 0)
    .map((before, place) => ({ axis: input.ndim - 1 - place, before, after: padding[2 * place + 1] ?? 0 }));
  if (mode === 'constant') return padWithConstant(input, axes, value ?? 0);
  if (value !== null && value !== 0) {
    throw new RuntimeError(`Padding mode "${mode}" doesn't take in value argument`);
  }
  if (!['reflect', 'replicate', 'circular'].includes(mode)) {
    throw new NotImplementedError(`Unrecognised padding mode ${mode}`);
  }
  const isSupported = axes.length <= 3 && (input.ndim === axes.length + 1 || input.ndim === axes.length + 2);
  if (!isSupported) throw unsupportedError(input, padding);
  return padFromInside(input, axes, mode, padding);
}

function padWithConstant(input: Tensor, axes: readonly AxisPadding[], value: number): Tensor {
  const result = noGrad(() => {
    const filler = castTo(full([], value), input.dtype);
    return axes.reduce((padded, padding) => paddedAxis(padded, padding, filler), input);
  });
  const owned = result === input ? input.clone().detach() : result.detach();
  return record(owned, {
    name: 'ConstantPadNdBackward0',
    inputs: [input],
    backward: (gradient) => [
      padWithConstant(
        gradient,
        axes.map(({ axis, before, after }) => ({ axis, before: -before, after: -after })),
        0,
      ),
    ],
  });
}

function paddedAxis(input: Tensor, { axis, before, after }: AxisPadding, filler: Tensor): Tensor {
  const size = input.shape[axis] ?? 1;
  if (size + before + after < 0) {
    throw new RuntimeError(
      `The input size ${size}, plus negative padding ${before} and ${after} resulted in a negative output ` +
        'size, which is invalid',
      `Check dimension ${axis} of your input.`,
    );
  }
  const start = Math.max(-before, 0);
  const kept = slice(input, { axis, start, length: Math.max(size - start - Math.max(-after, 0), 0), step: 1 });
  const parts = [before, null, after].flatMap((length) => {
    if (length === null) return kept;
    return length > 0 ? filler.expand(input.shape.with(axis, length)) : [];
  });
  return parts.length === 1 ? kept : joinedAlong(parts, axis);
}

/** Padding by elements of the tensor itself: rows taken along one axis after the other. */
function padFromInside(
  input: Tensor,
  axes: readonly AxisPadding[],
  mode: Exclude<PaddingMode, 'constant'>,
  padding: readonly number[],
): Tensor {
  const indices = axes.map(({ axis, before, after }) => {
    const size = input.shape[axis] ?? 1;
    requireSize(input, { axis, before, after }, mode, padding);
    const places = Float64Array.from({ length: size + before + after }, (_, place) =>
      inside(place - before, size, mode),
    );
    return { axis, size, index: fromHost(places, [places.length], 'int64') };
  });
  const name = { reflect: 'ReflectionPad', replicate: 'ReplicationPad', circular: 'CircularPad' }[mode];
  const result = noGrad(() => indices.reduce((padded, { axis, index }) => takeRows(padded, axis, index), input));
  return record(result, {
    name: `${name}${axes.length}DBackward0`,
    inputs: [input],
    backward: (gradient) => [
      indices.reduceRight(
        (sum, { axis, size, index }) => addRows(sum, axis, index, sum.shape.with(axis, size)),
        gradient,
      ),
    ],
  });
}

/** Which element of an axis stands at a place that may lie outside of it. */
function inside(place: number, size: number, mode: Exclude<PaddingMode, 'constant'>): number {
  if (mode === 'circular') return ((place % size) + size) % size;
  if (mode === 'replicate') return Math.min(Math.max(place, 0), size - 1);
  const mirrored = Math.abs(place);
  return mirrored < size ? mirrored : 2 * (size - 1) - mirrored;
}

function requireLength({ ndim }: Tensor, padding: readonly number[]): void {
  if (padding.length % 2 !== 0) {
    throw new RuntimeError('Padding length must be divisible by 2: a count before and one after each axis.');
  }
  if (padding.length > 2 * ndim) {
    throw new RuntimeError(
      'Padding length should be less than or equal to two times the input dimension but got padding length ' +
        `${padding.length} and input of dimension ${ndim}`,
    );
  }
}

function requireSize({ shape }: Tensor, part: AxisPadding, mode: PaddingMode, padding: readonly number[]): void {
  const { axis, before, after } = part;
  const size = shape[axis] ?? 1;
  const most = Math.max(before, after);
  if (mode === 'circular' && most > size) {
    throw new RuntimeError('Padding value causes wrapping around more than once', 'Use repeat.');
  }
  if (mode === 'reflect' && most >= size) {
    throw new RuntimeError(
      'Argument #4: Padding size should be less than the corresponding input dimension, but got: padding ' +
        `(${padding.join(', ')}) at dimension ${axis} of input ${formatShape(shape)}`,
    );
  }
}

function unsupportedError({ ndim }: Tensor, padding: readonly number[]): NotImplementedError {
  return new NotImplementedError(
    `Padding size ${padding.length} is not supported for ${ndim}D input tensor.\n` +
      'Supported combinations for non-constant padding:\n' +
      '  - 2D or 3D input: padding size = 2 (pads last dimension)\n' +
      '  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)\n' +
      '  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)',
  );
}

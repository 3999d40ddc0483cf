import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { NotImplementedError, ValueError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { resample, type AxisWeights } from './resampling.ts';
import { expandSizes, type Sizes } from './sizes.ts';

export interface InterpolationParameters {
  /** Height and width of the result. */
  readonly size?: Sizes | null;
  /** Factor of height and width, in the place of `size`. */
  readonly scaleFactor?: Sizes | null;
  readonly mode?: 'nearest' | 'bilinear';
  /** Whether the corner pixels keep their places, of 'bilinear'. */
  readonly alignCorners?: boolean | null;
  /** Whether the places follow from the sizes, in which the factor was rounded, and not from the factor itself. */
  readonly recomputeScaleFactor?: boolean | null;
  /** Whether a smaller image averages over all pixels that one of its own covers, of 'bilinear'. */
  readonly antialias?: boolean;
}

const NAMES = ['size', 'scaleFactor', 'mode', 'alignCorners', 'recomputeScaleFactor', 'antialias'] as const;

/**
 * Images of another size: input [N, C, H, W] -> [N, C, H', W']. Each new pixel is the one at its place, or with 'bilinear'
 * a mean of the four around it.
 *
 * Call: `interpolate(input, size, scaleFactor, mode, alignCorners, recomputeScaleFactor, antialias)`.
 *
 * @throws {ValueError} unless one of `size` and `scaleFactor` is given, or where an option does not go with the mode.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html
 */
export function interpolate(input: Tensor, ...values: Arguments<InterpolationParameters, typeof NAMES>): Tensor {
  const given = bindArguments<InterpolationParameters>(NAMES, values);
  const { size = null, scaleFactor = null, mode = 'nearest', alignCorners = null, antialias = false } = given;
  const [, , height = 0, width = 0] = input.shape;
  const sizes = newSizes([height, width], size, scaleFactor);
  const isExact = scaleFactor !== null && !given.recomputeScaleFactor;
  const scales = isExact ? expandSizes(scaleFactor, 2, 'scale_factor') : [null, null];
  if (input.ndim !== 4 || !['nearest', 'bilinear'].includes(mode)) {
    throw new NotImplementedError(
      `interpolate: images [N, C, H, W] by 'nearest' or 'bilinear' are supported, got ${input.ndim} axes and '${mode}'.`,
    );
  }
  if (mode === 'nearest' && alignCorners !== null) {
    throw new ValueError('align_corners option can only be set with the interpolating modes: linear | bilinear');
  }
  if (antialias && (mode === 'nearest' || alignCorners)) {
    throw new ValueError("Anti-alias option is only supported for 'bilinear' without align_corners here.");
  }
  const linear = antialias ? averagingWeights : alignCorners ? cornerWeights : linearWeights;
  const along = mode === 'nearest' ? nearestWeights : linear;
  const [rows, columns] = [height, width].map((length, axis) => {
    const count = sizes[axis] ?? length;
    return along(length, count, scales[axis] ? 1 / scales[axis] : length / count);
  });
  if (!rows || !columns) return input;
  const kind = mode === 'nearest' ? 'Nearest2D' : antialias ? 'Bilinear2DAa' : 'Bilinear2D';
  return resample(input, rows, columns, `Upsample${kind}Backward0`);
}

function newSizes(lengths: readonly number[], size: Sizes | null, scaleFactor: Sizes | null): readonly number[] {
  if (size !== null && scaleFactor !== null) throw new ValueError('only one of size or scale_factor should be defined');
  if (size !== null) return expandSizes(size, 2, 'size');
  if (scaleFactor === null) throw new ValueError('either size or scale_factor should be defined');
  const factors = expandSizes(scaleFactor, 2, 'scale_factor');
  return lengths.map((length, axis) => Math.floor(length * (factors[axis] ?? 1)));
}

function nearestWeights(length: number, count: number, step: number): AxisWeights {
  return weights(length, count, (index) => [[Math.min(Math.floor(index * step), length - 1), 1]]);
}

/** Pixels are areas, whose centres are at one half. */
function linearWeights(length: number, count: number, step: number): AxisWeights {
  return weights(length, count, (index) => between(Math.max(0, (index + 0.5) * step - 0.5), length));
}

/** Means over the pixels near a place, with weights that fall off linearly; the reach grows with the ratio of the sizes. */
function averagingWeights(length: number, count: number, step: number): AxisWeights {
  const reach = Math.max(step, 1);
  return weights(length, count, (index) => {
    const center = step * (index + 0.5);
    const first = Math.max(Math.trunc(center - reach + 0.5), 0);
    const end = Math.min(Math.trunc(center + reach + 0.5), length);
    const near = Array.from({ length: end - first }, (_, place) => first + place);
    const shares = near.map((place) => Math.max(1 - Math.abs((place - center + 0.5) / reach), 0));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return near.map((place, at) => [place, (shares[at] ?? 0) / total]);
  });
}

/** Pixels are points, of which the first and the last keep their places. */
function cornerWeights(length: number, count: number): AxisWeights {
  const step = count > 1 ? (length - 1) / (count - 1) : 0;
  return weights(length, count, (index) => between(index * step, length));
}

function between(place: number, length: number): [number, number][] {
  const before = Math.min(Math.floor(place), length - 1);
  const share = place - before;
  return before + 1 < length
    ? [
        [before, 1 - share],
        [before + 1, share],
      ]
    : [[before, 1]];
}

function weights(
  length: number,
  count: number,
  of: (index: number) => readonly (readonly [number, number])[],
): AxisWeights {
  const rows = Array.from({ length: count }, (_, index) => {
    const row = new Array<number>(length).fill(0);
    for (const [cell, weight] of of(index)) row[cell] = weight;
    return row;
  });
  return { rows, length };
}

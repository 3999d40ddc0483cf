/** Images [N, H, W, C] taken apart and put together in steps, with kernels that every backend has. Pairs are (rows, columns). */
import { pad, reshape, slice4d, type Rank, type Tensor4D } from '@tensorflow/tfjs-core';

export type Pair = readonly [rows: number, columns: number];

/** `value` in front of and behind the rows and the columns. */
export function padImage(image: Tensor4D, rows: Pair, columns: Pair, value = 0): Tensor4D {
  if ([...rows, ...columns].every((size) => size === 0)) return image;
  return pad(image, [[0, 0], [...rows], [...columns], [0, 0]], value);
}

/** Zeros between the pixels, so that they lie in steps of `step`: rows H -> (H - 1) step + 1. */
export function interleave(image: Tensor4D, step: Pair): Tensor4D {
  const [n, height, width, channels] = image.shape;
  if (step.every((size) => size === 1)) return image;
  const rows = reshape<Rank.R4>(image, [n * height, 1, width, channels]);
  const wide = pad(rows, [
    [0, 0],
    [0, step[0] - 1],
    [0, 0],
    [0, (step[1] - 1) * channels],
  ]);
  const all = reshape<Rank.R4>(wide, [n, height * step[0], width * step[1], channels]);
  return slice4d(all, [0, 0, 0, 0], [n, (height - 1) * step[0] + 1, (width - 1) * step[1] + 1, channels]);
}

/** `counts` pixels from `start` on in steps of `step`. Where the last step reaches over the end nothing is missing. */
export function everyNth(image: Tensor4D, start: Pair, step: Pair, counts: Pair): Tensor4D {
  const [n, height, width, channels] = image.shape;
  const reach: Pair = [counts[0] * step[0], counts[1] * step[1]];
  const missing = (axis: 0 | 1, size: number): Pair => [0, Math.max(0, start[axis] + reach[axis] - size)];
  const large = padImage(image, missing(0, height), missing(1, width));
  const box = slice4d(large, [0, start[0], start[1], 0], [n, ...reach, channels]);
  if (step.every((size) => size === 1)) return box;
  const steps = reshape<Rank.R4>(box, [n * counts[0], step[0], counts[1], step[1] * channels]);
  const first = slice4d(steps, [0, 0, 0, 0], [n * counts[0], 1, counts[1], channels]);
  return reshape<Rank.R4>(first, [n, ...counts, channels]);
}

/** Windows of a pooling in NHWC, on any backend. */
import { add, slice4d, type Tensor4D } from '@tensorflow/tfjs-core';
import { everyNth, interleave, padImage, type Pair } from './image-steps.ts';

/** How a window moves over the image. Pairs are (height, width). */
export interface Pooling {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  /** Cells before and after the rows, and the columns. */
  readonly padding: readonly [rows: Pair, columns: Pair];
  /** Windows along each axis. */
  readonly output: Pair;
}

/** Whether the windows lie side by side and whole on the image itself, so that no cell is in two of them. */
export function isSideBySide({ kernel, stride, dilation, padding, output }: Pooling, size: Pair): boolean {
  const isPadded = padding.flat().some((cells) => cells > 0);
  const fits = ([0, 1] as const).every(
    (axis) => kernel[axis] === stride[axis] && output[axis] * kernel[axis] <= size[axis],
  );
  return fits && !isPadded && dilation.every((step) => step === 1);
}

/** The positions in a window, row by row. */
export function positionsIn({ kernel: [height, width] }: Pooling): Pair[] {
  return Array.from({ length: height * width }, (_, index) => [Math.floor(index / width), index % width] as const);
}

/** The image with `value` around it, as large as all windows together: what `cellsAt` reads. */
export function padded(x: Tensor4D, pooling: Pooling, value: number): Tensor4D {
  const [height, width] = reachOf(pooling);
  const [[top], [left]] = pooling.padding;
  const after = (reach: number, before: number, size: number) => Math.max(0, reach - before - size);
  const [, inHeight, inWidth] = x.shape;
  return padImage(x, [top, after(height, top, inHeight)], [left, after(width, left, inWidth)], value);
}

/** Of each window the cell at one position: padded image [N, H, W, C] -> [N, oh, ow, C]. */
export function cellsAt(image: Tensor4D, [y, x]: Pair, pooling: Pooling): Tensor4D {
  const [dilationY, dilationX] = pooling.dilation;
  return everyNth(image, [y * dilationY, x * dilationX], pooling.stride, pooling.output);
}

/** The sum of all that `cellsAt` read: parts [N, oh, ow, C], one for each position, -> image of `shape` [N, H, W, C]. */
export function spreadCells(parts: readonly Tensor4D[], shape: Tensor4D['shape'], pooling: Pooling): Tensor4D {
  const [height, width] = reachOf(pooling);
  const [[top], [left]] = pooling.padding;
  const [n, inHeight, inWidth, channels] = shape;
  const size: Pair = [Math.max(height, top + inHeight), Math.max(width, left + inWidth)];
  const images = positionsIn(pooling).flatMap(([y, x], index) => {
    const part = parts[index];
    const offset: Pair = [y * pooling.dilation[0], x * pooling.dilation[1]];
    return part ? [placed(part, offset, size, pooling.stride)] : [];
  });
  return slice4d(images.reduce(add), [0, top, left, 0], [n, inHeight, inWidth, channels]);
}

/** Rows and columns that the windows reach together, with the padding before them. */
function reachOf({ kernel, stride, dilation, output }: Pooling): Pair {
  return [
    (output[0] - 1) * stride[0] + (kernel[0] - 1) * dilation[0] + 1,
    (output[1] - 1) * stride[1] + (kernel[1] - 1) * dilation[1] + 1,
  ];
}

/** Cells [N, oh, ow, C] on an image of zeros of `size`, from `offset` on in steps of `stride`. */
function placed(cells: Tensor4D, [top, left]: Pair, size: Pair, stride: Pair): Tensor4D {
  const image = interleave(cells, stride);
  const [, height, width] = image.shape;
  return padImage(image, [top, size[0] - top - height], [left, size[1] - left - width]);
}

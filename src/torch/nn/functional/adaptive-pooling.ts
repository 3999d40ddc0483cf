import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../../errors.ts';
import { cat } from '../../operations/joining.ts';
import { narrow } from '../../operations/slicing.ts';
import { squeeze, unsqueeze } from '../../operations/reshaping.ts';
import { mean } from '../../operations/sums.ts';
import type { Tensor } from '../../tensor.ts';
import { averagePooling } from './average-pooling-operations.ts';
import { maxPooling } from './max-pooling-operations.ts';
import { ofImages, poolingGeometry } from './pooling-geometry.ts';
import { resample, type AxisWeights } from './resampling.ts';

/** A size for each axis; null keeps the one of the input. */
export type OutputSize = number | null | readonly (number | null)[];

interface AdaptiveParameters {
  readonly outputSize?: OutputSize;
}

type AdaptiveArguments = Arguments<AdaptiveParameters, ['outputSize']>;

/**
 * Means of windows that divide the image as evenly as can be: input [N, C, H, W] or [C, H, W] -> [N, C, ...outputSize].
 *
 * Call: `adaptiveAvgPool2d(input, outputSize)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool2d.html
 */
export function adaptiveAvgPool2d(input: Tensor, ...values: AdaptiveArguments): Tensor {
  requireImages('adaptive_avg_pool2d', input);
  const [rows, columns] = sizesOf(input, values);
  if (rows === 1 && columns === 1) return mean(input, [-1, -2], true);
  return ofImages('adaptive_avg_pool2d', input, (images) => {
    const [, , height = 0, width = 0] = images.shape;
    const name = 'AdaptiveAvgPool2DBackward0';
    if (height % rows === 0 && width % columns === 0) {
      return averagePooling(images, { ...evenWindows(images, rows, columns), divisors: null }, name);
    }
    return resample(images, meansAlong(height, rows), meansAlong(width, columns), name);
  });
}

/**
 * `adaptiveAvgPool2d` of sequences: input [N, C, L] or [C, L] -> [N, C, outputSize].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool1d.html
 */
export function adaptiveAvgPool1d(
  input: Tensor,
  ...values: Arguments<{ readonly outputSize?: number }, ['outputSize']>
): Tensor {
  const { outputSize = 1 } = bindArguments<{ readonly outputSize?: number }>(['outputSize'], values);
  const image = unsqueeze(input, -2);
  const [, , , width = 0] = image.ndim === 4 ? image.shape : [0, ...image.shape];
  const pooled = ofImages('adaptive_avg_pool1d', image, (images) =>
    resample(images, meansAlong(1, 1), meansAlong(width, outputSize), 'AdaptiveAvgPool2DBackward0'),
  );
  return squeeze(pooled, -2);
}

/**
 * Maxima of windows that divide the image as evenly as can be: input [N, C, H, W] or [C, H, W] -> [N, C, ...outputSize].
 *
 * Call: `adaptiveMaxPool2d(input, outputSize)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool2d.html
 */
export function adaptiveMaxPool2d(input: Tensor, ...values: AdaptiveArguments): Tensor {
  requireImages('adaptive_max_pool2d', input);
  const [rows, columns] = sizesOf(input, values);
  return ofImages('adaptive_max_pool2d', input, (images) => {
    const [, , height = 0, width = 0] = images.shape;
    const name = 'AdaptiveMaxPool2DBackward0';
    if (height % rows === 0 && width % columns === 0)
      return maxPooling(images, evenWindows(images, rows, columns), name);
    const lines = windowsAlong(height, rows).map(([top, bottom]) => {
      const line = narrow(images, 2, top, bottom - top);
      const cells = windowsAlong(width, columns).map(([left, right]) => {
        const window = narrow(line, 3, left, right - left);
        return maxPooling(window, evenWindows(window, 1, 1), name);
      });
      return cat(cells, 3);
    });
    return cat(lines, 2);
  });
}

/** Windows side by side. */
function evenWindows(images: Tensor, rows: number, columns: number) {
  const [, , height = 0, width = 0] = images.shape;
  const kernelSize = [height / rows, width / columns];
  return poolingGeometry(images, { kernelSize, stride: null, padding: 0, dilation: 1, ceilMode: false });
}

/** Begin and end of each of `count` windows over `size` cells. They overlap where `count` does not divide `size`. */
function windowsAlong(size: number, count: number): (readonly [number, number])[] {
  return Array.from(
    { length: count },
    (_, index) => [Math.floor((index * size) / count), Math.ceil(((index + 1) * size) / count)] as const,
  );
}

function meansAlong(size: number, count: number): AxisWeights {
  const rows = windowsAlong(size, count).map(([start, end]) =>
    Array.from({ length: size }, (_, cell) => (cell >= start && cell < end ? 1 / (end - start) : 0)),
  );
  return { rows, length: size };
}

function sizesOf(input: Tensor, values: AdaptiveArguments): readonly [number, number] {
  const { outputSize = 1 } = bindArguments<AdaptiveParameters>(['outputSize'], values);
  const [rows, columns] = typeof outputSize === 'number' || outputSize === null ? [outputSize, outputSize] : outputSize;
  return [rows ?? input.shape.at(-2) ?? 1, columns ?? input.shape.at(-1) ?? 1];
}

function requireImages(name: string, { shape }: Tensor): void {
  if (shape.length === 3 || shape.length === 4) return;
  throw new RuntimeError(`${name}(): Expected 3D or 4D tensor, but got [${shape.join(', ')}]`, 'Give it [N, C, H, W].');
}

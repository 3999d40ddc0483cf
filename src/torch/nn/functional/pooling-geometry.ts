import type { Pooling } from '../../../engine/pooling.ts';
import { RuntimeError } from '../../errors.ts';
import { squeeze, unsqueeze } from '../../operations/reshaping.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { expandSizes, type Sizes } from './sizes.ts';

/** What the arguments of a pooling may be. */
export interface PoolingOptions {
  readonly kernelSize: Sizes;
  /** The kernel's size where it is null. */
  readonly stride: Sizes | null;
  readonly padding: Sizes;
  readonly dilation: Sizes;
  /** Whether a window that reaches over the end counts. */
  readonly ceilMode: boolean;
}

/** The windows of a pooling over images [N, C, H, W]. @throws {RuntimeError} when none fits. */
export function poolingGeometry({ shape }: { readonly shape: Shape }, options: PoolingOptions): Pooling {
  const kernel = pairOf(expandSizes(options.kernelSize, 2, 'kernel_size'));
  const stride = options.stride === null ? kernel : pairOf(expandSizes(options.stride, 2, 'stride'));
  const padding = pairOf(expandSizes(options.padding, 2, 'padding'));
  const dilation = pairOf(expandSizes(options.dilation, 2, 'dilation'));
  if (stride.includes(0)) throw new RuntimeError('stride should not be zero');
  requirePadding(kernel, padding, dilation);
  const axis = (index: 0 | 1) =>
    windows(shape[index + 2] ?? 0, kernel[index], stride[index], padding[index], dilation[index], options.ceilMode);
  const output = [axis(0), axis(1)] as const;
  if (output.some((size) => size < 1)) throw tooSmall(shape, output);
  const [top, left] = padding;
  return {
    kernel,
    stride,
    dilation,
    padding: [
      [top, top],
      [left, left],
    ],
    output,
  };
}

function windows(
  size: number,
  kernel: number,
  stride: number,
  padding: number,
  dilation: number,
  ceil: boolean,
): number {
  const steps = (size + 2 * padding - dilation * (kernel - 1) - 1) / stride;
  const count = (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
  // A window must begin inside of the image or of the padding before it.
  return ceil && (count - 1) * stride >= size + padding ? count - 1 : count;
}

function requirePadding(kernel: readonly number[], padding: readonly number[], dilation: readonly number[]): void {
  padding.forEach((size, axis) => {
    const [length = 1, step = 1] = [kernel[axis], dilation[axis]];
    if (size < 0) throw new RuntimeError(`pad must be non-negative, but got pad: ${size}`);
    if (size <= Math.floor(((length - 1) * step + 1) / 2)) return;
    throw new RuntimeError(
      `pad should be at most half of effective kernel size, but got pad=${size}, kernel_size=${length} and ` +
        `dilation=${step}. Pad the input first where more is meant.`,
    );
  });
}

function tooSmall(shape: Shape, output: readonly number[]): RuntimeError {
  const [, channels, height, width] = shape;
  return new RuntimeError(
    `Given input size: (${channels}x${height}x${width}). Calculated output size: (${channels}x${output.join('x')}` +
      '). Output size is too small',
    'Use a smaller window, or pool less before it.',
  );
}

function pairOf([height = 1, width = 1]: readonly number[]): readonly [number, number] {
  return [height, width];
}

/** The size of a sequence as that of an image of one row. */
export function asRow(sizes: Sizes, height: number): readonly [number, number] {
  return [height, typeof sizes === 'number' ? sizes : (sizes[0] ?? height)];
}

/** Runs `compute` on a batch; a single image is made one. */
export function ofImages(name: string, input: Tensor, compute: (images: Tensor) => Tensor): Tensor {
  if (input.ndim === 4) return compute(input);
  if (input.ndim === 3) return squeeze(compute(unsqueeze(input, 0)), 0);
  throw emptyInput(name, '3D or 4D', input);
}

function emptyInput(name: string, ranks: string, { shape }: Tensor): RuntimeError {
  return new RuntimeError(
    `non-empty ${ranks} (batch mode) tensor expected for input: ${name} got the shape [${shape.join(', ')}].`,
  );
}

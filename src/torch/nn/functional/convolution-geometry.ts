import type { Convolution } from '../../../engine/convolution.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { formatShape, type Shape } from '../../shape.ts';
import { expandSizes, type Sizes } from './sizes.ts';

/** What the arguments of a convolution may be. */
export interface ConvolutionOptions {
  readonly stride: Sizes;
  readonly padding: Sizes | 'same' | 'valid';
  readonly dilation: Sizes;
  readonly groups: number;
}

/** How a convolution of images or sequences moves. A sequence is an image of one row. */
export function convolutionGeometry(options: ConvolutionOptions, kernel: Shape): Convolution {
  const rank = kernel.length;
  const stride = expandSizes(options.stride, rank, 'stride');
  const dilation = expandSizes(options.dilation, rank, 'dilation');
  if (stride.some((step) => step <= 0)) throw new RuntimeError('non-positive stride is not supported');
  if (dilation.some((step) => step <= 0)) throw new RuntimeError('dilation should be greater than zero');
  const padding = paddingOf(options.padding, kernel, stride, dilation);
  return {
    stride: [stride.at(-2) ?? 1, stride.at(-1) ?? 1],
    padding: [padding.at(-2) ?? [0, 0], padding.at(-1) ?? [0, 0]],
    dilation: [dilation.at(-2) ?? 1, dilation.at(-1) ?? 1],
    groups: options.groups,
  };
}

function paddingOf(
  padding: ConvolutionOptions['padding'],
  kernel: Shape,
  stride: readonly number[],
  dilation: readonly number[],
): readonly (readonly [number, number])[] {
  if (padding === 'valid') return kernel.map(() => [0, 0]);
  if (padding !== 'same') {
    const sizes = expandSizes(padding, kernel.length, 'padding');
    if (sizes.some((size) => size < 0)) throw new RuntimeError('negative padding is not supported');
    return sizes.map((size) => [size, size]);
  }
  if (stride.some((step) => step !== 1)) {
    throw new ValueError("padding='same' is not supported for strided convolutions", 'Give the padding as numbers.');
  }
  return kernel.map((size, axis) => {
    const total = (size - 1) * (dilation[axis] ?? 1);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
}

/** Sizes of the output along the spatial axes, of an image with those of `input`. */
export function outputSizes(input: Shape, kernel: Shape, { stride, padding, dilation }: Convolution): number[] {
  const padded = input.map((size, axis) => {
    const [before, after] = last(padding, axis, input.length);
    return size + before + after;
  });
  const reach = kernel.map((size, axis) => (size - 1) * last(dilation, axis, input.length) + 1);
  if (padded.some((size, axis) => size < (reach[axis] ?? 0))) {
    throw new RuntimeError(
      `Calculated padded input size per channel: (${padded.join(' x ')}). Kernel size: (${reach.join(' x ')}` +
        "). Kernel size can't be greater than actual input size",
      'Use a smaller kernel, more padding, or pool less before it.',
    );
  }
  return padded.map((size, axis) => Math.floor((size - (reach[axis] ?? 0)) / last(stride, axis, input.length)) + 1);
}

/** The value for a spatial axis: of a sequence, the second of the two. */
function last<Value>(values: readonly [Value, Value], axis: number, rank: number): Value {
  return values[rank === 2 && axis === 0 ? 0 : 1];
}

/** @throws {RuntimeError} when the ranks, the channels, the groups or the bias do not fit. */
export function requireConvolvable(
  name: string,
  input: Shape,
  weight: Shape,
  bias: Shape | null,
  groups: number,
): void {
  const rank = weight.length - 2;
  const [filters = 0, channels = 0] = weight;
  if (input.length !== rank + 2 && input.length !== rank + 1) {
    throw new RuntimeError(
      `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to ${name}, but got input of ` +
        `size: ${formatShape(input)}`,
      `Give it the axes [N, C, ${rank === 2 ? 'H, W' : 'L'}].`,
    );
  }
  const batched = input.length === rank + 2 ? input : [1, ...input];
  if (batched[1] !== channels * groups) {
    throw new RuntimeError(
      `Given groups=${groups}, weight of size ${formatShape(weight)}, expected input${formatShape(batched)}` +
        ` to have ${channels * groups} channels, but got ${batched[1]} channels instead`,
      'Change in_channels, or the input: the channels are its second axis.',
    );
  }
  if (bias && (bias.length !== 1 || bias[0] !== filters)) {
    throw new RuntimeError(
      `Given weight of size ${formatShape(weight)}, expected bias to be 1-dimensional with ${filters} elements, but got ` +
        `bias of size ${formatShape(bias)} instead`,
    );
  }
}

/**
 * A convolution and its two gradients on any backend: NHWC images, HWIO filters, float32.
 *
 * The gradients of one are again convolutions of this family, so that they can be differentiated as often as one likes.
 * Every kernel is called with dilation 1, which all backends compute right: a dilated filter is spread out with zeros.
 */
import {
  add,
  concat,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  conv2d,
  engine,
  fused,
  reshape,
  split,
  tidy,
  type backend_util,
  type Rank,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { everyNth, interleave, type Pair } from './image-steps.ts';

type Shape4D = Tensor4D['shape'];

/** How the filter moves over the image. Pairs are (height, width). */
export interface Convolution {
  readonly stride: Pair;
  /** Zeros before and after the rows, and the columns. */
  readonly padding: readonly [rows: Pair, columns: Pair];
  readonly dilation: Pair;
  /** Parts into which the channels are cut; each has filters of its own. */
  readonly groups: number;
}

/** x [N, H, W, C], filter [kh, kw, C / groups, F] -> [N, oh, ow, F], plus a bias [F]. */
export function convolve(x: Tensor4D, filter: Tensor4D, bias: Tensor1D | null, convolution: Convolution): Tensor4D {
  return tidy(() => {
    const [strides, padding] = [pairOf(convolution.stride), explicitPadding(convolution)];
    const taps = spread(filter, convolution.dilation);
    if (convolution.groups === 1 && bias) return fused.conv2d({ x, filter: taps, strides, pad: padding, bias });
    const parts = channelParts(x, 3, convolution).map((part, group) =>
      conv2d(part, partOf(channelParts(taps, 3, convolution), group), strides, padding),
    );
    const result = joined(parts, 3);
    return bias ? add(result, bias) : result;
  });
}

/** dy [N, oh, ow, F], filter [kh, kw, C / groups, F] -> gradient of x, of shape `inputShape` [N, H, W, C]. */
export function inputGradient(inputShape: Shape4D, dy: Tensor4D, filter: Tensor4D, convolution: Convolution): Tensor4D {
  return tidy(() => {
    const attributes = attributesOf(convolution);
    const filters = channelParts(spread(filter, convolution.dilation), 3, convolution);
    const [n, height, width, channels] = inputShape;
    const partShape: Shape4D = [n, height, width, channels / convolution.groups];
    const parts = channelParts(dy, 3, convolution).map((part, group) =>
      engine().runKernel<Tensor4D>(
        Conv2DBackpropInput,
        { dy: part, filter: partOf(filters, group) },
        { ...attributes, inputShape: partShape },
      ),
    );
    return joined(parts, 3);
  });
}

/** x [N, H, W, C], dy [N, oh, ow, F] -> gradient of the filter, of shape `filterShape` [kh, kw, C / groups, F]. */
export function filterGradient(x: Tensor4D, dy: Tensor4D, filterShape: Shape4D, convolution: Convolution): Tensor4D {
  return tidy(() => {
    const attributes = attributesOf(convolution);
    const [height, width, channels, filters] = filterShape;
    const [rows, columns] = spreadSize([height, width], convolution.dilation);
    const spreadShape = [rows, columns, channels, filters / convolution.groups];
    const gradients = channelParts(dy, 3, convolution);
    const parts = channelParts(x, 3, convolution).map((part, group) =>
      engine().runKernel<Tensor4D>(
        Conv2DBackpropFilter,
        { x: part, dy: partOf(gradients, group) },
        { ...attributes, filterShape: spreadShape },
      ),
    );
    return gather(joined(parts, 3), filterShape, convolution.dilation);
  });
}

function attributesOf(convolution: Convolution) {
  const pad = explicitPadding(convolution);
  return { strides: pairOf(convolution.stride), pad, dataFormat: 'NHWC', dimRoundingMode: 'floor' };
}

/** Without padding `'valid'`, for which the kernels have their fast paths. */
function explicitPadding({ padding: [rows, columns] }: Convolution): 'valid' | backend_util.ExplicitPadding {
  if ([...rows, ...columns].every((size) => size === 0)) return 'valid';
  return [[0, 0], pairOf(rows), pairOf(columns), [0, 0]];
}

function pairOf([first, second]: Pair): [number, number] {
  return [first, second];
}

function channelParts(values: Tensor4D, axis: number, { groups }: Convolution): Tensor4D[] {
  return groups === 1 ? [values] : split(values, groups, axis);
}

function partOf(parts: readonly Tensor4D[], group: number): Tensor4D {
  const part = parts[group];
  if (!part) throw new RangeError(`There are ${parts.length} groups, and ${group} is none of them.`);
  return part;
}

function joined(parts: Tensor4D[], axis: number): Tensor4D {
  return parts.length === 1 ? partOf(parts, 0) : concat(parts, axis);
}

/** Zeros between the taps of a filter: what dilation means. */
function spread(filter: Tensor4D, dilation: Pair): Tensor4D {
  if (dilation.every((step) => step === 1)) return filter;
  const [height, width, channels, filters] = filter.shape;
  const [rows, columns] = spreadSize([height, width], dilation);
  return reshape<Rank.R4>(interleave(asImage(filter), dilation), [rows, columns, channels, filters]);
}

/** The taps of a filter of `shape` that was spread. */
function gather(filter: Tensor4D, [height, width, channels, filters]: Shape4D, dilation: Pair): Tensor4D {
  if (dilation.every((step) => step === 1)) return filter;
  const taps = everyNth(asImage(filter), [0, 0], dilation, [height, width]);
  return reshape<Rank.R4>(taps, [height, width, channels, filters]);
}

function spreadSize([height, width]: Pair, dilation: Pair): Pair {
  return [(height - 1) * dilation[0] + 1, (width - 1) * dilation[1] + 1];
}

/** A filter as one image, whose channels are all weights of a tap. */
function asImage(filter: Tensor4D): Tensor4D {
  const [height, width, channels, filters] = filter.shape;
  return reshape<Rank.R4>(filter, [1, height, width, channels * filters]);
}

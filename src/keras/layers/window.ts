import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import type { Pair } from '../../engine/image-steps.ts';
import { ValueError } from '../errors.ts';

/**
 * How a window meets the edge: not beyond it, or with zeros so that every stride has a window; 'causal', of sequences
 * only, has all zeros before the first step, so that no output depends on later steps.
 */
export type Padding = 'valid' | 'same' | 'causal';

/** A number of cells for all axes, or one for each. */
export type Size = number | readonly number[];

/** @throws {ValueError} for another word. */
export function checkedPadding(padding: string, layer: string, allowCausal = false): Padding {
  const word = padding.toLowerCase();
  if (word === 'valid' || word === 'same' || (word === 'causal' && allowCausal)) return word;
  throw new ValueError(
    `${layer}: padding must be 'valid' or 'same'${allowCausal ? " or 'causal'" : ''}, got '${padding}'.`,
  );
}

/** Where the channels are: [batch, ..., channels] or [batch, channels, ...]. */
export type DataFormat = 'channels_last' | 'channels_first';

/** @throws {ValueError} for another word. */
export function checkedDataFormat(dataFormat: string | null | undefined, layer: string): DataFormat {
  const word = dataFormat?.toLowerCase() ?? 'channels_last';
  if (word === 'channels_last' || word === 'channels_first') return word;
  throw new ValueError(`${layer}: dataFormat must be 'channels_first' or 'channels_last', got '${word}'.`);
}

/** A shape with its channels last; an own one where they are. */
export function withChannelsLast(shape: Shape, format: DataFormat): Shape {
  if (format === 'channels_last') return shape;
  const [batch = null, channels = null, ...rest] = shape;
  return [batch, ...rest, channels];
}

/** A shape whose channels are last as `format` has it. */
export function inFormat(shape: Shape, format: DataFormat): Shape {
  if (format === 'channels_last') return shape;
  return [shape[0] ?? null, shape.at(-1) ?? null, ...shape.slice(1, -1)];
}

/** What `compute` makes of a tensor with its channels last, in the format that the tensor has. */
export function computeChannelsLast(x: tf.Tensor, format: DataFormat, compute: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  if (format === 'channels_last') return compute(x);
  return tf.tidy(() => {
    const spatial = Array.from({ length: x.rank - 2 }, (_, index) => index + 2);
    const y = compute(tf.transpose(x, [0, ...spatial, 1]));
    const axes = Array.from({ length: y.rank - 2 }, (_, index) => index + 1);
    return y.rank < 3 ? y : tf.transpose(y, [0, y.rank - 1, ...axes]);
  });
}

/** Windows along an axis; null where its length is open. */
export function windowCount(
  length: number | null,
  window: number,
  stride: number,
  padding: Padding,
  dilation = 1,
): number | null {
  if (length === null) return null;
  if (padding !== 'valid') return Math.ceil(length / stride);
  return Math.floor((length - dilation * (window - 1) - 1) / stride) + 1;
}

/** Cells before and after an axis, so that there is a window for every stride; the odd one comes after. */
export function edgePadding(length: number, window: number, stride: number, padding: Padding, dilation = 1): Pair {
  if (padding === 'valid') return [0, 0];
  if (padding === 'causal') return [dilation * (window - 1), 0];
  const reach = (Math.ceil(length / stride) - 1) * stride + dilation * (window - 1) + 1;
  const total = Math.max(0, reach - length);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

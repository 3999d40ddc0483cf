import type { Pair } from '../../engine/image-steps.ts';
import { ValueError } from '../errors.ts';

/** How a window meets the edge: not beyond it, or with zeros so that every stride has a window. */
export type Padding = 'valid' | 'same';

/** A number of cells for all axes, or one for each. */
export type Size = number | readonly number[];

/** @throws {ValueError} for another word. */
export function checkedPadding(padding: string, layer: string): Padding {
  if (padding === 'valid' || padding === 'same') return padding;
  throw new ValueError(`${layer}: padding must be 'valid' or 'same', got '${padding}'.`);
}

/** @throws {ValueError} for images whose channels come first; the kernels read them last. */
export function requireChannelsLast(dataFormat: string | null | undefined, layer: string): void {
  if (dataFormat === 'channels_first') {
    throw new ValueError(`${layer}: only dataFormat 'channels_last' is supported. Permute the images first.`);
  }
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
  if (padding === 'same') return Math.ceil(length / stride);
  return Math.floor((length - dilation * (window - 1) - 1) / stride) + 1;
}

/** Cells before and after an axis, so that there is a window for every stride; the odd one comes after. */
export function edgePadding(length: number, window: number, stride: number, padding: Padding, dilation = 1): Pair {
  if (padding === 'valid') return [0, 0];
  const reach = (Math.ceil(length / stride) - 1) * stride + dilation * (window - 1) + 1;
  const total = Math.max(0, reach - length);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

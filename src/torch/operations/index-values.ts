/** Indices as the kernels want them: integers from 0 to the size of the axis. */
import * as tf from '@tensorflow/tfjs-core';
import { IndexError } from '../errors.ts';
import type { HostValues } from '../storage.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice, fromHost } from './elementwise.ts';

/** Backends whose memory is the host's, so that a read waits for nothing. */
const HOST_BACKENDS = ['cpu', 'wasm'];

/** The values of an index where they can be known now, else null. */
export function knownValues(index: Tensor): HostValues | null {
  return index.hostValues ?? (HOST_BACKENDS.includes(tf.getBackend()) ? index.numpySync() : null);
}

/**
 * An index of an axis of `size` elements, with negative values counted from the end. On a GPU values that only the
 * device knows are not checked.
 *
 * @throws {Error} what `outOfBounds` makes of a value that is not in range.
 */
export function wrapIndex(index: Tensor, size: number, outOfBounds: (value: number) => Error): Tensor {
  const values = knownValues(index);
  if (!values) {
    const { order } = index;
    return fromDevice(() => wrapOnDevice(index.valuesIn(order), size), order);
  }
  const wrong = values.find((value) => value < -size || value >= size);
  if (wrong !== undefined) throw outOfBounds(wrong);
  const wrapped = values.map((value) => (value < 0 ? value + size : value));
  return fromHost(Float64Array.from(wrapped), index.shape, 'int64');
}

/** `wrapIndex` where negative values are out of bounds, too. */
export function checkIndex(index: Tensor, size: number, outOfBounds: (value: number) => Error): Tensor {
  const negative = knownValues(index)?.find((value) => value < 0);
  if (negative !== undefined) throw outOfBounds(negative);
  return wrapIndex(index, size, outOfBounds);
}

/** PyTorch's words for an index that an axis does not have, and how to go on. */
export function boundsMessage(value: number, dim: number, size: number): readonly [fact: string, fix: string] {
  const fix = size === 0 ? 'The axis is empty.' : `Indices go from ${-size} to ${size - 1}.`;
  return [`index ${value} is out of bounds for dimension ${dim} with size ${size}`, fix];
}

/** @throws {IndexError} when a tensor cannot be an index because of its type. */
export function requireIndexType({ dtype }: Tensor): void {
  if (dtype !== 'float32') return;
  throw new IndexError(
    'tensors used as indices must be long, int, byte or bool tensors',
    'This one is float: convert it by x.long().',
  );
}

function wrapOnDevice(values: tf.Tensor, size: number): tf.Tensor {
  const isNegative = tf.cast(tf.less(values, tf.scalar(0, 'int32')), 'int32');
  return tf.add(values, tf.mul(isNegative, tf.scalar(size, 'int32')));
}

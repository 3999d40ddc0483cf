import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { at } from '../utils/lists.ts';
import { batchLength } from '../utils/shapes.ts';

/** Numbers in lists of lists of any depth. */
export type NestedNumbers = readonly (number | NestedNumbers)[];

/** The samples of one input or output along the first axis. */
export type TensorLike = tf.Tensor | tf.TypedArray | NestedNumbers | readonly tf.TypedArray[];

/** The samples of one input or output, or of several: in order, or by name. */
export type TensorData = TensorLike | readonly TensorLike[] | Readonly<Record<string, TensorLike>>;

/** Tensors in the order of names; those made here, and not the caller's, are freed by `dispose`. */
export interface OwnedTensors {
  readonly tensors: tf.Tensor[];
  dispose(): void;
}

/**
 * Data as a list of tensors, one for each name.
 *
 * @throws {ValueError} when a record lacks a name or a list has another length.
 */
export function toTensors(data: TensorData, names: readonly string[], what: string): OwnedTensors {
  const parts = splitByName(data, names, what);
  const tensors = parts.map(toTensor);
  const made = tensors.filter((tensor) => !parts.includes(tensor));
  return { tensors, dispose: () => tf.dispose(made) };
}

function splitByName(data: TensorData, names: readonly string[], what: string): TensorLike[] {
  if (data instanceof tf.Tensor || ArrayBuffer.isView(data)) return [data];
  if (!Array.isArray(data))
    return names.map((name) => byName(data as Readonly<Record<string, TensorLike>>, name, what));
  const list = data as readonly TensorLike[];
  const isListOfTensors = list.length > 0 && list.every((item) => item instanceof tf.Tensor);
  if (!isListOfTensors && names.length <= 1) return [data as NestedNumbers];
  if (list.length !== names.length && names.length > 0) {
    throw new ValueError(`${what}: expected ${names.length} tensors (${names.join(', ')}), got ${list.length}.`);
  }
  return [...list];
}

function byName(data: Readonly<Record<string, TensorLike>>, name: string, what: string): TensorLike {
  const value = data[name];
  if (value === undefined) {
    throw new ValueError(`${what}: nothing is named '${name}'; there are ${Object.keys(data).join(', ')}.`);
  }
  return value;
}

function toTensor(data: TensorLike): tf.Tensor {
  if (data instanceof tf.Tensor) return data;
  if (ArrayBuffer.isView(data)) return tf.tensor1d(data);
  const [first] = data;
  if (ArrayBuffer.isView(first))
    return tf.tidy(() => tf.stack((data as tf.TypedArray[]).map((row) => tf.tensor1d(row))));
  return tf.tensor(data);
}

/**
 * The number of samples.
 *
 * @param data tensors by what they are, such as `x`.
 * @throws {ValueError} when tensors have different ones.
 */
export function sampleCount(data: Readonly<Record<string, readonly tf.Tensor[]>>): number {
  const counts = Object.values(data).flatMap((tensors) => tensors.map((tensor) => batchLength(tensor)));
  const count = at(counts, 0);
  if (counts.some((other) => other !== count)) {
    const sizes = Object.entries(data)
      .filter(([, tensors]) => tensors.length > 0)
      .map(([name, tensors]) => `'${name}' sizes: ${tensors.map((tensor) => batchLength(tensor)).join(', ')}\n`);
    throw new ValueError(
      `Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.${sizes.join('')}`,
    );
  }
  return count;
}

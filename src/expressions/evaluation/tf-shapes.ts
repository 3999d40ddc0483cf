/** Shapes, orders and parts, as TensorFlow has them: every result is a tensor of its own, never a view. */
import * as tf from '@tensorflow/tfjs-core';
import { FrameworkError } from './framework-error.ts';
import type { Given } from './given.ts';
import { kernelError, mismatch, shapeText } from './tf-errors.ts';
import { TfTensor } from './tf-tensor.ts';
import type { Value } from './value.ts';

type Compute = (given: Given<TfTensor>) => Value<TfTensor>;

/** Moves elements; booleans go as integers, because some kernels have no booleans. */
export function moved({ values, dtype }: TfTensor, move: (values: tf.Tensor) => tf.Tensor): TfTensor {
  if (dtype !== 'bool') return new TfTensor(move(values), dtype);
  return new TfTensor(tf.cast(move(tf.cast(values, 'int32')), 'bool'), dtype);
}

/** The parts of an axis at these places, in their order. */
export function gathered(tensor: TfTensor, indices: readonly number[], axis: number): TfTensor {
  return moved(tensor, (values) => {
    if (indices.length === 0) return tf.zeros(values.shape.with(axis, 0), values.dtype);
    return tf.gather(values, tf.tensor1d([...indices], 'int32'), axis);
  });
}

export function reshape(tensor: TfTensor, shape: readonly number[]): TfTensor {
  const count = tensor.values.size;
  const known = shape.filter((size) => size !== -1).reduce((product, size) => product * size, 1);
  const unknown = shape.filter((size) => size === -1).length;
  const subject = `Input to reshape is a tensor with ${count} values, but the requested shape`;
  if (unknown > 1) throw kernelError('Reshape', 'Only one input size may be -1, not both 0 and 1');
  if (unknown === 1 && (known === 0 || count % known !== 0)) {
    throw kernelError('Reshape', `${subject} requires a multiple of ${known}`);
  }
  if (unknown === 0 && known !== count) throw kernelError('Reshape', `${subject} has ${known}`);
  const sizes = shape.map((size) => (size === -1 ? count / known : size));
  return new TfTensor(tf.reshape(tensor.values, sizes), tensor.dtype);
}

function transpose(tensor: TfTensor, axes: readonly number[]): TfTensor {
  const { ndim } = tensor;
  if (axes.length !== ndim) {
    const text = `transpose expects a vector of size ${ndim}. But input(1) is a vector of size ${axes.length}`;
    throw kernelError('Transpose', text);
  }
  const counted = axes.map((axis) => (axis < 0 ? axis + ndim : axis));
  const missing = counted.findIndex((_, axis) => !counted.includes(axis));
  if (missing >= 0) throw kernelError('Transpose', `${missing} is missing from {${axes.join(',')}}.`);
  return moved(tensor, (values) => tf.transpose(values, counted));
}

const reversed = (count: number) => Array.from({ length: count }, (_, axis) => count - 1 - axis);

/** All axes in their order, but for these two, which change places. */
export function exchanged(ndim: number, first: number, second: number): number[] {
  return Array.from({ length: ndim }, (_, axis) => (axis === first ? second : axis === second ? first : axis));
}

/** The axis of a call, counted from 0. @param ndim so many there are to choose from. */
export function axisOf(given: Given<TfTensor>, ndim: number, op: string, standard?: number): number {
  const axis = standard !== undefined && !given.has('axis') ? standard : given.integer('axis');
  if (axis >= -ndim && axis < ndim) return axis < 0 ? axis + ndim : axis;
  throw kernelError(op, `Expected dimension in the range [${-ndim}, ${ndim}), but got ${axis}`);
}

function requireSameTypes(op: string, tensors: readonly TfTensor[]): void {
  const [first] = tensors;
  for (const [place, { dtype }] of tensors.entries()) {
    if (first && dtype !== first.dtype) throw mismatch(op, place, first.dtype, dtype);
  }
}

function joined(tensors: readonly TfTensor[], join: (values: tf.Tensor[]) => tf.Tensor): TfTensor {
  const [first] = tensors;
  if (!first) throw new FrameworkError('ValueError', 'Expected at least one tensor, got none.');
  const values = tensors.map((each) => (first.dtype === 'bool' ? tf.cast(each.values, 'int32') : each.values));
  const result = join(values);
  return new TfTensor(first.dtype === 'bool' ? tf.cast(result, 'bool') : result, first.dtype);
}

function concat(tensors: readonly TfTensor[], given: Given<TfTensor>): TfTensor {
  requireSameTypes('ConcatV2', tensors);
  const [first] = tensors;
  const axis = axisOf(given, first?.ndim ?? 1, 'ConcatV2');
  for (const [place, { shape }] of tensors.entries()) {
    const wrong = shape.findIndex((size, dimension) => dimension !== axis && size !== first?.shape[dimension]);
    if (wrong < 0 || !first) continue;
    const text =
      `ConcatOp : Dimension ${wrong} in both shapes must be equal: shape[0] = ${shapeText(first.shape)} vs. ` +
      `shape[${place}] = ${shapeText(shape)}`;
    throw kernelError('ConcatV2', text, `ConcatV2_N_${tensors.length}`);
  }
  return joined(tensors, (values) => tf.concat(values, axis));
}

function stack(tensors: readonly TfTensor[], given: Given<TfTensor>): TfTensor {
  requireSameTypes('Pack', tensors);
  const [first] = tensors;
  const other = tensors.findIndex(({ shape }) => shape.join() !== first?.shape.join());
  if (other >= 0) {
    const shapes = `values[0].shape = ${shapeText(first?.shape ?? [])} != values[${other}].shape = ${shapeText(tensors[other]?.shape ?? [])}`;
    throw kernelError('Pack', `Shapes of all inputs must match: ${shapes}`, `Pack_N_${tensors.length}`);
  }
  const axis = axisOf(given, (first?.ndim ?? 0) + 1, 'Pack', 0);
  return joined(tensors, (values) => tf.stack(values, axis));
}

function split(given: Given<TfTensor>): readonly TfTensor[] {
  const tensor = given.tensor('x');
  const parts = given.integer('parts');
  const axis = axisOf(given, tensor.ndim, 'Split', 0);
  const size = tensor.shape[axis] ?? 1;
  if (parts < 1 || size % parts !== 0) {
    const text = `Number of ways to split should evenly divide the split dimension, but got split_dim ${axis} (size = ${size}) and num_split ${parts}`;
    throw kernelError('Split', text, `Split_num_split_${parts}`);
  }
  const length = size / parts;
  return Array.from({ length: parts }, (_, part) =>
    gathered(
      tensor,
      Array.from({ length }, (__, place) => part * length + place),
      axis,
    ),
  );
}

function squeeze(given: Given<TfTensor>): TfTensor {
  const { values, dtype, shape, ndim } = given.tensor('x');
  const axes = given.axes('axis')?.map((axis) => (axis < 0 ? axis + ndim : axis)) ?? null;
  const wrong = axes?.find((axis) => shape[axis] !== 1);
  if (wrong !== undefined) {
    const text = `Can not squeeze dim[${wrong}], expected a dimension of 1, got ${shape[wrong] ?? 0}`;
    throw kernelError('Squeeze', text);
  }
  const kept = shape.filter((size, axis) => (axes ? !axes.includes(axis) : size !== 1));
  return new TfTensor(tf.reshape(values, kept), dtype);
}

function expandDims(given: Given<TfTensor>): TfTensor {
  const { values, dtype, shape, ndim } = given.tensor('x');
  const axis = given.integer('axis');
  if (axis < -ndim - 1 || axis > ndim) {
    throw kernelError('ExpandDims', `Tried to expand dim index ${axis} for tensor with ${ndim} dimensions.`);
  }
  return new TfTensor(tf.reshape(values, shape.toSpliced(axis < 0 ? axis + ndim + 1 : axis, 0, 1)), dtype);
}

function tile(given: Given<TfTensor>): TfTensor {
  const tensor = given.tensor('x');
  const repeats = given.integers('repeats');
  given.requireFew(repeats.reduce((product, count) => product * count, tensor.values.size));
  if (repeats.length !== tensor.ndim) {
    const text = `Expected multiples argument to be a vector of length ${tensor.ndim} but got length ${repeats.length}`;
    throw kernelError('Tile', text);
  }
  return moved(tensor, (values) => tf.tile(values, [...repeats]));
}

function flip(given: Given<TfTensor>): TfTensor {
  const tensor = given.tensor('x');
  if (typeof given.value('axis') === 'number') {
    throw kernelError('ReverseV2', "'dims' must be 1-dimension, not 0");
  }
  const { ndim, shape } = tensor;
  return given.integers('axis').reduce((result, axis, place) => {
    if (axis < -ndim || axis >= ndim) {
      throw kernelError('ReverseV2', `'axis'[${place}] = ${axis} is out of valid range [0, ${ndim - 1}`);
    }
    const counted = axis < 0 ? axis + ndim : axis;
    return gathered(result, reversed(shape[counted] ?? 1), counted);
  }, tensor);
}

function roll(given: Given<TfTensor>): TfTensor {
  const tensor = given.tensor('x');
  const axis = axisOf(given, tensor.ndim, 'Roll');
  const size = tensor.shape[axis] ?? 1;
  const shift = given.integer('shift');
  const from = Array.from({ length: size }, (_, place) => (((place - shift) % size) + size) % size);
  return gathered(tensor, from, axis);
}

function repeat(given: Given<TfTensor>): TfTensor {
  const tensor = given.tensor('x');
  const [count, axis] = [given.integer('repeats'), axisOf(given, tensor.ndim, 'Repeat')];
  given.requireFew(tensor.values.size * count);
  const size = tensor.shape[axis] ?? 1;
  return gathered(
    tensor,
    Array.from({ length: size * count }, (_, place) => Math.floor(place / count)),
    axis,
  );
}

function take(given: Given<TfTensor>): TfTensor {
  const [tensor, indices] = [given.tensor('x'), given.tensor('indices')];
  const axis = axisOf(given, tensor.ndim, 'GatherV2', 0);
  const size = tensor.shape[axis] ?? 1;
  const places = Array.from(given.read(indices));
  const wrong = places.findIndex((place) => place < 0 || place >= size);
  if (wrong >= 0) {
    const where = indices.ndim === 0 ? 'indices' : `indices[${wrong}]`;
    throw kernelError('GatherV2', `${where} = ${places[wrong] ?? 0} is not in [0, ${size})`);
  }
  const result = gathered(tensor, places, axis);
  return reshape(result, tensor.shape.toSpliced(axis, 1, ...indices.shape));
}

/** The elements where the mask is true, along its axes as one. */
export function booleanMask(tensor: TfTensor, mask: TfTensor, read: (tensor: TfTensor) => ArrayLike<number>): TfTensor {
  if (mask.ndim === 0) throw new FrameworkError('ValueError', 'mask cannot be scalar.');
  const masked = tensor.shape.slice(0, mask.ndim);
  if (masked.join() !== mask.shape.join()) {
    const [first, second] = [masked, mask.shape].map(
      (shape) => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`,
    );
    throw new FrameworkError('ValueError', `Shapes ${first ?? ''} and ${second ?? ''} are incompatible`);
  }
  const places = Array.from(read(mask)).flatMap((value, place) => (value === 0 ? [] : place));
  const rows = reshape(tensor, [mask.values.size, ...tensor.shape.slice(mask.ndim)]);
  return gathered(rows, places, 0);
}

export const tfShapes = {
  reshape: (given) => reshape(given.tensor('x'), given.integers('shape')),
  view: (given) => reshape(given.tensor('x'), given.integers('shape')),
  flatten: (given) => reshape(given.tensor('x'), [-1]),
  transpose: (given) => transpose(given.tensor('x'), reversed(given.tensor('x').ndim)),
  permute: (given) => transpose(given.tensor('x'), given.integers('axes')),
  swapaxes: (given) => {
    const tensor = given.tensor('x');
    const counted = (name: string) =>
      given.integer(name) < 0 ? given.integer(name) + tensor.ndim : given.integer(name);
    return transpose(tensor, exchanged(tensor.ndim, counted('axis0'), counted('axis1')));
  },
  matrix_transpose: (given) => {
    const tensor = given.tensor('x');
    const { ndim } = tensor;
    if (ndim < 2) {
      const text = 'Argument `a` should be a (batch) matrix with rank >= 2.';
      throw new FrameworkError('ValueError', text);
    }
    return transpose(tensor, exchanged(ndim, ndim - 2, ndim - 1));
  },
  contiguous: (given) => given.tensor('x'),
  clone: (given) => given.tensor('x'),
  squeeze,
  expand_dims: expandDims,
  concat: (given) => concat(given.tensors('tensors'), given),
  stack: (given) => stack(given.tensors('tensors'), given),
  split,
  unstack: (given) => {
    const tensor = given.tensor('x');
    const axis = axisOf(given, tensor.ndim, 'Unpack', 0);
    const rest = tensor.shape.toSpliced(axis, 1);
    return Array.from({ length: tensor.shape[axis] ?? 1 }, (_, place) =>
      reshape(gathered(tensor, [place], axis), rest),
    );
  },
  tile,
  repeat,
  flip,
  roll,
  take,
  boolean_mask: (given) => booleanMask(given.tensor('x'), given.tensor('mask'), given.read),
} satisfies Readonly<Record<string, Compute>>;

/**
 * Reading, adding and putting of rows: what indexing, gathering and scattering come down to. A row is what lies at one
 * index of an axis. `index` is an integer tensor of any shape whose values are in range and not negative; its axes take
 * the place of the axis. Values that the host knows are moved on the host, so that integers stay exact.
 */
import * as tf from '@tensorflow/tfjs-core';
import { record } from '../autograd/record.ts';
import { elementCount, type Shape } from '../shape.ts';
import { scatterUpdate } from '../scatter-update.ts';
import type { HostValues } from '../storage.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice, fromHost } from './elementwise.ts';

/** A shape as three axes: those before the axis, the axis, those after it. */
interface Sizes {
  readonly outer: number;
  readonly size: number;
  readonly inner: number;
}

/** The rows of `input` at `index` of axis `axis`. */
export function takeRows(input: Tensor, axis: number, index: Tensor, name = 'IndexSelectBackward0'): Tensor {
  const { shape } = input;
  return record(taken(input, axis, index), {
    name,
    inputs: [input],
    saved: { index },
    backward: (gradient, saved) => [addRows(gradient, axis, saved.index, shape)],
  });
}

/** Zeros of `shape` with the rows of `rows` added at `index` of axis `axis`: the gradient of `takeRows`. */
export function addRows(rows: Tensor, axis: number, index: Tensor, shape: Shape): Tensor {
  return record(added(rows, axis, index, shape), {
    name: 'IndexAddBackward0',
    inputs: [rows],
    saved: { index },
    backward: (gradient, saved) => [takeRows(gradient, axis, saved.index)],
  });
}

/** A copy of `input` with the rows at `index` replaced by those of `rows`; the last one where an index is there twice. */
export function putRows(input: Tensor, axis: number, index: Tensor, rows: Tensor): Tensor {
  if (index.numel() === 0 || input.numel() === 0) return copied(input);
  const sizes = sizesOf(input.shape, axis);
  const hosts = [hostOf(input), index.hostValues, hostOf(rows)] as const;
  const [stored, positions, values] = hosts;
  if (stored && positions && values) {
    const result = stored.slice();
    moveRows(sizes, positions, (inTable, inRows) => {
      result[inTable] = values[inRows] ?? 0;
    });
    return fromHost(result, input.shape, input.dtype);
  }
  const [lastIndex, lastRows] = withoutRepeats(index, rows, axis);
  return fromDevice(() => {
    const updated = scatterUpdate(
      tf.reshape(axisFirst(asNumbers(input.values), sizes), [sizes.size, sizes.outer * sizes.inner]),
      tf.reshape(deviceIndex(lastIndex), [-1, 1]),
      tf.reshape(axisFirst(asNumbers(lastRows.values), { ...sizes, size: lastIndex.numel() }), [
        -1,
        sizes.outer * sizes.inner,
      ]),
    );
    return cast(tf.reshape(axisBack(updated, sizes), [...input.shape]), input);
  });
}

function taken(input: Tensor, axis: number, index: Tensor): Tensor {
  const shape = input.shape.toSpliced(axis, 1, ...index.shape);
  const sizes = sizesOf(input.shape, axis);
  const [stored, positions] = [hostOf(input), index.hostValues];
  if (stored && positions) {
    const result =
      stored instanceof Uint8Array ? new Uint8Array(elementCount(shape)) : new Float64Array(elementCount(shape));
    moveRows(sizes, positions, (inTable, inRows) => {
      result[inRows] = stored[inTable] ?? 0;
    });
    return fromHost(result, shape, input.dtype);
  }
  return fromDevice(() => {
    if (elementCount(shape) === 0) return tf.zeros(shape, input.values.dtype);
    const { outer, size, inner } = sizes;
    const table = asNumbers(input.values);
    const rows =
      outer === 1
        ? tf.gather(tf.reshape(table, [size, inner]), deviceIndex(index))
        : tf.gather(tf.reshape(table, [outer, size, inner]), deviceIndex(index), 1);
    return cast(tf.reshape(rows, shape), input);
  });
}

function added(rows: Tensor, axis: number, index: Tensor, shape: Shape): Tensor {
  const sizes = sizesOf(shape, axis);
  const [values, positions] = [hostOf(rows), index.hostValues];
  if (values && positions) {
    const result = new Float64Array(elementCount(shape));
    moveRows(sizes, positions, (inTable, inRows) => {
      result[inTable] = (result[inTable] ?? 0) + (values[inRows] ?? 0);
    });
    return fromHost(result, shape, rows.dtype);
  }
  return fromDevice(() => {
    if (rows.numel() === 0) return tf.zeros([...shape], rows.values.dtype);
    const width = sizes.outer * sizes.inner;
    const updates = tf.reshape(axisFirst(rows.values, { ...sizes, size: index.numel() }), [-1, width]);
    const sum = tf.scatterND(tf.reshape(deviceIndex(index), [-1, 1]), updates, [sizes.size, width]);
    return tf.reshape(axisBack(sum, sizes), [...shape]);
  });
}

/** Calls `move` with the position of each element in the table and in the rows that are taken from it. */
function moveRows(
  { outer, size, inner }: Sizes,
  positions: HostValues,
  move: (inTable: number, inRows: number) => void,
): void {
  const count = positions.length;
  for (let before = 0; before < outer; before++) {
    for (const [row, position] of positions.entries()) {
      const [from, to] = [(before * size + position) * inner, (before * count + row) * inner];
      for (let after = 0; after < inner; after++) move(from + after, to + after);
    }
  }
}

/** Backends disagree on which of several values for one place remains: PyTorch's CPU keeps the last. */
function withoutRepeats(index: Tensor, rows: Tensor, axis: number): readonly [Tensor, Tensor] {
  const positions = index.hostValues;
  if (!positions) return [index, rows];
  const last = new Map([...positions].map((position, row) => [position, row]));
  if (last.size === positions.length) return [index, rows];
  const kept = Float64Array.from(last.values());
  const flat = rows.shape.toSpliced(axis, index.ndim, positions.length);
  const flatRows = fromDevice(() => tf.reshape(rows.values, flat));
  return [
    fromHost(Float64Array.from(last.keys()), [last.size], 'int64'),
    taken(flatRows, axis, fromHost(kept, [kept.length], 'int64')),
  ];
}

function copied(input: Tensor): Tensor {
  const host = hostOf(input);
  return host
    ? fromHost(host.slice(), input.shape, input.dtype)
    : fromDevice(() => input.valuesIn(input.order), input.order);
}

/** Values that are moved on the host: floats are always moved on the device. */
function hostOf(input: Tensor): HostValues | null {
  return input.dtype === 'float32' ? null : input.hostView;
}

function sizesOf(shape: Shape, axis: number): Sizes {
  return {
    outer: elementCount(shape.slice(0, axis)),
    size: shape[axis] ?? 1,
    inner: elementCount(shape.slice(axis + 1)),
  };
}

function deviceIndex(index: Tensor): tf.Tensor1D {
  return tf.reshape(index.values, [index.numel()]);
}

/** [outer, size, inner] as [size, outer, inner], which the scattering kernels want. */
function axisFirst(values: tf.Tensor, { outer, size, inner }: Sizes): tf.Tensor {
  return outer === 1 ? values : tf.transpose(tf.reshape(values, [outer, size, inner]), [1, 0, 2]);
}

function axisBack(values: tf.Tensor, { outer, size, inner }: Sizes): tf.Tensor {
  return outer === 1 ? values : tf.transpose(tf.reshape(values, [size, outer, inner]), [1, 0, 2]);
}

/** The kernels that move elements know no booleans. */
function asNumbers(values: tf.Tensor): tf.Tensor {
  return values.dtype === 'bool' ? tf.cast(values, 'int32') : values;
}

function cast(values: tf.Tensor, { dtype }: Tensor): tf.Tensor {
  return dtype === 'bool' ? tf.cast(values, 'bool') : values;
}

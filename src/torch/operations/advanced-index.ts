/** Indexing by tensors: several axes at once, their indices broadcast together. */
import * as tf from '@tensorflow/tfjs-core';
import { noGrad } from '../autograd/grad-mode.ts';
import { record } from '../autograd/record.ts';
import { IndexError, RuntimeError } from '../errors.ts';
import { broadcastShapes, elementCount, formatShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { permute } from './axes.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { expand, sumToShape } from './expand.ts';
import { zeros } from './creation.ts';
import { knownValues, boundsMessage, wrapIndex } from './index-values.ts';
import { contiguous } from './memory-layout.ts';
import { reshape } from './reshaping.ts';
import { addRows, putRows, takeRows } from './row-moves.ts';

/** How the indices of a tensor become one index of one axis. */
export interface IndexPlan {
  /** Shape of the tensor that is indexed. */
  readonly shape: Shape;
  /** Order of its axes in which the indexed ones are neighbours. */
  readonly axes: readonly number[];
  /** Which of these is the first indexed one, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** Index of the indexed axes taken as one, in the shape to which the indices broadcast. */
  readonly index: Tensor;
  /** Shape of what is indexed. */
  readonly result: Shape;
}

/**
 * @param indices for each axis an integer tensor, or null for all of the axis.
 * @throws {IndexError} when the indices do not broadcast, or one is out of bounds.
 */
export function planIndex(shape: Shape, indices: readonly (Tensor | null)[]): IndexPlan {
  const indexed = [...shape.keys()].filter((axis) => indices[axis]);
  const given = indices.filter((index) => index !== null);
  const common = commonShape(given);
  const first = indexed[0] ?? 0;
  const areNeighbours = indexed.every((axis, place) => axis === first + place);
  const rest = [...shape.keys()].filter((axis) => !indices[axis]);
  // PyTorch puts the axes of the indices in front when a full axis lies between the indexed ones.
  const axes = areNeighbours ? [...shape.keys()] : [...indexed, ...rest];
  const place = areNeighbours ? first : 0;
  const sizes = axes.map((axis) => shape[axis] ?? 1);
  return {
    shape,
    axes,
    first: place,
    count: indexed.length,
    index: joinedIndex(
      given,
      indexed.map((axis) => shape[axis] ?? 1),
      common,
    ),
    result: sizes.toSpliced(place, indexed.length, ...common),
  };
}

/** The elements that a plan names, as a copy. */
export function takeIndexed(input: Tensor, plan: IndexPlan): Tensor {
  const taken = noGrad(() => reshape(takeRows(withOneAxis(input, plan), plan.first, plan.index), plan.result).detach());
  return record(taken, {
    name: 'IndexBackward0',
    inputs: [input],
    backward: (gradient) => [addIndexed(gradient, plan)],
  });
}

/**
 * A copy of `input` with the elements that a plan names replaced by `values`, broadcast.
 *
 * @throws {RuntimeError} when the values do not broadcast to these elements.
 */
export function putIndexed(input: Tensor, plan: IndexPlan, values: Tensor): Tensor {
  requireBroadcastable(values.shape, plan.result);
  const put = noGrad(() => {
    const rows = expand(values, plan.result);
    return withAxesBack(putRows(withOneAxis(input, plan), plan.first, plan.index, rows), plan);
  });
  return record(put, {
    name: 'IndexPutBackward0',
    inputs: [input, values],
    backward: (gradient, _, needed) => [
      needed[0] ? putIndexed(gradient, plan, zeros([])) : null,
      needed[1] ? sumToShape(takeIndexed(gradient, plan), values.shape) : null,
    ],
  });
}

function addIndexed(rows: Tensor, plan: IndexPlan): Tensor {
  const sizes = plan.axes.map((axis) => plan.shape[axis] ?? 1);
  const joined = elementCount(sizes.slice(plan.first, plan.first + plan.count));
  const shape = sizes.toSpliced(plan.first, plan.count, joined);
  const sum = noGrad(() => withAxesBack(addRows(rows, plan.first, plan.index, shape), plan));
  return record(sum, {
    name: 'IndexPutBackward0',
    inputs: [rows],
    backward: (gradient) => [takeIndexed(gradient, plan)],
  });
}

/** The tensor with the indexed axes as one. */
function withOneAxis(input: Tensor, { axes, first, count }: IndexPlan): Tensor {
  const ordered = permute(input, axes);
  const { shape } = ordered;
  const joined = elementCount(shape.slice(first, first + count));
  return reshape(ordered, shape.toSpliced(first, count, joined));
}

/** The inverse of `withOneAxis`: a tensor that is nobody's view. */
function withAxesBack(input: Tensor, { axes, shape }: IndexPlan): Tensor {
  const separate = reshape(
    input,
    axes.map((axis) => shape[axis] ?? 1),
  );
  return contiguous(
    permute(
      separate,
      axes.map((_, axis) => axes.indexOf(axis)),
    ),
  ).detach();
}

/** One index of several axes taken as one: the last counts single elements. */
function joinedIndex(indices: readonly Tensor[], sizes: readonly number[], common: Shape): Tensor {
  return noGrad(() => {
    const wrapped = indices.map((index, place) => {
      const size = sizes[place] ?? 1;
      return expand(
        wrapIndex(index, size, (value) => new IndexError(...boundsMessage(value, place, size))),
        common,
      );
    });
    const steps = sizes.map((_, place) => elementCount(sizes.slice(place + 1)));
    const [only] = wrapped;
    if (only && wrapped.length === 1) return only;
    const known = wrapped.map(knownValues);
    if (known.every((values) => values !== null)) {
      const joined = Float64Array.from({ length: elementCount(common) }, (_, element) =>
        known.reduce((sum, values, place) => sum + (values[element] ?? 0) * (steps[place] ?? 1), 0),
      );
      return fromHost(joined, common, 'int64');
    }
    return fromDevice(() =>
      wrapped
        .map((index, place) => tf.mul(index.values, tf.scalar(steps[place] ?? 1, 'int32')))
        .reduce((sum, term) => tf.add(sum, term)),
    );
  });
}

function commonShape(indices: readonly Tensor[]): Shape {
  try {
    return indices.reduce<Shape>((shape, index) => broadcastShapes(shape, index.shape), []);
  } catch {
    const shapes = indices.map(({ shape }) => formatShape(shape)).join(', ');
    throw new IndexError(
      `shape mismatch: indexing tensors could not be broadcast together with shapes ${shapes}`,
      'Give them one shape.',
    );
  }
}

function requireBroadcastable(shape: Shape, wanted: Shape): void {
  const missing = wanted.length - shape.length;
  const fits = shape.every((size, axis) => size === 1 || size === wanted[axis + missing]);
  if (missing >= 0 && fits) return;
  throw new RuntimeError(
    `shape mismatch: value tensor of shape ${formatShape(shape)} cannot be broadcast to indexing result ` +
      `of shape ${formatShape(wanted)}`,
    'Give the value that shape, or one element.',
  );
}

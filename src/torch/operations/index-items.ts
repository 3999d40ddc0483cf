/** What may stand between the brackets of `x[...]`, and the views that the simple ones among them make. */
import { IndexError, ValueError } from '../errors.ts';
import { formatShape, type Shape } from '../shape.ts';
import type { NestedList } from '../nested-list.ts';
import { Tensor } from '../tensor.ts';
import { tensor, zeros } from './creation.ts';
import { fromHost } from './elementwise.ts';
import { knownValues, boundsMessage, requireIndexType } from './index-values.ts';
import { unsqueeze } from './reshaping.ts';
import { slice } from './slice.ts';
import { select } from './slicing.ts';

/** `start:stop:step` of Python; null, or what is left out at the end, for its default. */
export interface Slice {
  readonly slice: readonly (number | null)[];
}

/**
 * One item of an index: a number (from the end if negative), null for a new axis, `'...'` for all axes that the others
 * leave, a slice, a boolean, or a tensor or nested list of integers or booleans.
 */
export type IndexItem = number | boolean | null | '...' | Slice | Tensor | readonly NestedList[];

/** A view, and for each of its axes an integer tensor that indexes it, or null. */
export interface IndexedView {
  readonly view: Tensor;
  readonly indices: readonly (Tensor | null)[];
}

/**
 * Applies the items that make views: numbers, slices, null and `'...'`.
 *
 * @param viewsWhole whether a slice of all of an axis makes a view: in PyTorch if it is read and nothing else is asked for.
 * @throws {IndexError} when there are more items than axes, or one is out of bounds.
 */
export function viewAt(input: Tensor, items: readonly IndexItem[], viewsWhole = items.length === 1): IndexedView {
  const prepared = items.map(prepare);
  const named = prepared.reduce<number>((sum, item) => sum + axesOf(item), 0);
  if (named > input.ndim) throw tooManyError(input, items);
  let view = input;
  let axis = 0;
  const indices: (Tensor | null)[] = [];
  for (const [place, item] of prepared.entries()) {
    if (item === '...') {
      axis += input.ndim - named;
    } else if (item === null) {
      view = unsqueeze(view, axis++);
    } else if (typeof item === 'number') {
      view = selectAt(view, axis, item, place);
    } else if (!(item instanceof Tensor)) {
      view = sliceAt(view, axis++, item, viewsWhole);
    } else {
      if (item.dtype === 'bool' && item.ndim === 0) view = unsqueeze(view, axis);
      for (const index of item.dtype === 'bool' ? trueIndices(item, view.shape, axis) : [item]) indices[axis++] = index;
    }
  }
  return { view, indices: Array.from({ length: view.ndim }, (_, place) => indices[place] ?? null) };
}

/** Whether a tensor of booleans stands for all of an index. */
export function isMask(item: IndexItem | undefined): item is Tensor {
  return item instanceof Tensor && item.dtype === 'bool' && item.ndim > 0;
}

type Prepared = number | null | '...' | Slice | Tensor;

function prepare(item: IndexItem): Prepared {
  if (item === null || item === '...') return item;
  if (typeof item === 'boolean') return tensor(item);
  if (typeof item === 'number') {
    if (Number.isInteger(item)) return item;
    throw new IndexError(
      'only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got float)',
    );
  }
  if (item instanceof Tensor) return prepareTensor(item);
  if (!isList(item)) return item;
  return item.length === 0 ? zeros([0], { dtype: 'int64' }) : prepareTensor(tensor(item));
}

/** An integer without axes is a number where it can be known, so that it gives a view. */
function prepareTensor(item: Tensor): Prepared {
  requireIndexType(item);
  const known = item.dtype === 'int64' && item.ndim === 0 ? knownValues(item) : null;
  return known?.[0] ?? item;
}

function isList(item: Slice | readonly NestedList[]): item is readonly NestedList[] {
  return Array.isArray(item);
}

function axesOf(item: Prepared): number {
  if (item === null || item === '...') return 0;
  return item instanceof Tensor && item.dtype === 'bool' ? item.ndim : 1;
}

function selectAt(view: Tensor, axis: number, index: number, place: number): Tensor {
  const size = view.shape[axis] ?? 1;
  if (index < -size || index >= size) throw new IndexError(...boundsMessage(index, place, size));
  return select(view, axis, index);
}

function sliceAt(view: Tensor, axis: number, item: Slice, viewsWhole: boolean): Tensor {
  const size = view.shape[axis] ?? 1;
  const [start = null, stop = null, step = null] = item.slice;
  if (step === 0) throw new ValueError('slice step cannot be zero');
  if (step !== null && step < 0) throw new ValueError('step must be greater than zero', 'Use flip to reverse an axis.');
  const first = bound(start ?? 0, size);
  const last = Math.max(bound(stop ?? size, size), first);
  const length = Math.ceil((last - first) / (step ?? 1));
  if (!viewsWhole && first === 0 && last === size && (step ?? 1) === 1) return view;
  return slice(view, { axis, start: first, length, step: step ?? 1 });
}

function bound(value: number, size: number): number {
  return Math.min(Math.max(value < 0 ? value + size : value, 0), size);
}

/** For each axis of a mask, where along it the true elements are. How many there are decides a shape, so it is read. */
function trueIndices(mask: Tensor, shape: Shape, axis: number): Tensor[] {
  // A boolean without axes indexes the new axis of size 1 that it has made.
  if (mask.ndim === 0) return positionsOfTrue(mask.numpySync(), [1]);
  const wrong = mask.shape.findIndex((size, place) => size !== shape[axis + place]);
  if (wrong >= 0) {
    throw new IndexError(
      `The shape of the mask ${formatShape(mask.shape)} at index ${wrong} does not match the shape of the indexed tensor ` +
        `${formatShape(shape)} at index ${axis + wrong}`,
    );
  }
  return positionsOfTrue(mask.numpySync(), mask.shape);
}

/** The positions of all values but 0 as one int64 tensor for each axis. */
export function positionsOfTrue(values: ArrayLike<number>, shape: Shape): Tensor[] {
  const found = Array.from(values).flatMap((value, position) => (value === 0 ? [] : position));
  let step = 1;
  return shape
    .toReversed()
    .map((size) => {
      const along = Float64Array.from(found, (position) => Math.floor(position / step) % size);
      step *= size;
      return fromHost(along, [found.length], 'int64');
    })
    .toReversed();
}

function tooManyError(input: Tensor, items: readonly IndexItem[]): IndexError {
  if (input.ndim === 0 && items.length === 1 && typeof items[0] === 'number') {
    return new IndexError(
      'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim ' +
        'tensor to a number',
      'Here that is `await tensor.item()`.',
    );
  }
  return new IndexError(
    `too many indices for tensor of dimension ${input.ndim}`,
    `Its shape is ${formatShape(input.shape)}.`,
  );
}

/** Reading and writing of parts of an array, as NumPy indexes. */
import { elementCount } from '../../torch/shape.ts';
import { IndexError, ValueError } from '../../torch/errors.ts';
import { arrayOf, cast, shapeText, sharesMemory, valuesOf, viewOf, visitRuns } from './arrays.ts';
import { isArray, np, type NumpyArray, type Values } from './library.ts';

/** The parts of Python's slice; what is not given counts as left out. */
interface Slice {
  readonly slice: readonly (number | null | undefined)[];
}

/** One part of a key: an integer, a slice, an array of integers or booleans, `...` or a new axis. */
export type IndexItem = number | Slice | NumpyArray | '...' | 'newaxis';

interface Axis {
  readonly size: number;
  readonly stride: number;
}

/** Elements that a key selects: a view, and in it positions to step to where the key has arrays. */
interface Selection {
  /** Axes before those that arrays select. */
  readonly before: readonly Axis[];
  readonly after: readonly Axis[];
  readonly offset: number;
  /** Shape of the arrays, and the position that each of their elements adds; null without arrays. */
  readonly picked: { readonly shape: readonly number[]; readonly positions: Float64Array } | null;
}

/** What a key selects: a view for integers and slices, a copy for arrays. */
export function index(array: NumpyArray, items: readonly IndexItem[]): NumpyArray {
  const { before, after, offset, picked } = select(array, items);
  if (!picked) return viewOf(array, sizes(before), strides(before), offset);
  const shape = [...sizes(before), ...picked.shape, ...sizes(after)];
  const { data } = array.storage;
  const result = new (data.constructor as new (length: number) => Values)(elementCount(shape));
  visit({ before, after, offset, picked }, (memory, row, length) => {
    if (length === 1) result[row] = data[memory] as never;
    else result.set(data.subarray(memory, memory + length) as never, row);
  });
  return arrayOf(result, shape, array.dtype);
}

/** For each axis, where along it the elements that are not zero lie. */
export function nonzero(array: NumpyArray): NumpyArray[] {
  const values = valuesOf(array);
  const found: number[] = [];
  for (let at = 0; at < values.length; at += 1) if (Number(values[at]) !== 0) found.push(at);
  return array.shape.map((size, axis) => {
    const step = elementCount(array.shape.slice(axis + 1));
    return arrayOf(
      BigInt64Array.from(found, (at) => BigInt(Math.floor(at / step) % size)),
      [found.length],
      'int64',
    );
  });
}

/** Puts values in the place of what a key selects. @throws {ValueError} where they do not broadcast. */
export function assign(array: NumpyArray, items: readonly IndexItem[], value: NumpyArray): void {
  const selection = select(array, items);
  const { before, after, picked } = selection;
  const shape = [...sizes(before), ...(picked?.shape ?? []), ...sizes(after)];
  const apart = sharesMemory(array, value) ? value.copy() : value;
  const given = cast(apart, array.dtype);
  const { data } = array.storage;
  if (given.size === 1) {
    const single = valuesOf(given)[0];
    visit(selection, (memory, _, length) => void data.fill(single as never, memory, memory + length));
    return;
  }
  const mask = items.length === 1 && isMask(items[0]) ? items[0] : null;
  const values = valuesOf(broadcast(given, shape, picked !== null, mask));
  visit(selection, (memory, row, length) => {
    if (length === 1) data[memory] = values[row] as never;
    else data.set(values.subarray(row, row + length) as never, memory);
  });
}

function broadcast(
  value: NumpyArray,
  shape: readonly number[],
  isPicked: boolean,
  mask: NumpyArray | null,
): NumpyArray {
  const given = value.shape.slice(Math.max(0, value.ndim - shape.length));
  const leads = value.shape.slice(0, value.ndim - given.length);
  const fits = given.every((size, axis) => size === 1 || size === shape[shape.length - given.length + axis]);
  if (fits && leads.every((size) => size === 1)) return np.broadcast_to(np.reshape(value, given), [...shape]);
  if (mask && value.ndim === 1) {
    throw new ValueError(
      `NumPy boolean array indexing assignment cannot assign ${value.size} input values to the ` +
        `${shape[0]} output values where the mask is true`,
    );
  }
  throw new ValueError(
    isPicked
      ? `shape mismatch: value array of shape ${shapeText(value.shape)} could not be broadcast to indexing result ` +
          `of shape ${shapeText(shape)}`
      : `could not broadcast input array from shape ${shapeText(value.shape)} into shape ${shapeText(shape)}`,
  );
}

function visit(selection: Selection, run: (memory: number, row: number, length: number) => void): void {
  const { before, after, offset, picked } = selection;
  if (!picked) {
    visitRuns(sizes(before), strides(before), offset, run);
    return;
  }
  const inner = elementCount(sizes(after));
  visitAll(before, offset, (outer, outerRow) => {
    for (const [at, position] of picked.positions.entries()) {
      const start = (outerRow * picked.positions.length + at) * inner;
      visitRuns(sizes(after), strides(after), outer + position, (memory, row, length) =>
        run(memory, start + row, length),
      );
    }
  });
}

/** Every position of some axes, one after the other. */
function visitAll(axes: readonly Axis[], offset: number, each: (memory: number, row: number) => void): void {
  visitRuns(sizes(axes), strides(axes), offset, (memory, row, length) => {
    for (let at = 0; at < length; at += 1) each(memory + at, row + at);
  });
}

const sizes = (axes: readonly Axis[]) => axes.map(({ size }) => size);
const strides = (axes: readonly Axis[]) => axes.map(({ stride }) => stride);
const isMask = (item: IndexItem | undefined): item is NumpyArray => isArray(item) && item.dtype === 'bool';

function select(array: NumpyArray, items: readonly IndexItem[]): Selection {
  const full = withAllAxes(array, items);
  const hasArrays = full.some(isArray);
  const axes: Axis[] = [];
  const arrays: { readonly values: NumpyArray; readonly axis: number }[] = [];
  const places: number[] = [];
  let [axis, offset] = [0, array.storage.offset];
  for (const [place, item] of full.entries()) {
    const [size, stride] = [array.shape[axis] ?? 1, array.strides[axis] ?? 0];
    if (item === 'newaxis') {
      axes.push({ size: 1, stride: 0 });
      continue;
    }
    if (isMask(item)) {
      for (const values of nonzero(item)) {
        arrays.push({ values, axis });
        axis += 1;
      }
      places.push(axes.length, place);
      continue;
    }
    if (isArray(item)) {
      arrays.push({ values: item, axis });
      places.push(axes.length, place);
    } else if (typeof item === 'number') {
      if (hasArrays) places.push(axes.length, place);
      offset += positionIn(item, size, axis) * stride;
    } else {
      const { start, step, length } = resolveSlice(item as Slice, size);
      offset += start * stride;
      axes.push({ size: length, stride: stride * step });
    }
    axis += 1;
  }
  if (!hasArrays) return { before: axes, after: [], offset, picked: null };
  const position = isOneGroup(places) ? (places[0] ?? 0) : 0;
  return { before: axes.slice(0, position), after: axes.slice(position), offset, picked: pickedOf(array, arrays) };
}

/** Whether the arrays of a key stand beside each other. @param places pairs of axes before, and place in the key */
function isOneGroup(places: readonly number[]): boolean {
  const keys = places.filter((_, at) => at % 2 === 1);
  return keys.every((key, at) => at === 0 || key === (keys[at - 1] ?? 0) + 1);
}

function withAllAxes(array: NumpyArray, items: readonly IndexItem[]): IndexItem[] {
  const used = items.reduce<number>((count, item) => count + axesOf(item), 0);
  if (used > array.ndim) {
    throw new IndexError(`too many indices for array: array is ${array.ndim}-dimensional, but ${used} were indexed`);
  }
  const rest = new Array<Slice>(array.ndim - used).fill({ slice: [] });
  const at = items.indexOf('...');
  const full = at < 0 ? [...items, ...rest] : [...items.slice(0, at), ...rest, ...items.slice(at + 1)];
  requireMasksFit(array, full);
  return full;
}

function axesOf(item: IndexItem): number {
  if (item === '...' || item === 'newaxis') return 0;
  return isMask(item) ? item.ndim : 1;
}

function requireMasksFit(array: NumpyArray, items: readonly IndexItem[]): void {
  let axis = 0;
  for (const item of items) {
    if (isMask(item)) {
      for (const [at, size] of item.shape.entries()) {
        if (size === array.shape[axis + at]) continue;
        throw new IndexError(
          `boolean index did not match indexed array along axis ${axis + at}; size of axis is ` +
            `${array.shape[axis + at]} but size of corresponding boolean axis is ${size}`,
        );
      }
    }
    axis += axesOf(item);
  }
}

function positionIn(item: number, size: number, axis: number): number {
  if (item < -size || item >= size) {
    throw new IndexError(`index ${item} is out of bounds for axis ${axis} with size ${size}`);
  }
  return item < 0 ? item + size : item;
}

/** Where a slice starts, by which step it goes and how many elements it has: Python's slice.indices. */
function resolveSlice({ slice: [first, last, by] }: Slice, size: number) {
  const step = by ?? 1;
  if (step === 0) throw new ValueError('slice step cannot be zero');
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const bound = (given: number | null | undefined, otherwise: number) =>
    typeof given === 'number' ? Math.min(Math.max(given < 0 ? given + size : given, low), high) : otherwise;
  const start = bound(first, step > 0 ? low : high);
  const end = bound(last, step > 0 ? high : low);
  const length = Math.max(0, Math.ceil((end - start) / step));
  return { start: length === 0 ? 0 : start, step, length };
}

function pickedOf(array: NumpyArray, arrays: readonly { readonly values: NumpyArray; readonly axis: number }[]) {
  const shape = np.broadcast_shapes(...arrays.map(({ values }) => [...values.shape]));
  const positions = new Float64Array(elementCount(shape));
  for (const { values, axis } of arrays) {
    const [size, stride] = [array.shape[axis] ?? 1, array.strides[axis] ?? 0];
    const given = valuesOf(np.broadcast_to(values, shape));
    for (let at = 0; at < positions.length; at += 1) {
      positions[at] = (positions[at] ?? 0) + positionIn(Number(given[at]), size, axis) * stride;
    }
  }
  return { shape, positions };
}

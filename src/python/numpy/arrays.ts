/** Arrays of numpy-ts over given memory. */
import { contiguousStrides, elementCount } from '../../torch/shape.ts';
import { np, storages, type DTypeName, type NumpyArray, type Values } from './library.ts';

/** An array of values row by row, which are copied. */
export function arrayOf(values: Values, shape: readonly number[], dtype: DTypeName): NumpyArray {
  return np.NDArrayCore.fromStorage(storages.fromData(values, [...shape], dtype));
}

/** The same memory seen with another layout, in elements. */
export function viewOf(
  array: NumpyArray,
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
): NumpyArray {
  const { data, dtype, wasmRegion } = array.storage;
  return np.NDArrayCore.fromStorage(
    storages.fromDataShared(data, [...shape], dtype, [...strides], offset, wasmRegion),
    array,
  );
}

/** Whether two arrays lie in the same memory. */
export function sharesMemory(one: NumpyArray, other: NumpyArray): boolean {
  const [first, second] = [one.storage.data, other.storage.data];
  return first.buffer === second.buffer && first.byteOffset === second.byteOffset;
}

export function isRowByRow({ storage }: NumpyArray): boolean {
  return storage.isCContiguous;
}

/** All values row by row: the memory itself where they lie so, else a copy. */
export function valuesOf(array: NumpyArray): Values {
  const { data, offset, size } = array.storage;
  if (isRowByRow(array)) return data.subarray(offset, offset + size);
  const gathered = new (data.constructor as new (length: number) => Values)(size);
  const { strides, shape } = array.storage;
  visitRuns(shape, strides, offset, (from, to, length) => {
    for (let at = 0; at < length; at += 1) gathered[to + at] = data[from + at] as never;
  });
  return gathered;
}

/**
 * Calls `visit` for pieces of a layout that lie in a row in memory.
 *
 * @param visit gets the position in memory, the position row by row, and the length
 */
export function visitRuns(
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
  visit: (memory: number, row: number, length: number) => void,
): void {
  const total = elementCount(shape);
  if (total === 0) return;
  const own = contiguousStrides(shape);
  let depth = shape.length;
  while (depth > 0 && (shape[depth - 1] === 1 || strides[depth - 1] === own[depth - 1])) depth -= 1;
  const length = elementCount(shape.slice(depth));
  const index = new Array<number>(depth).fill(0);
  let memory = offset;
  for (let row = 0; row < total; row += length) {
    visit(memory, row, length);
    for (let axis = depth - 1; axis >= 0; axis -= 1) {
      const [step, size] = [strides[axis] ?? 0, shape[axis] ?? 1];
      memory += step;
      index[axis] = (index[axis] ?? 0) + 1;
      if (index[axis] !== size) break;
      memory -= step * size;
      index[axis] = 0;
    }
  }
}

/** Another type of numbers, as NumPy's astype converts them. */
export function cast(array: NumpyArray, dtype: DTypeName): NumpyArray {
  return array.dtype === dtype ? array : array.astype(dtype);
}

/** A shape as NumPy writes it: (2,3), (4,) and (). */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(',')})`;
}

import { IndexError, RuntimeError } from './errors.ts';

export type Shape = readonly number[];

/** Number of elements. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Elements to step over along each axis of a tensor that lies row by row. */
export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * Math.max(shape[axis + 1] ?? 1, 1);
  }
  return strides;
}

/** Whether elements with these strides lie row by row without gaps. */
export function isRowByRow(shape: Shape, strides: readonly number[]): boolean {
  if (elementCount(shape) < 2) return true;
  const expected = contiguousStrides(shape);
  return shape.every((size, axis) => size === 1 || strides[axis] === expected[axis]);
}

/** As PyTorch prints a shape: `[2, 3]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/**
 * The axis meant by `dim`, which may count from the end.
 *
 * @throws {IndexError} when there is no such axis; a scalar has the axes 0 and -1.
 */
export function normalizeDim(dim: number, rank: number): number {
  const axes = Math.max(rank, 1);
  if (dim < -axes || dim >= axes) {
    throw new IndexError(`Dimension out of range (expected to be in range of [${-axes}, ${axes - 1}], but got ${dim})`);
  }
  return dim < 0 ? dim + axes : dim;
}

/** `normalizeDim` for several axes, all of them for null. @throws {RuntimeError} when one is named twice. */
export function normalizeDims(dims: number | readonly number[] | null | undefined, rank: number): number[] {
  if (dims === null || dims === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const listed = (typeof dims === 'number' ? [dims] : dims).map((dim) => normalizeDim(dim, rank));
  // PyTorch takes an empty list of axes for all of them.
  if (listed.length === 0) return normalizeDims(null, rank);
  listed.forEach((dim, index) => {
    if (listed.indexOf(dim) !== index) throw new RuntimeError(`dim ${dim} appears multiple times in the list of dims`);
  });
  return rank === 0 ? [] : listed;
}

/**
 * The shape to which tensors of shapes `a` and `b` broadcast.
 *
 * @throws {RuntimeError} when two sizes of an axis differ and neither is 1.
 */
export function broadcastShapes(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  // From the last axis on, so that the error names the first that does not fit as PyTorch does.
  const shape = Array.from({ length: rank }, (_, place) => {
    const axis = rank - 1 - place;
    const sizeA = a[axis - rank + a.length] ?? 1;
    const sizeB = b[axis - rank + b.length] ?? 1;
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) {
      throw new RuntimeError(
        `The size of tensor a (${sizeA}) must match the size of tensor b (${sizeB}) at non-singleton ` +
          `dimension ${axis}`,
        `The shapes are ${formatShape(a)} and ${formatShape(b)}: reshape one of them, or give it an axis of ` +
          'size 1 there.',
      );
    }
    return sizeA === 1 ? sizeB : sizeA;
  });
  return shape.reverse();
}

import type { Origin } from '../../src/expressions/evaluation-result.ts';

/** What the origin of a cell is read from. */
export interface Operation {
  readonly origin: Origin;
  readonly operands: readonly { readonly shape: readonly number[] }[];
  readonly shape: readonly number[];
}

/** The place of a cell along each axis. */
export function coordinatesOf(cell: number, shape: readonly number[]): readonly number[] {
  const coordinates: number[] = [];
  let rest = cell;
  for (const size of shape.toReversed()) {
    coordinates.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return coordinates;
}

/**
 * The cells that a cell of the result comes from.
 *
 * @param cell of the result, counted row by row.
 * @returns for each operand the cells, counted row by row.
 */
export function cellsBehind({ origin, operands, shape }: Operation, cell: number): readonly (readonly number[])[] {
  switch (origin.relation) {
    case 'broadcast':
      return operands.map((operand) => [cellAt(alignedWith(coordinatesOf(cell, shape), operand.shape), operand.shape)]);
    case 'reduction':
      return operands.map((operand) => reducedCells(operand.shape, shape, origin.axes, cell));
    case 'matmul':
      return operands.map((operand, place) =>
        productCells(operand.shape, place === 0, operands, coordinatesOf(cell, shape)),
      );
    case 'moves':
      return movedCells(operands, origin.sources[cell] ?? -1);
  }
}

function cellAt(coordinates: readonly number[], shape: readonly number[]): number {
  return shape.reduce((cell, size, axis) => cell * size + (coordinates[axis] ?? 0), 0);
}

/** Coordinates of the result as those of an operand: aligned at the last axis, 0 where its size is 1. */
function alignedWith(coordinates: readonly number[], shape: readonly number[]): readonly number[] {
  const missing = coordinates.length - shape.length;
  return shape.map((size, axis) => (size === 1 ? 0 : (coordinates[axis + missing] ?? 0)));
}

function cellsOf(shape: readonly number[]): readonly number[] {
  return Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, cell) => cell);
}

function reducedCells(
  operand: readonly number[],
  result: readonly number[],
  axes: readonly number[] | null,
  cell: number,
): readonly number[] {
  const isReduced = (axis: number) => axes === null || axes.includes(axis);
  const keepsAxes = operand.length === result.length;
  const wanted = coordinatesOf(cell, result);
  const kept = operand.flatMap((_, axis) => (isReduced(axis) ? [] : axis));
  return cellsOf(operand).filter((each) => {
    const coordinates = coordinatesOf(each, operand);
    return kept.every((axis, place) => coordinates[axis] === wanted[keepsAxes ? axis : place]);
  });
}

/** A row of the first operand, or a column of the second; vectors meet as a whole. */
function productCells(
  operand: readonly number[],
  isFirst: boolean,
  operands: Operation['operands'],
  coordinates: readonly number[],
): readonly number[] {
  if (operand.length < 2) return cellsOf(operand);
  // A vector brings no axis of its own into the result.
  const isBesideVector = operands.some(({ shape }) => shape.length < 2);
  const ends = isBesideVector ? coordinates.slice(-1) : coordinates.slice(-2);
  const line = (isFirst ? ends[0] : ends.at(-1)) ?? 0;
  const batch = alignedWith(coordinates.slice(0, -ends.length), operand.slice(0, -2));
  const count = operand.at(isFirst ? -1 : -2) ?? 1;
  return Array.from({ length: count }, (_, place) =>
    cellAt([...batch, ...(isFirst ? [line, place] : [place, line])], operand),
  );
}

/** The one cell, where the cells of all operands are counted one operand after the other. */
function movedCells(operands: Operation['operands'], source: number): readonly (readonly number[])[] {
  let first = 0;
  return operands.map(({ shape }) => {
    const count = cellsOf(shape).length;
    const cell = source - first;
    first += count;
    return cell >= 0 && cell < count ? [cell] : [];
  });
}

/** What differs between a value that a reader computed and the right one, in words. */
import type { EvaluatedTensor, EvaluatedValue } from '../../src/expressions/evaluation-result.ts';

/**
 * Compares a value with the right one.
 *
 * @param tolerance how far a number may lie from the right one, as a share of it where it is larger than 1
 * @returns what differs, as the rest of a sentence that begins with the value's name; null where nothing does.
 */
export function describeDifference(given: EvaluatedValue, right: EvaluatedValue, tolerance: number): string | null {
  if (given.kind === 'list' && right.kind === 'list') {
    if (given.items.length !== right.items.length) {
      return `has ${given.items.length} items, expected ${right.items.length}.`;
    }
    return firstDifference(given.items, right.items, tolerance);
  }
  if (given.kind === 'text' && right.kind === 'text') {
    return isSameText(given.text, right.text, tolerance) ? null : `is ${given.text}, which is not right.`;
  }
  if (isTensor(given) && isTensor(right) && given.kind === right.kind) {
    return describeTensorDifference(given, right, tolerance);
  }
  return `is ${kindNames[given.kind]}, expected ${kindNames[right.kind]}.`;
}

const kindNames: Readonly<Record<EvaluatedValue['kind'], string>> = {
  tensor: 'a tensor',
  array: 'a NumPy array',
  text: 'a value of Python',
  list: 'a list',
};

function isTensor(value: EvaluatedValue): value is EvaluatedTensor {
  return value.kind === 'tensor' || value.kind === 'array';
}

function firstDifference(
  given: readonly EvaluatedValue[],
  right: readonly EvaluatedValue[],
  tolerance: number,
): string | null {
  for (const [index, item] of right.entries()) {
    const other = given[index];
    const difference = other ? describeDifference(other, item, tolerance) : 'is missing.';
    if (difference !== null) return `has an item ${index} that ${difference}`;
  }
  return null;
}

function describeTensorDifference(given: EvaluatedTensor, right: EvaluatedTensor, tolerance: number): string | null {
  if (given.shape.join() !== right.shape.join()) {
    return `has the shape ${shapeText(given.shape)}, expected ${shapeText(right.shape)}.`;
  }
  if (given.dtype !== right.dtype) return `has the dtype ${given.dtype}, expected ${right.dtype}.`;
  const wrong = right.values.flatMap((value, cell) =>
    isNear(given.values[cell] ?? Number.NaN, value, tolerance) ? [] : [cell],
  );
  const [first] = wrong;
  if (first === undefined) return null;
  const place = right.shape.length === 0 ? '' : ` at ${shapeText(cellIndex(first, right.shape))}`;
  const count = right.values.length === 1 ? '' : `${wrong.length} of ${right.values.length} numbers wrong, the first`;
  const value = numberText(given.values[first] ?? Number.NaN);
  return count === '' ? `is ${value}, which is not right.` : `has ${count}${place}: ${value}.`;
}

/** The indices of a cell that is counted row by row. */
function cellIndex(cell: number, shape: readonly number[]): readonly number[] {
  const indices: number[] = [];
  let rest = cell;
  for (const length of shape.toReversed()) {
    indices.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return indices;
}

function isNear(given: number, right: number, tolerance: number): boolean {
  if (Object.is(given, right)) return true;
  return Math.abs(given - right) <= tolerance * Math.max(1, Math.abs(right));
}

/** Python's print of two numbers may differ in its last digit. */
function isSameText(given: string, right: string, tolerance: number): boolean {
  const [a, b] = [Number(given), Number(right)];
  const areNumbers = given !== '' && right !== '' && !Number.isNaN(a) && !Number.isNaN(b);
  return given === right || (areNumbers && isNear(a, b, tolerance));
}

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

function numberText(value: number): string {
  return Number.isInteger(value) || !Number.isFinite(value) ? String(value) : String(Number(value.toPrecision(6)));
}

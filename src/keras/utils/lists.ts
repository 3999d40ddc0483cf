import { ValueError } from '../errors.ts';

/** A list of what may be one or several. */
export function asList<T>(value: T | readonly T[]): T[] {
  return Array.isArray(value) ? [...(value as readonly T[])] : [value as T];
}

/** One element alone, several as a list. */
export function singleOrList<T>(values: readonly T[]): T | T[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : [...values];
}

/** @throws {ValueError} when there is no such element. */
export function at<T>(values: readonly T[], index: number): T {
  const value = values.at(index);
  if (value === undefined) throw new ValueError(`expected at least ${index + 1} elements, got ${values.length}.`);
  return value;
}

/** The only element. @throws {ValueError} when there are none or several. */
export function only<T>(values: T | readonly T[]): T {
  const list = asList(values);
  if (list.length !== 1) throw new ValueError(`expected one tensor, got ${list.length}.`);
  return at(list, 0);
}

/** The product of lengths: the number of elements of a shape. */
export function product(shape: readonly number[]): number {
  return shape.reduce((total, length) => total * length, 1);
}

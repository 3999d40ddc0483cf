import { elementCount, type Shape } from './shape.ts';
import type { HostValues } from './storage.ts';

/** Nested lists of the elements, or the element of a scalar. */
export type NestedList = number | boolean | readonly NestedList[];

/** Values that lie row by row as nested lists of `shape`; booleans from 0 and 1. */
export function nest(values: HostValues, shape: Shape, isBoolean: boolean, start = 0): NestedList {
  const [size, ...rest] = shape;
  if (size === undefined) return isBoolean ? values[start] !== 0 : (values[start] ?? NaN);
  const step = elementCount(rest);
  return Array.from({ length: size }, (_, index) => nest(values, rest, isBoolean, start + index * step));
}

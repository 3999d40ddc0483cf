import { ValueError } from '../../errors.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

/** One value for all groups of parameters, or one for each. */
export type PerGroup<T> = T | readonly T[];

/** @throws {TypeError} when an argument without a default was not given. */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new TypeError(`missing the argument '${name}', which has no default.`);
  return value;
}

/** A value for each group of parameters. @throws {ValueError} when a list has another number of values than groups. */
export function perGroup<T extends number>(value: PerGroup<T>, name: string, optimizer: SchedulableOptimizer): T[] {
  const groups = optimizer.paramGroups.length;
  if (!isList(value)) return Array.from({ length: groups }, () => value);
  if (value.length === groups) return [...value];
  throw new ValueError(
    `${name} must have the same length as optimizer.paramGroups: ${name} has ${value.length} values, ` +
      `paramGroups has ${groups}.`,
  );
}

function isList<T extends number>(value: PerGroup<T>): value is readonly T[] {
  return Array.isArray(value);
}

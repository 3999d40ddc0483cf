import { ValueError } from '../../errors.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

/** One value for all groups of parameters, or one for each. */
export type PerGroup<T> = T | readonly T[];

/** `T_max`, `T_0` and `T_mult` in camelCase keep their capital here; `tMax`, `t0` and `tMult` are taken as well. */
export function withCapitals(values: readonly unknown[]): readonly unknown[] {
  const last = values.at(-1);
  if (typeof last !== 'object' || last === null || Object.getPrototypeOf(last) !== Object.prototype) return values;
  const renamed = Object.entries(last).map(([name, value]) => [
    name.replace(/^t(?=Max$|0$|Mult$)/, 'T'),
    value as unknown,
  ]);
  return values.with(-1, Object.fromEntries(renamed));
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

import { RuntimeError } from '../../errors.ts';

/** A number for all spatial axes, or one for each. */
export type Sizes = number | readonly number[];

/** One number for each of `rank` axes. @throws {RuntimeError} when there are more or fewer. */
export function expandSizes(sizes: Sizes, rank: number, name: string): readonly number[] {
  if (typeof sizes === 'number') return new Array<number>(rank).fill(sizes);
  if (sizes.length === 1) return new Array<number>(rank).fill(sizes[0] ?? 0);
  if (sizes.length === rank) return sizes;
  throw new RuntimeError(
    `expected ${name} to be a single integer value or a list of ${rank} values, got [${sizes.join(', ')}].`,
  );
}

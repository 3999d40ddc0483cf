import { expect } from 'vitest';
import { Mt19937 } from '../../../src/engine/random/mt19937.ts';
import { randomPermutation } from '../../../src/engine/random/permutation.ts';

/** Numbers that follow from a seed, so that test data is the same in every run. */
export class SeededNumbers {
  readonly #generator: Mt19937;

  constructor(seed: number) {
    this.#generator = new Mt19937(seed);
  }

  /** A whole number from `lowest` to `highest`, both included. */
  integer(lowest: number, highest: number): number {
    return lowest + (this.#generator.nextUint32() % (highest - lowest + 1));
  }

  /** Uniform in [-1, 1). */
  uniform(count: number): Float32Array {
    return Float32Array.from({ length: count }, () => this.#generator.nextUint32() / 2 ** 31 - 1);
  }

  /** Numbers in [-1, 1) of which no two are equal. */
  distinct(count: number): Float32Array {
    return Float32Array.from(randomPermutation(count, this.#generator), (rank) => (2 * rank) / count - 1);
  }
}

/**
 * Holds numbers against others, one by one: each may differ by `tolerance` times the largest of them all, or times 1
 * where all are smaller. A small sum of large products is no closer than that.
 */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length, 'count of numbers').toBe(expected.length);
  const largest = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (let index = 0; index < expected.length; index++) {
    const [is, shouldBe] = [actual[index] ?? NaN, expected[index] ?? NaN];
    const isClose = Math.abs(is - shouldBe) <= tolerance * largest;
    if (!isClose)
      expect.fail(`number ${index} of ${expected.length} is ${is}, expected ${shouldBe} ± ${tolerance * largest}`);
  }
}

import { expect, test } from 'vitest';
import { Mt19937 } from '../../../src/engine/random/mt19937.ts';
import { randomPermutation } from '../../../src/engine/random/permutation.ts';
import { readCases } from '../support/golden-cases.ts';

function outputs(seed: number, count: number): number[] {
  const generator = new Mt19937(seed);
  return Array.from({ length: count }, () => generator.nextUint32());
}

test('the Mersenne Twister gives the published numbers of its reference seed', () => {
  const numbers = outputs(5489, 10_000);
  // The first is in the authors' output file; the 10,000th is the one that the C++ standard demands of std::mt19937.
  expect(numbers[0]).toBe(3_499_211_612);
  expect(numbers[9_999]).toBe(4_123_659_995);
});

test('a seed starts its sequence again, and another seed another one', () => {
  const generator = new Mt19937(7);
  const first = [generator.nextUint32(), generator.nextUint32()];
  generator.seed(7);
  expect([generator.nextUint32(), generator.nextUint32()]).toEqual(first);
  expect(outputs(8, 2)).not.toEqual(first);
  expect(outputs(2 ** 32 - 1, 2)).not.toEqual(outputs(0, 2));
});

test.each([0, 1, 2, 1_000])('a permutation of %i numbers has each of them once', (length) => {
  const order = randomPermutation(length, new Mt19937(3));
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, index) => index));
  if (length > 2) expect([...order]).not.toEqual([...order].sort((a, b) => a - b));
});

test.each([1, 2, 10, 37])('a permutation of %i numbers is that of torch.randperm', (length) => {
  const golden = readCases('torch', 'random_numbers').find(({ name }) => name === `randperm of ${length}`);
  const order = [...randomPermutation(length, new Mt19937(42))];
  expect(golden?.draws).toMatchObject([{ kind: 'randperm', values: order }, {}]);
});

import { expect, test } from 'vitest';
import { growthExponent } from '../../../bench/scale/growth.ts';

const measured = (value: (chapters: number) => number) =>
  [125, 250, 500, 1000].map((chapters) => ({ chapters, value: value(chapters) }));

test.each([
  ['constant', () => 240_000, 0],
  ['linear', (chapters: number) => 0.3 * chapters, 1],
  ['quadratic', (chapters: number) => 150 * chapters ** 2, 2],
])('a %s figure', (_, value, exponent) => {
  expect(growthExponent(measured(value))).toBeCloseTo(exponent);
});

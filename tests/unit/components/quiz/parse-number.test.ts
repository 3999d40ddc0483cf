import { expect, test } from 'vitest';
import { parseNumber } from '../../../../components/quiz/parse-number.ts';

test.each([
  ['896', 896],
  [' 65,600 ', 65_600],
  ['1,234,567.5', 1_234_567.5],
  ['−0.5', -0.5],
  ['-.5', -0.5],
  ['1e-3', 0.001],
  ['7.', 7],
])('%s is a number', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test.each(['', 'many', '1,23', '12,3456', '0x10', '1 2', 'Infinity', '1e', '.'])('%s is none', (text) => {
  expect(parseNumber(text)).toBeNull();
});

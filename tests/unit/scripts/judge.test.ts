import { describe, expect, test } from 'vitest';
import { differencesOfGoldens } from '../../../scripts/judge/compare.mjs';

const golden = (...cases: readonly { name: string; tolerance?: number; output: unknown }[]) => ({
  framework: 'torch 2.13.0',
  cases,
});
const differences = (before: unknown, now: unknown, tolerance = 0) =>
  differencesOfGoldens(
    golden({ name: 'sum', tolerance, output: before }),
    golden({ name: 'sum', tolerance, output: now }),
  ).differences;

describe('goldens are the same', () => {
  test.each([
    ['numbers that differ by the last bits', { tensor: [1000.0001, 2] }, { tensor: [1000.0002, 2] }],
    ['the same strings, null and booleans', ['inf', null, true], ['inf', null, true]],
  ])('with %s', (_, before, now) => {
    expect(differences(before, now)).toEqual([]);
  });

  test('within the tolerance of their case, where that is wider', () => {
    expect(differences(1, 1.00005)).toHaveLength(1);
    expect(differences(1, 1.00005, 1e-4)).toEqual([]);
  });
});

describe('goldens differ, and the line says where', () => {
  test.each([
    ['a number', { tensor: [1, 2] }, { tensor: [1, 2.00001] }, 'sum: .output.tensor[1] is 2, and 2.00001 now'],
    ['a number that is infinite now', [1], ['inf'], 'sum: .output[0] is 1, and "inf" now'],
    ['a string', 'tensor(1.)', 'tensor(1)', 'sum: .output is "tensor(1.)", and "tensor(1)" now'],
    ['a length', [1], [1, 2], 'sum: .output[1] is undefined, and 2 now'],
    ['a shape', { shape: [2] }, [2], 'sum: .output is {"shape":[2]}, and [2] now'],
  ])('with %s', (_, before, now, line) => {
    expect(differences(before, now)).toEqual([line]);
  });

  test('with a case that is new or gone, and with another framework', () => {
    const { cases, differences: lines } = differencesOfGoldens(golden({ name: 'gone', output: 1 }), {
      ...golden({ name: 'new', output: 1 }),
      framework: 'torch 2.14.0',
    });
    expect(cases).toBe(2);
    expect(lines).toEqual([
      'framework is torch 2.13.0, and torch 2.14.0 now',
      'gone: is not made any more',
      'new: is not committed',
    ]);
  });
});

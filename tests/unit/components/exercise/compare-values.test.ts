import { describe, expect, test } from 'vitest';
import { describeDifference } from '../../../../components/exercise/compare-values.ts';
import type { EvaluatedTensor, EvaluatedValue } from '../../../../src/expressions/evaluation-result.ts';

function tensor(
  shape: readonly number[],
  values: readonly number[],
  dtype: EvaluatedTensor['dtype'] = 'float32',
): EvaluatedTensor {
  return { kind: 'tensor', dtype, shape, values, layout: null };
}

const right = tensor([2, 3], [1, 2, 3, 4, 5, 6]);
const text = (value: string): EvaluatedValue => ({ kind: 'text', text: value });
const list = (...items: EvaluatedValue[]): EvaluatedValue => ({ kind: 'list', items });

describe('tensors', () => {
  test('that are equal do not differ', () => {
    expect(describeDifference(tensor([2, 3], [1, 2, 3, 4, 5, 6]), right, 0)).toBeNull();
    expect(describeDifference(tensor([1], [Number.NaN]), tensor([1], [Number.NaN]), 0)).toBeNull();
    expect(describeDifference(tensor([1], [-Infinity]), tensor([1], [-Infinity]), 0)).toBeNull();
    expect(describeDifference(tensor([0], []), tensor([0], []), 0)).toBeNull();
  });

  test('differ first in shape, then in dtype, then in numbers', () => {
    const transposed = tensor([3, 2], [1, 2, 3, 4, 5, 6], 'int64');
    expect(describeDifference(transposed, right, 0)).toBe('has the shape [3, 2], expected [2, 3].');
    const integers = tensor([2, 3], [1, 2, 3, 4, 5, 9], 'int64');
    expect(describeDifference(integers, right, 0)).toBe('has the dtype int64, expected float32.');
    const wrong = tensor([2, 3], [1, 2, 3, 4, 5.5, 7]);
    expect(describeDifference(wrong, right, 0)).toBe('has 2 of 6 numbers wrong, the first at [1, 1]: 5.5.');
  });

  test('of one number tell the number', () => {
    expect(describeDifference(tensor([], [0.123456789]), tensor([], [0.2]), 0)).toBe(
      'is 0.123457, which is not right.',
    );
  });

  test('may be off by the tolerance: a share of large numbers, an amount of small ones', () => {
    const near = (given: number, expected: number) =>
      describeDifference(tensor([], [given]), tensor([], [expected]), 0.01);
    expect(near(1009, 1000)).toBeNull();
    expect(near(1011, 1000)).not.toBeNull();
    expect(near(0.009, 0)).toBeNull();
    expect(near(0.011, 0)).not.toBeNull();
    expect(near(Number.NaN, 1)).not.toBeNull();
    expect(near(Infinity, 1)).not.toBeNull();
  });

  test('are no NumPy arrays and no values of Python', () => {
    const array: EvaluatedTensor = { ...right, kind: 'array' };
    expect(describeDifference(array, right, 0)).toBe('is a NumPy array, expected a tensor.');
    expect(describeDifference(text('2'), right, 0)).toBe('is a value of Python, expected a tensor.');
  });
});

test('values of Python are compared as they print, numbers within the tolerance', () => {
  expect(describeDifference(text('True'), text('True'), 0)).toBeNull();
  expect(describeDifference(text('2.0000001'), text('2.0'), 1e-5)).toBeNull();
  expect(describeDifference(text('3'), text('2'), 1e-5)).toBe('is 3, which is not right.');
  expect(describeDifference(text('torch.float32'), text('torch.int64'), 1)).toBe(
    'is torch.float32, which is not right.',
  );
});

test('lists are compared item by item', () => {
  expect(describeDifference(list(right, text('1')), list(right, text('1')), 0)).toBeNull();
  expect(describeDifference(list(right), list(right, right), 0)).toBe('has 1 items, expected 2.');
  expect(describeDifference(list(right, text('1')), list(right, text('2')), 0)).toBe(
    'has an item 1 that is 1, which is not right.',
  );
});

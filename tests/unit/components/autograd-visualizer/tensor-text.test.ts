import { describe, expect, it } from 'vitest';
import { numberText, tensorLines, tensorText } from '../../../../components/autograd-visualizer/tensor-text.ts';

const tensor = (shape: readonly number[], values: readonly number[]) => ({ shape, values, dtype: 'float32' });

describe('tensors as text', () => {
  it('writes numbers with four decimals and no zeros at their end', () => {
    expect([2 / 3, 2, -0, 1e-7, 12_345_678, Infinity, -Infinity, NaN].map((value) => numberText(value))).toEqual([
      '0.6667',
      '2',
      '0',
      '1.00e-7',
      '1.23e+7',
      'inf',
      '-inf',
      'nan',
    ]);
  });

  it('writes a matrix row by row, and in one line with brackets around', () => {
    const matrix = tensor([2, 2], [1, 2, 3, 4]);
    expect(tensorLines(matrix)).toEqual(['[1, 2]', '[3, 4]']);
    expect(tensorText(matrix)).toBe('[[1, 2], [3, 4]]');
    expect(tensorText(tensor([1, 1], [0.52]))).toBe('[[0.52]]');
    expect(tensorText(tensor([], [5]))).toBe('5');
  });

  it('cuts what is long to its first numbers', () => {
    expect(
      tensorText(
        tensor(
          [30],
          Array.from({ length: 30 }, (_, index) => index),
        ),
      ),
    ).toBe('0, 1, 2, … (30)');
  });
});

import { describe, expect, test } from 'vitest';
import { cellsBehind, type Operation } from '../../../../components/tensor-playground/origin-cells.ts';
import type { Relation } from '../../../../src/expressions/catalogue/operation.ts';

function operation(
  relation: Relation,
  operands: readonly (readonly number[])[],
  shape: readonly number[],
  {
    axes = null,
    sources = [],
  }: { readonly axes?: readonly number[] | null; readonly sources?: readonly number[] } = {},
): Operation {
  return { origin: { relation, axes, sources }, operands: operands.map((each) => ({ shape: each })), shape };
}

describe('where a cell comes from', () => {
  test('broadcast: a column and a row meet in a cell', () => {
    // [3, 1] + [4] -> [3, 4]; cell 6 is [1, 2].
    expect(cellsBehind(operation('broadcast', [[3, 1], [4]], [3, 4]), 6)).toEqual([[1], [2]]);
    expect(cellsBehind(operation('broadcast', [[], [2, 2]], [2, 2]), 3)).toEqual([[0], [3]]);
  });

  test('reduction: all cells along the axes, with and without keepdims', () => {
    expect(cellsBehind(operation('reduction', [[2, 3]], [3], { axes: [0] }), 1)).toEqual([[1, 4]]);
    expect(cellsBehind(operation('reduction', [[2, 3]], [2, 1], { axes: [1] }), 1)).toEqual([[3, 4, 5]]);
    expect(cellsBehind(operation('reduction', [[2, 3]], []), 0)).toEqual([[0, 1, 2, 3, 4, 5]]);
    expect(cellsBehind(operation('reduction', [[2, 2, 2]], [2], { axes: [0, 2] }), 1)).toEqual([[2, 3, 6, 7]]);
  });

  test('matmul: a row and a column, of one matrix of a batch, of vectors', () => {
    // [2, 3] @ [3, 2]; cell 2 is [1, 0].
    expect(
      cellsBehind(
        operation(
          'matmul',
          [
            [2, 3],
            [3, 2],
          ],
          [2, 2],
        ),
        2,
      ),
    ).toEqual([
      [3, 4, 5],
      [0, 2, 4],
    ]);
    // [2, 2, 2] @ [2, 2]; cell 5 is [1, 0, 1].
    expect(
      cellsBehind(
        operation(
          'matmul',
          [
            [2, 2, 2],
            [2, 2],
          ],
          [2, 2, 2],
        ),
        5,
      ),
    ).toEqual([
      [4, 5],
      [1, 3],
    ]);
    expect(cellsBehind(operation('matmul', [[3], [3]], []), 0)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    // [2, 3] @ [3] -> [2].
    expect(cellsBehind(operation('matmul', [[2, 3], [3]], [2]), 1)).toEqual([
      [3, 4, 5],
      [0, 1, 2],
    ]);
  });

  test('moves: one cell of one operand, counted through all of them', () => {
    const joined = operation('moves', [[2], [2]], [2, 2], { sources: [0, 2, 1, 3] });
    expect([0, 1, 2, 3].map((cell) => cellsBehind(joined, cell))).toEqual([
      [[0], []],
      [[], [0]],
      [[1], []],
      [[], [1]],
    ]);
  });
});

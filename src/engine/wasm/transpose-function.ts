import { advance, defineFunction, f32, f32x4, i32, repeat, v128, type Code, type FunctionCode } from './assembler.ts';

const PARAMETERS = ['source', 'sourceRow', 'target', 'targetRow', 'rows', 'columns'] as const;

/**
 * Transposes a matrix: target [columns, rows] = source [rows, columns].
 *
 * Parameters: addresses of source and target, each with its step from row to row in bytes, and the counts of rows and
 * columns of source, neither of them 0.
 */
export function transposeFunction(): FunctionCode {
  return defineFunction('transpose', PARAMETERS, (parameters, local) => {
    const { source, sourceRow, target, targetRow, rows, columns } = parameters;
    const [rowsLeft, from, to] = [local('i32'), local('i32'), local('i32')];
    const move = [
      ...f32.store(to.get, f32.load(from.get)),
      ...advance(from, sourceRow.get),
      ...advance(to, i32.constant(4)),
    ];
    const moveColumn = [
      ...[...from.set(source.get), ...to.set(target.get), ...rowsLeft.set(rows.get)],
      ...repeat(rowsLeft, move),
      ...[...advance(source, i32.constant(4)), ...advance(target, targetRow.get)],
    ];
    return repeat(columns, moveColumn);
  });
}

/** The same for blocks of 4 x 4 numbers: the counts are those of blocks. */
export function transposeBlocksFunction(): FunctionCode {
  return defineFunction('transposeBlocks', PARAMETERS, (parameters, local) => {
    const { source, sourceRow, target, targetRow, rows, columns } = parameters;
    const [rowsLeft, from, to, cell] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const lines = [local('v128'), local('v128'), local('v128'), local('v128')] as const;
    const [a, b, c, d] = lines;
    const pairs = [local('v128'), local('v128'), local('v128'), local('v128')] as const;
    const [ab, cd, abBehind, cdBehind] = pairs;
    const storeLine = (first: Code, second: Code, isSecondHalf: boolean): Code => [
      ...f32x4.store(cell.get, v128.pick(first, second, isSecondHalf ? [2, 3, 6, 7] : [0, 1, 4, 5])),
      ...advance(cell, targetRow.get),
    ];
    const moveBlock = [
      ...lines.flatMap((line) => [...line.set(f32x4.load(from.get)), ...advance(from, sourceRow.get)]),
      ...ab.set(v128.pick(a.get, b.get, [0, 4, 1, 5])),
      ...cd.set(v128.pick(c.get, d.get, [0, 4, 1, 5])),
      ...abBehind.set(v128.pick(a.get, b.get, [2, 6, 3, 7])),
      ...cdBehind.set(v128.pick(c.get, d.get, [2, 6, 3, 7])),
      ...cell.set(to.get),
      ...[...storeLine(ab.get, cd.get, false), ...storeLine(ab.get, cd.get, true)],
      ...[...storeLine(abBehind.get, cdBehind.get, false), ...storeLine(abBehind.get, cdBehind.get, true)],
      ...advance(to, i32.constant(16)),
    ];
    const moveColumns = [
      ...[...from.set(source.get), ...to.set(target.get), ...rowsLeft.set(rows.get)],
      ...repeat(rowsLeft, moveBlock),
      ...[...advance(source, i32.constant(16)), ...advance(target, i32.mul(targetRow.get, i32.constant(4)))],
    ];
    return repeat(columns, moveColumns);
  });
}

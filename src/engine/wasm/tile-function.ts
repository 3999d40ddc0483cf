import { advance, defineFunction, repeat, type Code, type FunctionCode, type Local } from './assembler.ts';
import { fours, ones } from './numbers.ts';

const PARAMETERS = [
  ...(['a', 'aRow', 'aInner', 'aMiddle', 'aOuter'] as const),
  ...(['b', 'bInner', 'bMiddle', 'bOuter'] as const),
  ...(['start', 'startRow', 'c', 'cRow', 'tiles', 'inner', 'middle', 'outer'] as const),
] as const;

/**
 * Tiles of sums of products, one below the other: `c[row, column] = start[row, column] + Σ a[row, term] b[term, column]`.
 *
 * The sums stay in registers, and both operands are read where they lie: the terms are three nested loops, each of which
 * moves a and b by steps of its own. The columns of b, start and c lie side by side. Steps are bytes.
 *
 * Parameters: the address of a, its step from row to row, its steps after each round of the inner, the middle and the
 * outer loop; the same of b without rows; the addresses of start and c, each with its step from row to row; the count of
 * tiles and the rounds of the three loops, none of them 0.
 */
export function tileFunction(name: string, rows: number, columns: number): FunctionCode {
  const numbers = columns % 4 === 0 ? fours : ones;
  const width = (columns * 4) / numbers.bytes;
  return defineFunction(name, PARAMETERS, (parameters, local) => {
    const { a, aRow, start, startRow, c, cRow, tiles, inner, middle, outer } = parameters;
    const aRows = Array.from({ length: rows }, () => local('i32'));
    const sums = aRows.map(() => Array.from({ length: width }, () => local(numbers.type)));
    const bParts = Array.from({ length: width }, () => local(numbers.type));
    const [factor, b] = [local(numbers.type), local('i32')];
    const [innerLeft, middleLeft, outerLeft] = [local('i32'), local('i32'), local('i32')];

    // Moves `address` on to the next tile.
    const eachSum = (address: Local, step: Local, code: (sum: Local, offset: number) => Code): Code =>
      sums.flatMap((parts) => [
        ...parts.flatMap((sum, part) => code(sum, part * numbers.bytes)),
        ...advance(address, step.get),
      ]);
    const multiplyRow = (parts: readonly Local[], address: Local): Code => [
      ...factor.set(numbers.loadSame(address.get)),
      ...parts.flatMap((sum, part) => {
        return sum.set(numbers.add(sum.get, numbers.mul(factor.get, bParts[part]?.get ?? [])));
      }),
    ];
    const advanceBoth = (aStep: Local, bStep: Local): Code => [
      ...aRows.flatMap((address) => advance(address, aStep.get)),
      ...advance(b, bStep.get),
    ];
    const term = [
      ...bParts.flatMap((part, index) => part.set(numbers.load(b.get, index * numbers.bytes))),
      ...aRows.flatMap((address, row) => multiplyRow(sums[row] ?? [], address)),
      ...advanceBoth(parameters.aInner, parameters.bInner),
    ];
    const innerLoop = [
      ...innerLeft.set(inner.get),
      ...repeat(innerLeft, term),
      ...advanceBoth(parameters.aMiddle, parameters.bMiddle),
    ];
    const middleLoop = [
      ...middleLeft.set(middle.get),
      ...repeat(middleLeft, innerLoop),
      ...advanceBoth(parameters.aOuter, parameters.bOuter),
    ];
    const tile = [
      ...aRows.flatMap((address) => [...address.set(a.get), ...advance(a, aRow.get)]),
      ...b.set(parameters.b.get),
      ...eachSum(start, startRow, (sum, offset) => sum.set(numbers.load(start.get, offset))),
      ...[...outerLeft.set(outer.get), ...repeat(outerLeft, middleLoop)],
      ...eachSum(c, cRow, (sum, offset) => numbers.store(c.get, sum.get, offset)),
    ];
    return repeat(tiles, tile);
  });
}

import { advance, defineFunction, f32, f32x4, repeat, type FunctionCode } from './assembler.ts';

/**
 * Sums over rows: out [columns] = Σ x[row, column].
 *
 * Parameters: addresses of x and out, the count of rows, which is not 0, and the bytes from row to row.
 */
export function sumFunction(name: string, columns: number): FunctionCode {
  return defineFunction(name, ['x', 'out', 'rows', 'rowBytes'], ({ x, out, rows, rowBytes }, local) => {
    if (columns === 1) {
      const sum = local('f32');
      const addRow = [...sum.set(f32.add(sum.get, f32.load(x.get))), ...advance(x, rowBytes.get)];
      return [...repeat(rows, addRow), ...f32.store(out.get, sum.get)];
    }
    const sums = Array.from({ length: columns / 4 }, () => local('v128'));
    const addRow = sums.flatMap((sum, part) => sum.set(f32x4.add(sum.get, f32x4.load(x.get, 16 * part))));
    return [
      ...repeat(rows, [...addRow, ...advance(x, rowBytes.get)]),
      ...sums.flatMap((sum, part) => f32x4.store(out.get, sum.get, 16 * part)),
    ];
  });
}

/**
 * Which lines of `after` are new or changed against `before`: those outside of their longest common subsequence.
 *
 * @returns indices into `after`.
 */
export function changedLines(before: readonly string[], after: readonly string[]): ReadonlySet<number> {
  const common = commonLengths(before, after);
  const length = (row: number, column: number): number => common[row]?.[column] ?? 0;
  const changed = new Set<number>();
  let row = 0;
  for (let column = 0; column < after.length;) {
    if (row < before.length && before[row] === after[column]) {
      row += 1;
      column += 1;
    } else if (row < before.length && length(row + 1, column) >= length(row, column + 1)) {
      row += 1;
    } else {
      changed.add(column);
      column += 1;
    }
  }
  return changed;
}

/** `lengths[i][j]`: length of the longest common subsequence of `before` from i on and `after` from j on. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const below = lengths[row + 1]?.[column] ?? 0;
      const right = lengths[row]?.[column + 1] ?? 0;
      const diagonal = lengths[row + 1]?.[column + 1] ?? 0;
      const current = lengths[row];
      if (current) current[column] = before[row] === after[column] ? diagonal + 1 : Math.max(below, right);
    }
  }
  return lengths;
}

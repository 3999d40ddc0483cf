/**
 * The matrix Q of the QR factorization with a positive diagonal of R, by Householder reflections: `rows` x `columns`
 * numbers row by row, rows >= columns, of full rank. The columns of Q are orthonormal.
 *
 * With that sign Q is unique, so that it is the one of LAPACK, which PyTorch uses, up to rounding.
 */
export function orthonormalColumns(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const r = matrix.slice();
  const reflections: (readonly number[])[] = [];
  for (let column = 0; column < columns; column++) {
    const reflection = reflectionFor(r, rows, columns, column);
    reflect(r, columns, column, reflection);
    reflections.push(reflection);
  }
  const q = new Float64Array(rows * columns);
  for (let column = 0; column < columns; column++)
    q[column * columns + column] = Math.sign(r[column * columns + column] ?? 0);
  reflections.forEach((_, step) => {
    const column = columns - 1 - step;
    reflect(q, columns, column, reflections[column] ?? []);
  });
  return q;
}

/** The unit vector whose reflection clears a column below the diagonal; it begins at the diagonal. */
function reflectionFor(matrix: Float64Array, rows: number, columns: number, column: number): readonly number[] {
  const below = Array.from({ length: rows - column }, (_, row) => matrix[(row + column) * columns + column] ?? 0);
  const [first = 0, ...rest] = below;
  // Away from the first entry, so that nothing cancels.
  const vector = [first + (first < 0 ? -1 : 1) * Math.hypot(...below), ...rest];
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** Reflects the columns of a matrix at the plane across `vector`, in place; the rows above `start` stay. */
function reflect(matrix: Float64Array, columns: number, start: number, vector: readonly number[]): void {
  for (let column = 0; column < columns; column++) {
    const at = (row: number): number => (row + start) * columns + column;
    const twice = 2 * vector.reduce((sum, value, row) => sum + value * (matrix[at(row)] ?? 0), 0);
    vector.forEach((value, row) => {
      matrix[at(row)] = (matrix[at(row)] ?? 0) - twice * value;
    });
  }
}

import type { NumberTable } from './number-table.ts';

/**
 * The numbers of some rows as bytes.
 *
 * @returns uint8 [rows, columns].
 */
export function byteRows(table: NumberTable, rows: Uint32Array): Uint8Array {
  const { columns } = table;
  const bytes = new Uint8Array(rows.length * columns);
  rows.forEach((row, i) => {
    for (let column = 0; column < columns; column++) bytes[i * columns + column] = table.at(row, column);
  });
  return bytes;
}

/** Least and largest number of each column. */
export interface ColumnRanges {
  readonly least: Float64Array;
  readonly largest: Float64Array;
}

/** The ranges of the columns over some rows; of the training rows, because a test tells of data that was not seen. */
export function columnRanges(table: NumberTable, rows: Uint32Array): ColumnRanges {
  const least = new Float64Array(table.columns).fill(Infinity);
  const largest = new Float64Array(table.columns).fill(-Infinity);
  for (const row of rows) {
    for (let column = 0; column < table.columns; column++) {
      const value = table.at(row, column);
      least[column] = Math.min(least[column] ?? value, value);
      largest[column] = Math.max(largest[column] ?? value, value);
    }
  }
  return { least, largest };
}

/**
 * The numbers of some rows, each moved and stretched so that its column's range becomes 0..1; outside of it they reach
 * over. A column of one value is only moved, to 0. Computed in float64 and then rounded, so that NumPy does the same.
 *
 * @returns float32 [rows, columns].
 */
export function scaledRows(table: NumberTable, rows: Uint32Array, { least, largest }: ColumnRanges): Float32Array {
  const { columns } = table;
  const features = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => {
    for (let column = 0; column < columns; column++) {
      const low = least[column] ?? 0;
      const range = (largest[column] ?? 0) - low || 1;
      features[i * columns + column] = (table.at(row, column) - low) / range;
    }
  });
  return features;
}

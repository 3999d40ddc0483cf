import type { CsvCell } from '../experiment/csv-text.ts';

export interface TableColumn {
  readonly label: string;
  readonly isNumber: boolean;
}

export interface TableCell {
  readonly text: string;
  /** A second, smaller line. */
  readonly note?: string;
  /** What the column is sorted by; null comes last in either direction. */
  readonly sortBy: string | number | null;
}

export interface TableRow {
  /** The first one names the row. */
  readonly cells: readonly TableCell[];
}

/** A table as it is shown, and as it is saved. */
export interface ClassTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** The column by which the rows are sorted already; null for none. */
  readonly sortedBy: number | null;
  /** Below a header. */
  readonly csv: readonly (readonly CsvCell[])[];
}

export type Direction = 'ascending' | 'descending';

/** Rows in the order of one column. Rows that are equal there stay as they are. */
export function sortedRows(rows: readonly TableRow[], column: number, direction: Direction): readonly TableRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const first = a.cells[column]?.sortBy ?? null;
    const second = b.cells[column]?.sortBy ?? null;
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * compare(first, second);
  });
}

const collator = new Intl.Collator(undefined, { numeric: true });

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

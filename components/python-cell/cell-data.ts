import type { LineMark } from '../listing/marks.ts';

/** What is written on the element of a cell, as its `data-cell`. */
export interface CellData {
  readonly file: string;
  /** Name of the cell in its file; null for the file as a whole. */
  readonly cell: string | null;
  readonly marks: readonly LineMark[];
  /** Of a program that was made in the page: no file of the page has it, and no link leads to it. */
  readonly code?: string;
}

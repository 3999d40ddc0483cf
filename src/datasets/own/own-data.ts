import type { Dataset } from '../load.ts';
import type { OwnDataset } from './description.ts';

/** Data of the reader's, as it was read. */
export interface OwnData {
  readonly description: OwnDataset;
  readonly dataset: Dataset;
  /** Rows or images of each class, in the order of the class names. */
  readonly classCounts: readonly number[];
  /** What a reader should know of how it was read, a sentence each. */
  readonly notes: readonly string[];
  /** Of a CSV file; null for images. */
  readonly table: CsvTable | null;
}

/** The beginning of a CSV file. */
export interface CsvTable {
  /** Names of the header, or "column 1" where there is none. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

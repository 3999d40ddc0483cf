import type { DatasetDescription } from '../registry.ts';

/** How a CSV file was read, so that a program can read it in the same way. */
export interface CsvSource {
  readonly type: 'csv';
  readonly fileName: string;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** Columns counted from 0. */
  readonly labelColumn: number;
  /** Columns that are neither label nor feature, such as row numbers. */
  readonly leftOut: readonly number[];
  /** `pixels`: bytes of images, row by row. `features`: each column scaled from its range in the training rows to 0..1. */
  readonly content: 'pixels' | 'features';
}

/** A folder whose folders are classes. */
export interface FolderSource {
  readonly type: 'images';
  readonly folder: string;
}

/** Data of the reader's as settings name it: what is known of it where the data itself is not. */
export interface OwnDataset extends DatasetDescription {
  /** Tells the sets of a page apart; 0 where there is none. */
  readonly id: number;
  readonly source: CsvSource | FolderSource;
}

/** What stands for the reader's own data in a choice of data sets, and in a link, which holds none of it. */
export const OWN_DATA = 'own';

/** In place of data that the reader has yet to open. */
export const noOwnDataset: OwnDataset = {
  id: 0,
  title: 'Your own data',
  width: 28,
  height: 28,
  channels: 1,
  classNames: [],
  fullTrainImages: 0,
  fullTestImages: 0,
  source: { type: 'images', folder: '' },
};

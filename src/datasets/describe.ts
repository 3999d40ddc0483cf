import type { DatasetName } from '../training/protocol.ts';
import type { OwnDataset } from './own/description.ts';
import { datasets, type DatasetDescription } from './registry.ts';

/** What is known of a data set that settings name: one of the course's, or the reader's own. */
export function describeDataset(dataset: DatasetName | OwnDataset): DatasetDescription {
  return typeof dataset === 'string' ? datasets[dataset] : dataset;
}

/** Whether its examples are rows of features, not images. */
export function isTable(dataset: DatasetName | OwnDataset): boolean {
  return typeof dataset === 'object' && dataset.source.type === 'csv' && dataset.source.content === 'features';
}

/** A name for files of a data set, without their ending. */
export function datasetFileName(dataset: DatasetName | OwnDataset): string {
  if (typeof dataset === 'string') return dataset.replaceAll('-', '_');
  const name = dataset.title.replace(/\.\w+$/, '').replace(/[^A-Za-z0-9]+/g, '_');
  return name.replace(/^_+|_+$/g, '') || 'own_data';
}

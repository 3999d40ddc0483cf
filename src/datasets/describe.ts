import type { DatasetChoice, DatasetName, TableName } from '../training/protocol.ts';
import type { SiteDataset } from './site/description.ts';
import { datasets, tables, type DatasetDescription } from './registry.ts';

/** What is known of a data set that settings name: one of the course's, or one that carries it along. */
export function describeDataset(dataset: DatasetChoice): DatasetDescription {
  if (typeof dataset === 'object') return dataset;
  return isTableName(dataset) ? tables[dataset] : datasets[dataset];
}

/** Whether it is a table that the page computes. */
export function isTableName(dataset: DatasetChoice): dataset is TableName {
  return typeof dataset === 'string' && dataset in tables;
}

/** Whether it is stored on a site, and a program would download it. */
export function isDownloaded(dataset: DatasetChoice): dataset is DatasetName {
  return typeof dataset === 'string' && dataset in datasets;
}

/** Whether it comes from `content/data` of this site; other objects are the reader's own data. */
export function isSiteDataset(dataset: DatasetChoice): dataset is SiteDataset {
  return typeof dataset === 'object' && 'name' in dataset;
}

/** Whether its examples are rows of features, not images. */
export function isTable(dataset: DatasetChoice): boolean {
  if (typeof dataset === 'string') return isTableName(dataset);
  return dataset.source.type === 'csv' && dataset.source.content === 'features';
}

/** What texts call its examples. */
export function exampleNoun(dataset: DatasetChoice): 'images' | 'rows' {
  return isTable(dataset) ? 'rows' : 'images';
}

/** A name for files of a data set, without their ending. */
export function datasetFileName(dataset: DatasetChoice): string {
  if (typeof dataset === 'string') return dataset.replaceAll('-', '_');
  if (isSiteDataset(dataset)) return dataset.name.replaceAll('-', '_');
  const name = dataset.title.replace(/\.\w+$/, '').replace(/[^A-Za-z0-9]+/g, '_');
  return name.replace(/^_+|_+$/g, '') || 'own_data';
}

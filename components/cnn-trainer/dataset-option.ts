import { isSiteDataset } from '../../src/datasets/describe.ts';
import { OWN_DATA } from '../../src/datasets/own/description.ts';
import type { DatasetChoice } from '../../src/training/protocol.ts';

/** What stands for a data set in the form and in a link. */
export function datasetOption(dataset: DatasetChoice): string {
  if (typeof dataset === 'string') return dataset;
  return isSiteDataset(dataset) ? dataset.name : OWN_DATA;
}

import { ValueError } from '../errors.ts';
import { PyDataset } from '../utils/py-dataset.ts';
import { DatasetBatches, type BatchSource, type DataNames, type Dataset } from './batches.ts';
import { PyDatasetBatches } from './py-dataset-batches.ts';
import type { TensorData } from './tensor-data.ts';

interface OpenDatasetOptions {
  /** Batches an epoch; null for all. */
  readonly limit: number | null;
  /** Whether each epoch takes the batches in another order; of a PyDataset only, as other data sets have no indices. */
  readonly shuffle?: boolean;
  /** Arguments beside the data set, which are for data in memory. */
  readonly y?: TensorData | undefined;
  readonly sampleWeight?: TensorData | undefined;
}

/**
 * The batches that a data set yields.
 *
 * @throws {ValueError} when targets or weights come beside it.
 */
export function openDataset(dataset: Dataset, names: DataNames, options: OpenDatasetOptions): BatchSource {
  const { limit, shuffle = false, y, sampleWeight } = options;
  if (y !== undefined) throw new ValueError('x is a data set, which brings its targets: do not pass y.');
  if (sampleWeight !== undefined)
    throw new ValueError('x is a data set, which brings its sample weights: do not pass sampleWeight.');
  return dataset instanceof PyDataset
    ? new PyDatasetBatches(dataset, names, limit, shuffle)
    : new DatasetBatches(dataset, names, limit);
}

import { isSiteDataset, isTableName } from '../datasets/describe.ts';
import type { ImageCounts } from '../datasets/load-manifest.ts';
import type { Dataset, ImageSet } from '../datasets/load.ts';
import { tenFeatures } from '../datasets/ten-features.ts';
import type { DatasetChoice } from './protocol.ts';
import type { RunContext } from './run-context.ts';
import { TrainingError } from './training-error.ts';

/**
 * The first images of a data set for a run, which tells how far it is and stops when it is stopped.
 *
 * @throws {TrainingError} when the reader's own data is not in this worker.
 */
export async function loadImages(
  { runId, gate, load, report, ownData }: RunContext,
  dataset: DatasetChoice,
  { trainImages, testImages }: ImageCounts,
): Promise<Dataset> {
  if (typeof dataset === 'object' && !isSiteDataset(dataset)) {
    if (ownData?.id !== dataset.id) {
      const message = `${dataset.title} is no longer in memory.`;
      throw new TrainingError({ kind: 'data', message, fix: 'Open it again in the settings.' });
    }
    return firstOfBoth(ownData.dataset, { trainImages, testImages });
  }
  if (isTableName(dataset)) return firstOfBoth(tenFeatures(), { trainImages, testImages });
  return await load(
    dataset,
    { trainImages, testImages },
    {
      signal: gate.signal,
      onProgress: ({ loadedBytes, totalBytes }) => report({ type: 'loading', runId, loadedBytes, totalBytes }),
    },
  );
}

function firstOfBoth(dataset: Dataset, { trainImages, testImages }: ImageCounts): Dataset {
  return { ...dataset, train: firstOf(dataset.train, trainImages), test: firstOf(dataset.test, testImages) };
}

function firstOf({ images, labels, count }: ImageSet, most: number): ImageSet {
  return { images, labels, count: Math.min(count, most) };
}

import { tensor as tensorOf } from '../../operations/creation.ts';
import { scope } from '../../scope.ts';
import { Tensor } from '../../tensor.ts';
import type { BatchedDataset, MapDataset, SampleSource } from './dataset.ts';

type Source = SampleSource | BatchedDataset;

/** Number of samples: Python's len(dataset). */
export function lengthOf(source: Source): number {
  return source instanceof Tensor ? source.size(0) : source.length;
}

/** The sample at `index`: Python's dataset[index]. */
export function sampleAt(source: Source, index: number): unknown {
  if (source instanceof Tensor) return source.select(0, index);
  if (isMapDataset(source)) return source.getItem(index);
  return isBatched(source) ? source.getItems([index]) : source[index];
}

/** The samples at `indices`, at once where the source can do that. */
export function samplesAt(source: Source, indices: readonly number[]): unknown {
  return askForSeveral(source, indices) ?? indices.map((index) => sampleAt(source, index));
}

/** `samplesAt` of a source that answers with promises: each question waits for the answer to the one before. */
export async function awaitSamplesAt(source: Source, indices: readonly number[]): Promise<unknown> {
  const several = await askForSeveral(source, indices);
  if (several !== undefined) return Array.isArray(several) ? Promise.all(several as unknown[]) : several;
  const samples: unknown[] = [];
  for (const index of indices) samples.push(await sampleAt(source, index));
  return samples;
}

/** How the source makes the collated batch of the samples at some indices at once, or null. */
export function batchMakerOf(source: Source): ((indices: readonly number[]) => unknown) | null {
  if (source instanceof Tensor) return (indices) => gather(source, indices);
  if (isBatched(source)) return (indices) => source.getItems(indices);
  if (!isMapDataset(source) || !source.getBatch) return null;
  return (indices) => source.getBatch?.(indices);
}

/** The parts of a tensor at `indices` of its first axis, as one tensor. */
export function gather(source: Tensor, indices: readonly number[]): Tensor {
  const take = () => source.indexSelect(0, tensorOf(indices, { dtype: 'int64' }));
  // The tape of a source that is trained keeps the indices.
  return source.requiresGrad ? take() : scope(take);
}

/** @throws {TypeError} when an answer is a promise. */
export function requireNoPromise(answer: unknown): unknown {
  if (answer instanceof Promise || (Array.isArray(answer) && answer.some((part) => part instanceof Promise))) {
    throw new TypeError(
      'the data set answers with promises: read its batches with `for await (const batch of loader)`.',
    );
  }
  return answer;
}

function askForSeveral(source: Source, indices: readonly number[]): unknown {
  return 'getItems' in source ? source.getItems(indices) : undefined;
}

function isMapDataset(source: Source): source is MapDataset {
  return 'getItem' in source && typeof source.getItem === 'function';
}

function isBatched(source: Source): source is BatchedDataset {
  return 'getItems' in source && !isMapDataset(source);
}

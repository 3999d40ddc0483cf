import type { IterableDataset } from './dataset.ts';

interface BatchOptions {
  /** Null for single samples. */
  readonly batchSize: number | null;
  readonly dropLast: boolean;
}

/** Lists of the samples of a stream, or single samples. @throws {TypeError} when it can only be read asynchronously. */
export function* streamBatches(stream: IterableDataset, { batchSize, dropLast }: BatchOptions): Generator {
  const iterator = stream[Symbol.iterator]?.();
  if (!iterator) {
    throw new TypeError('the stream has no [Symbol.iterator]: read it with `for await (const batch of loader)`.');
  }
  let batch: unknown[] = [];
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    if (batchSize === null) {
      yield next.value;
      continue;
    }
    batch.push(next.value);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0 && !dropLast) yield batch;
}

/** `streamBatches` of a stream that may have to be waited for. */
export async function* awaitStreamBatches(
  stream: IterableDataset,
  { batchSize, dropLast }: BatchOptions,
): AsyncGenerator {
  let batch: unknown[] = [];
  for await (const sample of samplesOf(stream)) {
    if (batchSize === null) {
      yield sample;
      continue;
    }
    batch.push(sample);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0 && !dropLast) yield batch;
}

async function* samplesOf(stream: IterableDataset): AsyncGenerator {
  const iterator = stream[Symbol.asyncIterator]?.() ?? stream[Symbol.iterator]?.();
  if (!iterator) throw new TypeError('the stream has neither [Symbol.iterator] nor [Symbol.asyncIterator]: bring one.');
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

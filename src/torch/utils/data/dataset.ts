import type { Tensor } from '../../tensor.ts';

/** Samples by index: what any object has to bring to be read by a DataLoader. */
export interface MapDataset<Sample = unknown> {
  readonly length: number;
  getItem(index: number): Sample;
  /** Several samples at once, where that is cheaper: PyTorch's `__getitems__`. */
  getItems?(indices: readonly number[]): readonly Sample[] | Promise<readonly Awaited<Sample>[]>;
  /**
   * The samples at `indices` as the one batch that `defaultCollate` would make of them. A DataLoader without a `collateFn`
   * of its own asks for this, so that a batch of a tensor is one gather instead of a copy of each sample.
   */
  getBatch?(indices: readonly number[]): unknown;
}

/** A source that knows no samples, only batches: it has no `getItem`, and its `getItems` brings a whole batch. */
export interface BatchedDataset<Batch = unknown> {
  readonly length: number;
  getItems(indices: readonly number[]): Batch;
  readonly getItem?: undefined;
}

/**
 * Samples by index, as torch.utils.data.Dataset. A subclass brings `length` and `getItem(index)`, and may bring
 * `getItems(indices)`, which returns the list of these samples.
 *
 * Synchronous iteration frees every tensor that `getItem` made as soon as the batch is made, but for the batch: a
 * tensor that the data set keeps for later calls is to be made outside of it, or taken out with `persist()`.
 *
 * `getItem` may return a promise; its batches come with `for await`.
 *
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.Dataset
 */
export abstract class Dataset<Sample = unknown> implements MapDataset<Sample> {
  abstract readonly length: number;

  abstract getItem(index: number): Sample;
}

/**
 * Samples one after another, of a stream that has no indices, as torch.utils.data.IterableDataset. A subclass brings
 * `[Symbol.iterator]`, or `[Symbol.asyncIterator]` for `for await`, and `length` if it knows it.
 *
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.IterableDataset
 */
export abstract class IterableDataset<Sample = unknown> {
  [Symbol.iterator]?(): Iterator<Sample>;
  [Symbol.asyncIterator]?(): AsyncIterator<Sample>;
}

/** Samples with indices: a data set, a list of samples, or a tensor, whose samples lie along its first axis. */
export type SampleSource<Sample = unknown> = MapDataset<Sample> | readonly Sample[] | Tensor;

/** The type of the samples of a data set. */
export type SampleOf<Source> = Source extends Tensor
  ? Tensor
  : Source extends { getItem(index: number): infer Sample }
    ? Awaited<Sample>
    : Source extends readonly (infer Sample)[]
      ? Sample
      : Source extends IterableDataset<infer Sample>
        ? Sample
        : never;

import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import type { BatchedDataset, SampleSource } from './dataset.ts';
import { lengthOf } from './sample-access.ts';

/**
 * An order of indices, or of batches of them, as torch.utils.data.Sampler. A subclass brings `[Symbol.iterator]`, and
 * `length` if it knows it.
 *
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.Sampler
 */
export abstract class Sampler<Index = number> implements Iterable<Index> {
  abstract [Symbol.iterator](): Iterator<Index>;
}

/**
 * The indices in their order: 0, 1, 2, ...
 *
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.SequentialSampler
 */
export class SequentialSampler extends Sampler {
  readonly dataSource: SampleSource | BatchedDataset;

  constructor(dataSource: SampleSource | BatchedDataset) {
    super();
    this.dataSource = dataSource;
  }

  get length(): number {
    return lengthOf(this.dataSource);
  }

  override *[Symbol.iterator](): Iterator<number> {
    for (let index = 0; index < this.length; index++) yield index;
  }
}

interface BatchSamplerParameters {
  readonly sampler: Iterable<number>;
  readonly batchSize: number;
  /** Whether a last batch that is smaller is left out. */
  readonly dropLast: boolean;
}

const NAMES = ['sampler', 'batchSize', 'dropLast'] as const;

/**
 * Lists of `batchSize` indices of another sampler. Call: `new BatchSampler(sampler, batchSize, dropLast)`.
 *
 * @throws {ValueError} when `batchSize` is no positive integer.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.BatchSampler
 */
export class BatchSampler extends Sampler<number[]> {
  readonly sampler: Iterable<number>;
  readonly batchSize: number;
  readonly dropLast: boolean;

  constructor(...values: Arguments<BatchSamplerParameters, typeof NAMES>) {
    super();
    const { sampler, batchSize, dropLast } = bindRequired<BatchSamplerParameters>(NAMES, 3, values);
    if (!Number.isInteger(batchSize) || batchSize <= 0) {
      throw new ValueError(`batch_size should be a positive integer value, but got batch_size=${batchSize}`);
    }
    this.sampler = sampler;
    this.batchSize = batchSize;
    this.dropLast = dropLast;
  }

  /** @throws {TypeError} when the sampler has no length. */
  get length(): number {
    const batches = lengthOfSampler(this.sampler) / this.batchSize;
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  /** Asks the sampler for an index only when a batch needs one, because each may cost random numbers. */
  override *[Symbol.iterator](): Iterator<number[]> {
    let batch: number[] = [];
    for (const index of this.sampler) {
      batch.push(index);
      if (batch.length < this.batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0 && !this.dropLast) yield batch;
  }
}

/** @throws {TypeError} when the sampler has no length. */
export function lengthOfSampler(sampler: object): number {
  if ('length' in sampler && typeof sampler.length === 'number') return sampler.length;
  throw new TypeError(`object of type '${sampler.constructor.name}' has no len(): give it a \`length\`.`);
}

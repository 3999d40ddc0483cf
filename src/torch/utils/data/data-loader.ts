import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { defaultGenerator } from '../../random/default-generator.ts';
import type { Generator as RandomGenerator } from '../../random/generator.ts';
import { scope } from '../../scope.ts';
import { IterableDataset, type BatchedDataset, type SampleOf, type SampleSource } from './dataset.ts';
import { defaultCollate, defaultConvert, type Collated } from './default-collate.ts';
import { RandomSampler } from './random-samplers.ts';
import { awaitSamplesAt, batchMakerOf, requireNoPromise, sampleAt, samplesAt } from './sample-access.ts';
import { BatchSampler, lengthOfSampler, SequentialSampler } from './sampler.ts';
import { awaitStreamBatches, streamBatches } from './stream-batches.ts';

/** What a DataLoader can read. */
export type DataLoaderSource = SampleSource | IterableDataset | BatchedDataset;

/** The batches that a loader makes of a source unless it is told how. */
export type BatchOf<Source> = Source extends BatchedDataset<infer Batch> ? Awaited<Batch> : Collated<SampleOf<Source>>;

interface DataLoaderParameters<Source, Batch> {
  /** Samples a batch; null for single samples without a batch axis. */
  readonly batchSize?: number | null;
  /** Whether each iteration has a new random order. */
  readonly shuffle?: boolean | null;
  /** Order of the samples. */
  readonly sampler?: Iterable<number> | null;
  /** Order of the samples, in batches. */
  readonly batchSampler?: Iterable<readonly number[]> | null;
  /** Loading processes. There are none here, so that the number changes nothing. */
  readonly numWorkers?: number;
  /** Makes a batch of a list of samples; of a single one where `batchSize` is null. */
  readonly collateFn?: ((samples: SampleOf<Source>[]) => Batch) | null;
  /** Whether a last batch that is smaller is left out. */
  readonly dropLast?: boolean;
  /** Source of the random order; the default generator if absent. */
  readonly generator?: RandomGenerator | null;
}

/** All arguments by name. */
type NamedSource<Source, Batch> = DataLoaderParameters<Source, Batch> & { readonly dataset: Source };

const OPTIONS = ['batchSize', 'shuffle', 'sampler', 'batchSampler', 'numWorkers', 'collateFn'] as const;

/**
 * Batches of a data set, as torch.utils.data.DataLoader: one sample a batch in the given order by default. An iteration
 * draws the random numbers that it draws in PyTorch, so that a seed gives the same order.
 *
 * Call: `new DataLoader(dataset, { batchSize: 32, shuffle: true })` or `new DataLoader(dataset, 32, true)`. The source is
 * a Dataset, an IterableDataset, a list of samples, a tensor, or an object that brings whole batches (BatchedDataset).
 *
 * `for (const batch of loader)` for sources that answer at once, `for await` also for those that answer with promises;
 * these are asked for one sample after the other, so that random transforms draw in the same order each time.
 *
 * The tensors of a batch belong to the caller. What a data set with indices made on the way is freed with `for`; with
 * `for await`, and for streams, it is freed when nobody can reach it any longer.
 *
 * @throws {ValueError} for options that exclude each other or are out of their range.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader
 */
export class DataLoader<Source extends DataLoaderSource, Batch = BatchOf<Source>>
  implements Iterable<Batch>, AsyncIterable<Batch>
{
  readonly dataset: Source;
  readonly batchSize: number | null;
  readonly numWorkers: number;
  readonly dropLast: boolean;
  readonly sampler: Iterable<number> | null;
  readonly batchSampler: Iterable<readonly number[]> | null;
  readonly collateFn: ((samples: SampleOf<Source>[]) => Batch) | null;
  readonly generator: RandomGenerator | null;

  constructor(dataset: Source, ...values: Arguments<DataLoaderParameters<Source, Batch>, typeof OPTIONS>);
  constructor(keywords: NamedSource<Source, Batch>);
  constructor(...values: readonly unknown[]) {
    const given = bindRequired<NamedSource<Source, Batch>>(['dataset', ...OPTIONS], 1, values);
    const { dataset } = given;
    checkOptions(dataset, given);
    const { batchSize = 1, dropLast = false, sampler = null, batchSampler = null, generator = null } = given;
    this.dataset = dataset;
    this.numWorkers = given.numWorkers ?? 0;
    this.batchSize = batchSampler ? null : batchSize;
    this.dropLast = dropLast;
    this.collateFn = given.collateFn ?? null;
    this.generator = generator;
    this.sampler = sampler ?? defaultSampler(dataset, given.shuffle ?? false, generator);
    const hasBatches = !batchSampler && batchSize !== null;
    this.batchSampler = hasBatches ? new BatchSampler(this.sampler ?? [], batchSize, dropLast) : batchSampler;
  }

  /** Batches an iteration. @throws {TypeError} when the stream or the sampler does not know its length. */
  get length(): number {
    const { dataset, batchSize, dropLast } = this;
    if (!(dataset instanceof IterableDataset)) return lengthOfSampler(this.batchSampler ?? this.sampler ?? []);
    const batches = lengthOfSampler(dataset) / (batchSize ?? 1);
    return dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  [Symbol.iterator](): Generator<Batch> {
    this.#drawSeed();
    return this.#batches();
  }

  [Symbol.asyncIterator](): AsyncGenerator<Batch> {
    this.#drawSeed();
    return this.#asyncBatches();
  }

  *#batches(): Generator<Batch> {
    const { dataset } = this;
    if (dataset instanceof IterableDataset) {
      for (const samples of streamBatches(dataset, this)) yield this.#collateInScope(requireNoPromise(samples));
    } else if (this.batchSampler) {
      const getBatch = this.collateFn ? null : batchMakerOf(dataset);
      for (const indices of this.batchSampler) {
        yield getBatch
          ? (requireNoPromise(getBatch(indices)) as Batch)
          : scope(() => this.#collate(requireNoPromise(samplesAt(dataset, indices))));
      }
    } else {
      for (const index of this.sampler ?? []) {
        yield scope(() => this.#collate(requireNoPromise(sampleAt(dataset, index))));
      }
    }
  }

  async *#asyncBatches(): AsyncGenerator<Batch> {
    const { dataset } = this;
    if (dataset instanceof IterableDataset) {
      for await (const samples of awaitStreamBatches(dataset, this)) yield this.#collateInScope(samples);
    } else if (this.batchSampler) {
      const getBatch = this.collateFn ? null : batchMakerOf(dataset);
      for (const indices of this.batchSampler) {
        if (getBatch) yield (await getBatch(indices)) as Batch;
        else yield this.#collateInScope(await awaitSamplesAt(dataset, indices));
      }
    } else {
      for (const index of this.sampler ?? []) yield this.#collateInScope(await sampleAt(dataset, index));
    }
  }

  /** What the collation makes on the way is freed; the samples, made before, are not. */
  #collateInScope(samples: unknown): Batch {
    return scope(() => this.#collate(samples));
  }

  #collate(samples: unknown): Batch {
    if (this.collateFn) return this.collateFn(samples as SampleOf<Source>[]);
    const isSingle = this.batchSampler === null && this.batchSize === null;
    return (isSingle ? defaultConvert(samples) : defaultCollate(samples as unknown[])) as Batch;
  }

  /** PyTorch draws a seed for its loading processes, also where it has none and nothing is shuffled. */
  #drawSeed(): void {
    (this.generator ?? defaultGenerator).nextSeed();
  }
}

function defaultSampler(
  dataset: DataLoaderSource,
  shuffle: boolean,
  generator: RandomGenerator | null,
): Iterable<number> | null {
  if (dataset instanceof IterableDataset) return null;
  return shuffle ? new RandomSampler(dataset, { generator }) : new SequentialSampler(dataset);
}

function checkOptions<Source, Batch>(
  dataset: DataLoaderSource,
  { batchSize = 1, shuffle, sampler, batchSampler, numWorkers = 0, dropLast }: DataLoaderParameters<Source, Batch>,
): void {
  if (numWorkers < 0) {
    throw new ValueError('num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.');
  }
  if (dataset instanceof IterableDataset) requireNoOrder({ shuffle, sampler, batchSampler });
  if (sampler && shuffle) throw new ValueError('sampler option is mutually exclusive with shuffle');
  if (batchSampler && (batchSize !== 1 || shuffle || sampler || dropLast)) {
    throw new ValueError('batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last');
  }
  if (batchSize === null && dropLast) {
    throw new ValueError('batch_size=None option disables auto-batching and is mutually exclusive with drop_last');
  }
}

/** A stream has the order that it has. */
function requireNoOrder(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    const option = name === 'batchSampler' ? 'batch_sampler' : name;
    throw new ValueError(
      `DataLoader with IterableDataset: expected unspecified ${option} option, but got ${option}=` +
        `${value === true ? 'True' : 'a sampler'}. A stream has an order of its own.`,
    );
  }
}

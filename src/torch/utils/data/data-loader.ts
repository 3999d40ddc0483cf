import { randomPermutation } from '../../../engine/random/permutation.ts';
import { defaultGenerator, Generator as RandomGenerator } from '../../random.ts';
import type { Tensor } from '../../tensor.ts';
import type { Dataset } from './dataset.ts';

interface DataLoaderOptions {
  readonly batchSize?: number;
  readonly shuffle?: boolean;
  /** Source of the shuffled order; the default generator if absent. */
  readonly generator?: RandomGenerator;
}

/**
 * Batches of a data set, as torch.utils.data.DataLoader: batch size 1 and the given order by default; the last batch
 * may be smaller. Each iteration over a shuffled loader draws a new order, the one that PyTorch draws from the same seed.
 *
 * The tensors of a batch belong to the caller.
 *
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader
 */
export class DataLoader implements Iterable<readonly [Tensor, Tensor]> {
  readonly dataset: Dataset;
  readonly batchSize: number;
  readonly #shuffle: boolean;
  readonly #generator: RandomGenerator | null;

  constructor(dataset: Dataset, { batchSize = 1, shuffle = false, generator }: DataLoaderOptions = {}) {
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.#shuffle = shuffle;
    this.#generator = generator ?? null;
  }

  /** Batches an iteration. */
  get length(): number {
    return Math.ceil(this.dataset.length / this.batchSize);
  }

  *[Symbol.iterator](): Generator<readonly [Tensor, Tensor]> {
    const { length } = this.dataset;
    const generator = this.#shufflingGenerator();
    const order = generator
      ? randomPermutation(length, generator.twister)
      : Uint32Array.from({ length }, (_, index) => index);
    for (let start = 0; start < length; start += this.batchSize) {
      yield this.dataset.getItems(order.subarray(start, start + this.batchSize));
    }
    // The sampler of PyTorch draws one order more, and takes nothing of it.
    if (generator) randomPermutation(length, generator.twister);
  }

  #shufflingGenerator(): RandomGenerator | null {
    // PyTorch draws a seed for its loading processes, also where it has none and nothing is shuffled.
    (this.#generator ?? defaultGenerator).nextSeed();
    if (!this.#shuffle) return null;
    return this.#generator ?? new RandomGenerator().manualSeed(defaultGenerator.nextSeed());
  }
}

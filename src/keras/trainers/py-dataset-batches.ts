import { shuffledOrder } from '../random/seeds.ts';
import type { PyDataset } from '../utils/py-dataset.ts';
import { toBatch, type Batch, type BatchSource, type DataNames } from './batches.ts';

/** The batches of a PyDataset, each made when its step comes. */
export class PyDatasetBatches implements BatchSource {
  readonly #dataset: PyDataset;
  readonly #names: DataNames;
  readonly #limit: number | null;
  readonly #shuffle: boolean;
  /** Of the batches of the pass that goes on; null for the order they are in. */
  #order: Uint32Array | null = null;
  /** How many batches of the pass are done. */
  #position = Infinity;

  /**
   * @param limit batches an epoch; then one pass may be many epochs, the last of which may be shorter.
   * @param shuffle whether each pass has an order of its own, which one without an end cannot have.
   */
  constructor(dataset: PyDataset, names: DataNames, limit: number | null, shuffle: boolean) {
    this.#dataset = dataset;
    this.#names = names;
    this.#limit = limit;
    this.#shuffle = shuffle && dataset.numBatches !== null;
  }

  get steps(): number | null {
    return this.#limit ?? this.#dataset.numBatches;
  }

  async reset(): Promise<void> {
    this.#position = Infinity;
    await this.#dataset.onEpochEnd();
  }

  async *epoch(): AsyncIterable<Batch> {
    await this.#dataset.onEpochBegin();
    const count = this.#dataset.numBatches ?? Infinity;
    if (this.#limit === null || this.#position >= count) this.#startPass(count);
    const end = Math.min(this.#position + (this.#limit ?? count), count);
    while (this.#position < end) {
      const index = this.#order?.[this.#position] ?? this.#position;
      this.#position += 1;
      yield toBatch(await this.#dataset.getItem(index), this.#names);
    }
    await this.#dataset.onEpochEnd();
  }

  dispose(): void {
    this.#order = null;
  }

  #startPass(count: number): void {
    this.#position = 0;
    this.#order = this.#shuffle ? shuffledOrder(count) : null;
  }
}

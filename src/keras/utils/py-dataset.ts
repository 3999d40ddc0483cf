import { NotImplementedError } from '../errors.ts';
import type { DatasetElement } from '../trainers/batches.ts';

/**
 * Batches by index, each made when `fit`, `evaluate` or `predict` comes to it, so that the data need not be in memory as
 * tensors all at once.
 *
 * A subclass brings `getItem(index)`, which returns a whole batch, and `length`, the number of batches, or else
 * `numBatches`. The tensors of a batch are the trainer's, which frees them after the step.
 *
 * @source https://keras.io/api/utils/python_utils/#pydataset-class
 */
export abstract class PyDataset {
  /** The batch at `index`: [inputs], [inputs, targets] or [inputs, targets, sample weights]. */
  abstract getItem(index: number): DatasetElement | Promise<DatasetElement>;

  /**
   * The number of batches.
   *
   * @throws {NotImplementedError} when the subclass brings neither this nor `numBatches`.
   */
  get length(): number {
    throw new NotImplementedError('PyDataset: a subclass must have length, the number of its batches, or numBatches.');
  }

  /** The number of batches, null for a data set without an end. */
  get numBatches(): number | null {
    return this.length;
  }

  /** Called before the first batch of every epoch. */
  onEpochBegin(): void | Promise<void>;
  onEpochBegin(): void {
    // For subclasses.
  }

  /** Called after the last batch of every epoch, and by `fit` and `evaluate` once before the first, as in Keras. */
  onEpochEnd(): void | Promise<void>;
  onEpochEnd(): void {
    // For subclasses.
  }

  /** All batches in order. */
  async *[Symbol.asyncIterator](): AsyncGenerator<DatasetElement> {
    const count = this.numBatches ?? Infinity;
    for (let index = 0; index < count; index++) yield await this.getItem(index);
  }
}

import type { Tensor } from '@tensorflow/tfjs-core';

/** Inputs and targets of one training step. */
export interface Batch {
  readonly xs: Tensor;
  readonly ys: Tensor;
}

/**
 * Samples by index as what `fitDataset` reads: each iteration goes once through all of them, in a new order where an
 * `order` is given. tfjs shuffles with an unseeded generator, so the order is ours.
 */
export class BatchDataset {
  /** Batches an iteration. */
  readonly size: number;
  readonly #length: number;
  readonly #batchSize: number;
  readonly #toBatch: (indices: Uint32Array) => Batch;
  readonly #order: () => Uint32Array;

  constructor(
    length: number,
    batchSize: number,
    toBatch: (indices: Uint32Array) => Batch,
    order: () => Uint32Array = () => Uint32Array.from({ length }, (_, index) => index),
  ) {
    this.size = Math.ceil(length / batchSize);
    this.#length = length;
    this.#batchSize = batchSize;
    this.#toBatch = toBatch;
    this.#order = order;
  }

  iterator(): Promise<{ next(): Promise<IteratorResult<Batch, null>> }> {
    const order = this.#order();
    let start = 0;
    const next = (): IteratorResult<Batch, null> => {
      if (start >= this.#length) return { done: true, value: null };
      const indices = order.subarray(start, start + this.#batchSize);
      start += this.#batchSize;
      return { done: false, value: this.#toBatch(indices) };
    };
    return Promise.resolve({ next: () => Promise.resolve(next()) });
  }
}

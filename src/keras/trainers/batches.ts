import * as tf from '@tensorflow/tfjs-core';
import { orderOfEpoch } from '../random/seed-generator.ts';
import { globalSeed } from '../random/seeds.ts';
import type { PyDataset } from '../utils/py-dataset.ts';
import { toTensors, sampleCount, type OwnedTensors, type TensorData } from './tensor-data.ts';

/** What one step reads. The tensors are freed after the step. */
export interface Batch {
  readonly x: tf.Tensor[];
  readonly y: tf.Tensor[];
  readonly sampleWeight: tf.Tensor[];
}

/** The batches of an epoch, and how many there are where that is known. */
export interface BatchSource {
  readonly steps: number | null;
  /** Called by `fit` and `evaluate` before the first epoch. */
  reset?(): Promise<void>;
  /** The batches of the next epoch. */
  epoch(): AsyncIterable<Batch>;
  /** Frees what was made of the caller's data. */
  dispose(): void;
}

/** Names of a model's inputs and outputs; outputs may not be known before the first call. */
export interface DataNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** An element of a data set: inputs, targets and weights, as a list or by tfjs's names. */
export type DatasetElement =
  | readonly [TensorData]
  | readonly [TensorData, TensorData]
  | readonly [TensorData, TensorData, TensorData]
  | { readonly xs: TensorData; readonly ys?: TensorData; readonly sampleWeight?: TensorData };

interface ElementIterator {
  next(): Promise<{ done?: boolean | undefined; value: DatasetElement | null }>;
}

/** What is iterated for batches, with or without waiting: a data set of tfjs among others. Each pass is an epoch. */
type IterableDataset =
  | { readonly size?: number; iterator(): Promise<ElementIterator> }
  | (AsyncIterable<DatasetElement> & { readonly size?: number })
  | (Iterable<DatasetElement> & { readonly size?: number; readonly next?: never });

/** What makes batches when they are asked for, and not all at once. */
export type Dataset = PyDataset | IterableDataset;

/** Whether `data` yields batches, and is not data itself. */
export function isDataset(data: TensorData | Dataset): data is Dataset {
  if (data instanceof tf.Tensor || ArrayBuffer.isView(data) || Array.isArray(data)) return false;
  return 'iterator' in data || Symbol.asyncIterator in data || Symbol.iterator in data;
}

interface ArrayData {
  readonly x: OwnedTensors;
  readonly y: OwnedTensors;
  readonly sampleWeight: OwnedTensors;
}

const NOTHING: OwnedTensors = { tensors: [], dispose: () => undefined };

interface ArrayOptions {
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly limit?: number | undefined;
}

/** Samples in memory. */
export class ArrayBatches implements BatchSource {
  readonly #data: ArrayData;
  readonly #indices: Uint32Array | null;
  readonly #length: number;
  readonly #batchSize: number;
  readonly #shuffle: boolean;
  readonly #limit: number | null;
  /** The order of the pass that goes on; null for the order the samples are in. */
  #passOrder: Uint32Array | null = null;
  /** How many samples of the pass are done. */
  #position = Infinity;

  private constructor(data: ArrayData, range: readonly [number, number], { batchSize, shuffle, limit }: ArrayOptions) {
    this.#data = data;
    this.#limit = limit ?? null;
    this.#length = range[1] - range[0];
    this.#batchSize = batchSize;
    this.#indices = range[0] === 0 ? null : Uint32Array.from({ length: this.#length }, (_, index) => range[0] + index);
    this.#shuffle = shuffle;
  }

  /**
   * @param limit batches an epoch; then one pass over the samples may be many epochs, the last of which may be shorter.
   * @param validationSplit share of the samples, the last ones, that become the second source.
   */
  static split(
    x: TensorData,
    y: TensorData | undefined,
    sampleWeight: TensorData | undefined,
    names: DataNames,
    options: ArrayOptions & { readonly validationSplit?: number },
  ): [ArrayBatches, ArrayBatches] {
    const data = {
      x: toTensors(x, names.inputs, 'x'),
      y: y === undefined ? NOTHING : toTensors(y, names.outputs, 'y'),
      sampleWeight: sampleWeight === undefined ? NOTHING : toTensors(sampleWeight, names.outputs, 'sampleWeight'),
    };
    const count = sampleCount({
      x: data.x.tensors,
      y: data.y.tensors,
      sample_weight: data.sampleWeight.tensors,
    });
    const { batchSize, validationSplit = 0 } = options;
    const trained = Math.floor(count * (1 - validationSplit));
    return [
      new ArrayBatches(data, [0, trained], options),
      new ArrayBatches(data, [trained, count], { batchSize, shuffle: false }),
    ];
  }

  get steps(): number {
    return this.#limit ?? Math.ceil(this.#length / this.#batchSize);
  }

  async *epoch(): AsyncIterable<Batch> {
    if (this.#limit === null || this.#position >= this.#length) {
      this.#position = 0;
      this.#passOrder = this.#order();
    }
    const order = this.#passOrder;
    const end = Math.min(this.#position + this.steps * this.#batchSize, this.#length);
    while (this.#position < end) {
      const start = this.#position;
      this.#position += this.#batchSize;
      const size = Math.min(this.#batchSize, this.#length - start);
      const take = (x: tf.Tensor) => takeRows(x, order, start, size);
      const { x, y, sampleWeight } = this.#data;
      yield await Promise.resolve({
        x: x.tensors.map(take),
        y: y.tensors.map(take),
        sampleWeight: sampleWeight.tensors.map(take),
      });
    }
  }

  dispose(): void {
    this.#data.x.dispose();
    this.#data.y.dispose();
    this.#data.sampleWeight.dispose();
  }

  /** The samples in the order of this epoch; null for the order they are in. */
  #order(): Uint32Array | null {
    if (!this.#shuffle) return this.#indices;
    return orderOfEpoch(this.#length, globalSeed());
  }
}

function takeRows(x: tf.Tensor, order: Uint32Array | null, start: number, size: number): tf.Tensor {
  const rest = x.shape.slice(1);
  if (!order) return tf.slice(x, [start, ...rest.map(() => 0)], [size, ...rest]);
  return tf.tidy(() => tf.gather(x, tf.tensor1d(Int32Array.from(order.subarray(start, start + size)), 'int32')));
}

/** Batches that a data set yields. Their tensors are the trainer's, which frees them after each step. */
export class DatasetBatches implements BatchSource {
  readonly steps: number | null;
  readonly #dataset: IterableDataset;
  readonly #names: DataNames;
  readonly #limit: number | null;
  #running: ElementIterator | null = null;

  /** @param limit batches an epoch; then one pass may be many epochs. */
  constructor(dataset: IterableDataset, names: DataNames, limit: number | null) {
    const size = dataset.size !== undefined && Number.isFinite(dataset.size) ? dataset.size : null;
    this.steps = limit ?? size;
    this.#dataset = dataset;
    this.#names = names;
    this.#limit = limit;
  }

  async *epoch(): AsyncIterable<Batch> {
    const iterator = (this.#limit === null ? null : this.#running) ?? (await this.#start());
    this.#running = iterator;
    for (let step = 0; this.#limit === null || step < this.#limit; step++) {
      const { done, value } = await iterator.next();
      if (done || !value) {
        this.#running = null;
        return;
      }
      yield toBatch(value, this.#names);
    }
  }

  dispose(): void {
    this.#running = null;
  }

  async #start(): Promise<ElementIterator> {
    const dataset = this.#dataset;
    if ('iterator' in dataset) return dataset.iterator();
    if (Symbol.asyncIterator in dataset) return dataset[Symbol.asyncIterator]();
    const iterator = dataset[Symbol.iterator]();
    return { next: () => Promise.resolve(iterator.next()) };
  }
}

/** The tensors of an element, in the order of names. */
export function toBatch(element: DatasetElement, names: DataNames): Batch {
  const [x, y, sampleWeight] = 'xs' in element ? [element.xs, element.ys, element.sampleWeight] : element;
  const list = (data: TensorData | undefined, of: readonly string[], what: string) =>
    data === undefined ? [] : toTensors(data, of, what).tensors;
  return {
    x: list(x, names.inputs, 'x'),
    y: list(y, names.outputs, 'y'),
    sampleWeight: list(sampleWeight, names.outputs, 'sampleWeight'),
  };
}

import * as tf from '@tensorflow/tfjs-core';
import { canRecordSteps, RecordedStep } from '../../engine/recorded-step.ts';
import type { Logs } from '../callbacks/callback.ts';
import { withOpenBatch } from '../layers/call-context.ts';
import type { Batch } from './batches.ts';
import { inOrderOfNames, readResults, type StepResults } from './results.ts';
import type { Trainer } from './trainer.ts';

/** The steps of a `fit`: as a recorded graph where the backend can replay one, else one operation after the other. */
export interface TrainFunction {
  /** The recorded step, or null where steps are not recorded. */
  readonly recorded: RecordedStep | null;
  /** Runs a step and frees its batch. */
  run(batch: Batch): Promise<void>;
  /** The results of the epoch up to the last step. Waits for the device. */
  logs(): Promise<Logs>;
  dispose(): void;
}

/** As Keras's make_train_function: a graph unless the model is compiled with `runEagerly`. */
export function makeTrainFunction(model: Trainer): TrainFunction {
  return !model.runEagerly && canRecordSteps() ? new GraphFunction(model) : new EagerFunction(model);
}

class EagerFunction implements TrainFunction {
  readonly recorded = null;
  readonly #model: Trainer;
  #results: StepResults | null = null;

  constructor(model: Trainer) {
    this.#model = model;
  }

  run(batch: Batch): Promise<void> {
    if (this.#results) tf.dispose(this.#results);
    this.#results = stepAndFree(batch, () => this.#model.trainStep(batch));
    return Promise.resolve();
  }

  logs(): Promise<Logs> {
    return currentResults(this.#model, this.#results);
  }

  dispose(): void {
    if (this.#results) tf.dispose(this.#results);
  }
}

class GraphFunction implements TrainFunction {
  readonly recorded: RecordedStep;
  #names: readonly string[] = [];
  /** How many tensors of a batch are inputs, and how many targets; the rest are weights. */
  #counts: readonly [number, number] = [0, 0];
  #logs: Logs = {};

  constructor(model: Trainer) {
    this.recorded = new RecordedStep((tensors) => {
      const [x, y] = this.#counts;
      const batch = { x: tensors.slice(0, x), y: tensors.slice(x, x + y), sampleWeight: tensors.slice(x + y) };
      const results = tf.tidy(() => withOpenBatch(() => model.trainStep(batch)) ?? model.getMetricsResult());
      this.#names = Object.keys(results);
      return Object.values(results);
    }, 'graph');
  }

  async run({ x, y, sampleWeight }: Batch): Promise<void> {
    this.#counts = [x.length, y.length];
    const tensors = [...x, ...y, ...sampleWeight];
    try {
      await this.recorded.run(tensors);
    } finally {
      tf.dispose(tensors);
    }
  }

  async logs(): Promise<Logs> {
    const last = (await this.recorded.takeResults()).at(-1);
    if (last) this.#logs = inOrderOfNames(Object.fromEntries(this.#names.map((name, i) => [name, last[i] ?? NaN])));
    return { ...this.#logs };
  }

  dispose(): void {
    this.recorded.dispose();
  }
}

/** Runs a step, and frees its batch and what it computes besides its results. */
export function stepAndFree(batch: Batch, step: () => StepResults | null): StepResults | null {
  try {
    return withoutRest(step);
  } finally {
    tf.dispose([...batch.x, ...batch.y, ...batch.sampleWeight]);
  }
}

/** tf.tidy, for results that may be null. */
function withoutRest(step: () => StepResults | null): StepResults | null {
  const [results] = tf.tidy(() => [withOpenBatch(step)].filter((own) => own !== null));
  return results ?? null;
}

/** A step's own results, or those of the metrics. */
export function currentResults(model: Trainer, results: StepResults | null): Promise<Logs> {
  if (!results) return readResults(model.getMetricsResult());
  return readResults(Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, tensor.clone()])));
}

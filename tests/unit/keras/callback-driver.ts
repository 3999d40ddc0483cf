/** Drives a callback as tests/judges/keras_cases/callbacks.py drives that of Keras. */
import * as tf from '@tensorflow/tfjs-core';
import { vi } from 'vitest';
import * as callbacks from '../../../src/keras/callbacks/index.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import { camelCase, decodeScalar, type Json } from '../support/golden-values.ts';

type GoldenLogs = Readonly<Record<string, number | string>>;

interface Epoch {
  readonly batches?: readonly GoldenLogs[];
  readonly batch_seconds?: number;
  readonly seconds?: number;
  readonly logs: GoldenLogs;
}

type CallbackName = Exclude<keyof typeof callbacks, 'Callback' | 'History'>;

export interface CallbackCase extends GoldenCase {
  readonly class: CallbackName;
  readonly keywords: Readonly<Record<string, Json>>;
  readonly epochs: readonly Epoch[] & Json;
  readonly learning_rate: number;
  readonly metrics: Readonly<Record<string, callbacks.MetricDirection | null>>;
  readonly params: { readonly verbose: number | 'auto'; readonly epochs: number; readonly steps: number | null } | null;
  readonly trainings: number;
  readonly tolerance: number;
  readonly error?: string;
  readonly message?: string;
  readonly results?: Readonly<Record<string, Json>>;
}

const schedules: Readonly<Record<string, (epoch: number, rate: number) => number>> = {
  'halve every other epoch': (epoch, rate) => (epoch % 2 === 1 ? rate * 0.5 : rate),
  'fall after two epochs': (epoch, rate) => (epoch < 2 ? rate : rate * Math.exp(-0.1)),
  constant: () => 0.025,
  // What a JavaScript caller can pass.
  nothing: JSON.parse.bind(null, 'null') as () => number,
};

/** A model of one weight, in the place of a real one: what counts here is what the callback does with it. */
export class OneWeightModel implements callbacks.CallbackModel {
  stopTraining = false;
  readonly optimizer: { learningRate: number };
  readonly metrics: readonly { name: string; direction: callbacks.MetricDirection | undefined }[];
  readonly saved: (readonly ['model' | 'weights', unknown])[] = [];
  readonly weight = tf.tidy(() => tf.variable(tf.zeros([1, 1])));

  constructor({ learning_rate: learningRate, metrics }: Pick<CallbackCase, 'learning_rate' | 'metrics'>) {
    this.optimizer = { learningRate };
    this.metrics = Object.entries(metrics).map(([name, direction]) => ({ name, direction: direction ?? undefined }));
  }

  getWeights(): tf.Tensor[] {
    return [this.weight];
  }

  setWeights([value]: tf.Tensor[]): void {
    if (value) this.weight.assign(value);
  }

  save(filepath: string | tf.io.IOHandler): Promise<void> {
    this.saved.push(['model', filepath]);
    return Promise.resolve();
  }

  saveWeights(filepath: string | tf.io.IOHandler): Promise<void> {
    this.saved.push(['weights', filepath]);
    return Promise.resolve();
  }
}

export class CallbackDriver {
  readonly model: OneWeightModel;
  readonly #golden: CallbackCase;
  readonly #warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  #printed = '';
  #now = 1000;

  constructor(golden: CallbackCase) {
    this.#golden = golden;
    this.model = new OneWeightModel(golden);
  }

  /** What the trainings gave, by the names of the golden file. */
  async run(): Promise<Record<string, unknown>> {
    const callback = this.#create();
    callback.setModel(this.model);
    if (this.#golden.params) callback.setParams(this.#golden.params);
    let results = {};
    for (let training = 0; training < this.#golden.trainings; training += 1) {
      this.model.stopTraining = false;
      results = await this.#train(callback);
    }
    return {
      ...results,
      text: Reflect.get(callback, 'text'),
      stopped: this.model.stopTraining,
      saved: this.model.saved,
      printed: this.#printed,
      weight: this.model.weight.dataSync()[0],
      warnings: this.#warn.mock.calls.map(([message]: unknown[]) => message),
      ...Object.fromEntries(
        ['best', 'best_epoch', 'stopped_epoch', 'cooldown_counter'].map((name) => [
          name,
          Reflect.get(callback, camelCase(name)) as unknown,
        ]),
      ),
    };
  }

  #create(): callbacks.Callback {
    const { class: name, keywords } = this.#golden;
    const entries = Object.entries(keywords).map(([key, value]) => [camelCase(key), value] as const);
    const parameters: Record<string, unknown> = {
      ...Object.fromEntries(entries),
      ...(typeof keywords.schedule === 'string' && { schedule: schedules[keywords.schedule] }),
      ...(name !== 'CSVLogger' && { write: (text: string) => (this.#printed += text) }),
      ...(name === 'ProgbarLogger' && { clock: () => this.#now }),
    };
    return Reflect.construct(callbacks[name], [parameters]) as callbacks.Callback;
  }

  async #train(callback: callbacks.Callback): Promise<Record<string, unknown>> {
    const results = { learning_rates: [] as number[], logs: [] as callbacks.Logs[], waits: [] as number[] };
    await callback.onTrainBegin();
    for (const [index, epoch] of this.#golden.epochs.entries()) {
      tf.tidy(() => this.model.weight.assign(tf.fill([1, 1], index)));
      await this.#runBatches(callback, index, epoch);
      this.#now += epoch.seconds ?? 0;
      const logs = decodeLogs(epoch.logs);
      await callback.onEpochEnd(index, logs);
      results.learning_rates.push(Math.fround(this.model.optimizer.learningRate));
      results.logs.push(logs);
      if ('wait' in callback) results.waits.push(callback.wait as number);
      if (this.model.stopTraining) break;
    }
    await callback.onTrainEnd();
    return results;
  }

  async #runBatches(callback: callbacks.Callback, index: number, epoch: Epoch): Promise<void> {
    await callback.onEpochBegin(index);
    for (const [batch, logs] of (epoch.batches ?? []).entries()) {
      await callback.onTrainBatchBegin(batch);
      this.#now += epoch.batch_seconds ?? 0;
      await callback.onTrainBatchEnd(batch, decodeLogs(logs));
      if (this.model.stopTraining) break;
    }
  }
}

function decodeLogs(logs: GoldenLogs): callbacks.Logs {
  return Object.fromEntries(Object.entries(logs).map(([name, value]) => [name, decodeScalar(value) as number]));
}

import { RuntimeError } from '../errors.ts';
import type { CallbackModel } from './callback-model.ts';

/**
 * Results by the names that Keras prints: `loss`, `accuracy`, `val_loss`, `learning_rate`. A callback may add to those
 * of an epoch; callbacks after it and the history see what it added.
 */
export type Logs = Record<string, number>;

/** How the running `fit`, `evaluate` or `predict` was called. */
export interface CallbackParams {
  /** 0 silent, 1 a progress bar, 2 one line an epoch; `auto` is 1. */
  readonly verbose: number | 'auto';
  readonly epochs: number;
  /** Batches an epoch; null when it is not known before the first epoch ends. */
  readonly steps: number | null;
}

/**
 * Base of all callbacks: hooks that `fit`, `evaluate` and `predict` call, each of which does nothing until a subclass
 * overrides it. A hook that returns a promise is awaited.
 *
 * Epochs and batches count from 0. `logs` of a batch hold the averages since the epoch began.
 *
 * @source https://keras.io/api/callbacks/base_callback/
 */
export class Callback {
  params: CallbackParams | null = null;
  #model: CallbackModel | null = null;

  /** @throws {RuntimeError} before `setModel`, which `fit` calls. */
  get model(): CallbackModel {
    if (!this.#model) {
      throw new RuntimeError('This callback has no model yet: pass it to fit, or call setModel(model).');
    }
    return this.#model;
  }

  setModel(model: CallbackModel): void {
    this.#model = model;
  }

  setParams(params: CallbackParams): void {
    this.params = params;
  }

  /**
   * Whether `onTrainBatchEnd` wants the logs of the batch that ended. To read them `fit` waits for the device, so a
   * callback that looks at them now and then says when. Without an override of the hook nobody reads them.
   */
  wantsTrainBatchLogs(): boolean {
    const hooks = ['onTrainBatchEnd', 'onBatchEnd'] as const;
    return hooks.some((hook) => this[hook] !== Callback.prototype[hook]);
  }

  onTrainBegin(logs?: Logs): void | Promise<void>;
  onTrainBegin(): void {
    // For subclasses, as the other hooks.
  }

  onTrainEnd(logs?: Logs): void | Promise<void>;
  onTrainEnd(): void {
    // For subclasses.
  }

  onEpochBegin(epoch: number, logs?: Logs): void | Promise<void>;
  onEpochBegin(): void {
    // For subclasses.
  }

  onEpochEnd(epoch: number, logs?: Logs): void | Promise<void>;
  onEpochEnd(): void {
    // For subclasses.
  }

  /** The older name of `onTrainBatchBegin`, which calls it. */
  onBatchBegin(batch: number, logs?: Logs): void | Promise<void>;
  onBatchBegin(): void {
    // For subclasses.
  }

  /** The older name of `onTrainBatchEnd`, which calls it. */
  onBatchEnd(batch: number, logs?: Logs): void | Promise<void>;
  onBatchEnd(): void {
    // For subclasses.
  }

  onTrainBatchBegin(batch: number, logs?: Logs): void | Promise<void> {
    return this.onBatchBegin(batch, logs);
  }

  onTrainBatchEnd(batch: number, logs?: Logs): void | Promise<void> {
    return this.onBatchEnd(batch, logs);
  }

  onTestBegin(logs?: Logs): void | Promise<void>;
  onTestBegin(): void {
    // For subclasses.
  }

  onTestEnd(logs?: Logs): void | Promise<void>;
  onTestEnd(): void {
    // For subclasses.
  }

  /** Also for the batches of the validation inside `fit`. */
  onTestBatchBegin(batch: number, logs?: Logs): void | Promise<void>;
  onTestBatchBegin(): void {
    // For subclasses.
  }

  /** Also for the batches of the validation inside `fit`. */
  onTestBatchEnd(batch: number, logs?: Logs): void | Promise<void>;
  onTestBatchEnd(): void {
    // For subclasses.
  }

  onPredictBegin(logs?: Logs): void | Promise<void>;
  onPredictBegin(): void {
    // For subclasses.
  }

  onPredictEnd(logs?: Logs): void | Promise<void>;
  onPredictEnd(): void {
    // For subclasses.
  }

  onPredictBatchBegin(batch: number, logs?: Logs): void | Promise<void>;
  onPredictBatchBegin(): void {
    // For subclasses.
  }

  onPredictBatchEnd(batch: number, logs?: Logs): void | Promise<void>;
  onPredictBatchEnd(): void {
    // For subclasses.
  }
}

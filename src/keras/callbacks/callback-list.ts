import { Callback, type CallbackParams, type Logs } from './callback.ts';
import type { CallbackModel } from './callback-model.ts';

type Phase = 'Train' | 'Test' | 'Predict';

/**
 * Several callbacks as one; each hook waits for the callbacks one after the other.
 *
 * @source https://keras.io/api/callbacks/
 */
export class CallbackList {
  readonly callbacks: readonly Callback[];

  constructor(callbacks: readonly Callback[], model: CallbackModel, params: CallbackParams) {
    this.callbacks = callbacks;
    for (const callback of callbacks) {
      callback.setModel(model);
      callback.setParams(params);
    }
  }

  /** Whether some callback looks at the end of the batch, so that their results have to be read from the device. */
  wantsBatchLogs(phase: Phase): boolean {
    return this.callbacks.some((callback) => {
      if (phase === 'Train') return callback.wantsTrainBatchLogs();
      return callback[`on${phase}BatchEnd`] !== Callback.prototype[`on${phase}BatchEnd`];
    });
  }

  async begin(phase: Phase): Promise<void> {
    for (const callback of this.callbacks) await callback[`on${phase}Begin`]({});
  }

  async end(phase: Phase, logs: Logs): Promise<void> {
    for (const callback of this.callbacks) await callback[`on${phase}End`](logs);
  }

  async batchBegin(phase: Phase, batch: number): Promise<void> {
    for (const callback of this.callbacks) await callback[`on${phase}BatchBegin`](batch, {});
  }

  async batchEnd(phase: Phase, batch: number, logs: Logs): Promise<void> {
    for (const callback of this.callbacks) await callback[`on${phase}BatchEnd`](batch, logs);
  }

  async epochBegin(epoch: number): Promise<void> {
    for (const callback of this.callbacks) await callback.onEpochBegin(epoch, {});
  }

  async epochEnd(epoch: number, logs: Logs): Promise<void> {
    for (const callback of this.callbacks) await callback.onEpochEnd(epoch, logs);
  }
}

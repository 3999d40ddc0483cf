import { Callback, type Logs } from './callback.ts';

/**
 * What `fit` returns: the results of every epoch. It is the last of the callbacks, so that it sees what they add.
 *
 * @source https://keras.io/api/callbacks/history/
 */
export class History extends Callback {
  /** The epochs that ended, from 0. */
  epoch: number[] = [];
  /** One number an epoch for each result: `loss`, `accuracy`, `val_loss`, ... */
  history: Record<string, number[]> = {};

  override onTrainBegin(): void {
    this.epoch = [];
    this.history = {};
  }

  override onEpochEnd(epoch: number, logs: Logs = {}): void {
    this.epoch.push(epoch);
    for (const [name, value] of Object.entries(logs)) (this.history[name] ??= []).push(value);
  }
}

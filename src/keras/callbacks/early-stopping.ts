import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { warn, writeToConsole, type Write } from '../printing.ts';
import type { Logs } from './callback.ts';
import { MonitorCallback, type MonitorMode } from './monitor-callback.ts';

interface EarlyStoppingParameters {
  readonly monitor?: string;
  /** A smaller change is no improvement. */
  readonly minDelta?: number;
  /** Epochs without improvement after which the training stops. */
  readonly patience?: number;
  /** 1 to say when it stops and what it restores. */
  readonly verbose?: number;
  readonly mode?: MonitorMode;
  /** A value to get better than: improvements that do not reach it count as none. */
  readonly baseline?: number | null;
  /** Whether the model ends with the weights of its best epoch. */
  readonly restoreBestWeights?: boolean;
  /** Epochs that are not looked at. */
  readonly startFromEpoch?: number;
  readonly write?: Write;
}

const names = [
  'monitor',
  'minDelta',
  'patience',
  'verbose',
  'mode',
  'baseline',
  'restoreBestWeights',
  'startFromEpoch',
] as const;

/**
 * Stops the training when a number of the logs has stopped getting better. The weights that it keeps are freed when the
 * training ends.
 *
 * @source https://keras.io/api/callbacks/early_stopping/
 */
export class EarlyStopping extends MonitorCallback {
  readonly patience: number;
  readonly baseline: number | null;
  readonly restoreBestWeights: boolean;
  readonly startFromEpoch: number;
  /** Epochs since the last improvement. */
  wait = 0;
  /** The epoch after which the training stopped, from 0; 0 as well when it did not stop. */
  stoppedEpoch = 0;
  /** The epoch of the best value, from 0. */
  bestEpoch = 0;
  readonly #verbose: number;
  readonly #write: Write;
  #bestWeights: tf.Tensor[] | null = null;

  constructor(...values: Arguments<EarlyStoppingParameters, typeof names>) {
    const parameters = bindArguments<EarlyStoppingParameters>(names, values);
    super('EarlyStopping', parameters.monitor ?? 'val_loss', parameters.mode ?? 'auto', null, parameters.minDelta ?? 0);
    this.patience = parameters.patience ?? 0;
    this.baseline = parameters.baseline ?? null;
    this.restoreBestWeights = parameters.restoreBestWeights ?? false;
    this.startFromEpoch = parameters.startFromEpoch ?? 0;
    this.#verbose = parameters.verbose ?? 0;
    this.#write = parameters.write ?? writeToConsole;
  }

  override onTrainBegin(): void {
    this.wait = 0;
    this.stoppedEpoch = 0;
    this.bestEpoch = 0;
    this.best = null;
    this.#forgetWeights();
  }

  /** @throws {ValueError} when the mode is 'auto' and the metric does not say whether larger is better. */
  override onEpochEnd(epoch: number, logs: Logs = {}): void {
    this.learnDirection();
    const current = this.#monitored(logs);
    if (current === undefined || epoch < this.startFromEpoch) return;
    if (this.restoreBestWeights && !this.#bestWeights) this.#keepWeights(epoch);
    this.wait += 1;
    if (this.isImprovement(current, this.best)) this.#improve(epoch, current);
    else if (this.wait >= this.patience) {
      this.stoppedEpoch = epoch;
      this.model.stopTraining = true;
    }
  }

  override onTrainEnd(): void {
    if (this.stoppedEpoch > 0) this.#say(`Epoch ${this.stoppedEpoch + 1}: early stopping`);
    if (this.#bestWeights) {
      this.#say(`Restoring model weights from the end of the best epoch: ${this.bestEpoch + 1}.`);
      this.model.setWeights(this.#bestWeights);
    }
    this.#forgetWeights();
  }

  #improve(epoch: number, current: number): void {
    this.best = current;
    this.bestEpoch = epoch;
    if (this.restoreBestWeights) this.#keepWeights(epoch);
    if (this.baseline === null || this.isImprovement(current, this.baseline)) this.wait = 0;
  }

  #monitored(logs: Logs): number | undefined {
    const value = logs[this.monitor];
    if (value === undefined) {
      warn(
        `Early stopping conditioned on metric \`${this.monitor}\` which is not available. ` +
          `Available metrics are: ${Object.keys(logs).join(',')}`,
      );
    }
    return value;
  }

  #keepWeights(epoch: number): void {
    this.#forgetWeights();
    this.bestEpoch = epoch;
    this.#bestWeights = this.model.getWeights().map((weight) => tf.keep(tf.clone(weight)));
  }

  #forgetWeights(): void {
    tf.dispose(this.#bestWeights ?? []);
    this.#bestWeights = null;
  }

  #say(message: string): void {
    if (this.#verbose > 0) this.#write(`${message}\n`);
  }
}

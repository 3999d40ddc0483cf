import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { warn, writeToConsole, type Write } from '../printing.ts';
import { reprFloat } from '../python-format.ts';
import type { Logs } from './callback.ts';
import { MonitorCallback, type MonitorMode } from './monitor-callback.ts';

interface ReduceLROnPlateauParameters {
  readonly monitor?: string;
  /** By what the learning rate is multiplied, below 1. */
  readonly factor?: number;
  /** Epochs without improvement after which it is reduced. */
  readonly patience?: number;
  /** 1 to say when it is reduced. */
  readonly verbose?: number;
  readonly mode?: MonitorMode;
  /** A smaller change is no improvement. */
  readonly minDelta?: number;
  /** Epochs after a reduction that are not counted. */
  readonly cooldown?: number;
  /** The least learning rate. */
  readonly minLr?: number;
  readonly write?: Write;
}

const names = ['monitor', 'factor', 'patience', 'verbose', 'mode', 'minDelta', 'cooldown', 'minLr'] as const;

/**
 * Reduces the learning rate when a number of the logs has stopped getting better. Adds `learning_rate` to the logs of
 * each epoch: the one that the epoch was trained with.
 *
 * @throws {ValueError} when `factor` is not below 1.
 * @source https://keras.io/api/callbacks/reduce_lr_on_plateau/
 */
export class ReduceLROnPlateau extends MonitorCallback {
  readonly factor: number;
  readonly patience: number;
  readonly cooldown: number;
  readonly minLr: number;
  /** Epochs since the last improvement or reduction. */
  wait = 0;
  /** Epochs of the cool-down that are left. */
  cooldownCounter = 0;
  readonly #verbose: number;
  readonly #write: Write;

  constructor(...values: Arguments<ReduceLROnPlateauParameters, typeof names>) {
    const parameters = bindArguments<ReduceLROnPlateauParameters>(names, values);
    super(
      'ReduceLROnPlateau',
      parameters.monitor ?? 'val_loss',
      parameters.mode ?? 'auto',
      null,
      parameters.minDelta ?? 1e-4,
    );
    this.factor = parameters.factor ?? 0.1;
    if (this.factor >= 1) {
      throw new ValueError(
        `ReduceLROnPlateau does not support a factor >= 1.0. Received factor=${reprFloat(this.factor)}`,
      );
    }
    this.patience = parameters.patience ?? 10;
    this.cooldown = parameters.cooldown ?? 0;
    this.minLr = parameters.minLr ?? 0;
    this.#verbose = parameters.verbose ?? 0;
    this.#write = parameters.write ?? writeToConsole;
  }

  override onTrainBegin(): void {
    this.best = null;
    this.wait = 0;
    this.cooldownCounter = 0;
  }

  /** @throws {ValueError} when the mode is 'auto' and the metric does not say whether larger is better. */
  override onEpochEnd(epoch: number, logs: Logs = {}): void {
    this.learnDirection();
    logs.learning_rate = Math.fround(this.model.optimizer.learningRate);
    const current = logs[this.monitor];
    if (current === undefined) {
      warn(
        `Learning rate reduction is conditioned on metric \`${this.monitor}\` which is not available. ` +
          `Available metrics are: ${Object.keys(logs).join(',')}.`,
      );
      return;
    }
    if (this.inCooldown()) {
      this.cooldownCounter -= 1;
      this.wait = 0;
    }
    if (this.isImprovement(current, this.best)) {
      this.best = current;
      this.wait = 0;
    } else if (!this.inCooldown()) this.#countEpoch(epoch);
  }

  inCooldown(): boolean {
    return this.cooldownCounter > 0;
  }

  #countEpoch(epoch: number): void {
    this.wait += 1;
    if (this.wait < this.patience) return;
    const before = Math.fround(this.model.optimizer.learningRate);
    if (before <= Math.fround(this.minLr)) return;
    const reduced = Math.max(before * this.factor, this.minLr);
    this.model.optimizer.learningRate = reduced;
    this.cooldownCounter = this.cooldown;
    this.wait = 0;
    if (this.#verbose > 0) {
      this.#write(`\nEpoch ${epoch + 1}: ReduceLROnPlateau reducing learning rate to ${reprFloat(reduced)}.\n`);
    }
  }
}

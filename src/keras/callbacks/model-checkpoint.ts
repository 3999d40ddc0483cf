import type { io } from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { KeyError, ValueError } from '../errors.ts';
import { warn, writeToConsole, type Write } from '../printing.ts';
import { formatFixed, formatNumber } from '../python-format.ts';
import { requiredArgument } from '../required-argument.ts';
import type { Logs } from './callback.ts';
import { MonitorCallback, type MonitorMode } from './monitor-callback.ts';

interface ModelCheckpointParameters {
  /**
   * Where the model is saved, with fields such as `{epoch:02d}` and `{val_loss:.2f}`: a file name as in Keras, an
   * address that tfjs knows (`indexeddb://best`, `localstorage://best`, `downloads://best`), or a handler of tfjs.
   */
  readonly filepath?: string | io.IOHandler;
  readonly monitor?: string;
  /** 1 to say what is saved. */
  readonly verbose?: number;
  /** Whether only a model that is better than all before is saved. */
  readonly saveBestOnly?: boolean;
  readonly saveWeightsOnly?: boolean;
  readonly mode?: MonitorMode;
  /** 'epoch', or a number of batches. */
  readonly saveFreq?: 'epoch' | number;
  /** What the first value has to be better than. */
  readonly initialValueThreshold?: number | null;
  readonly write?: Write;
}

const names = [
  'filepath',
  'monitor',
  'verbose',
  'saveBestOnly',
  'saveWeightsOnly',
  'mode',
  'saveFreq',
  'initialValueThreshold',
] as const;

/**
 * Saves the model after each epoch, after a number of batches, or whenever it is better than before.
 *
 * @throws {ValueError} when a file name does not end in `.keras` or `.h5`, for weights alone in `.weights.h5`, or
 *   `saveFreq` is neither 'epoch' nor a whole number.
 * @source https://keras.io/api/callbacks/model_checkpoint/
 */
export class ModelCheckpoint extends MonitorCallback {
  readonly filepath: string | io.IOHandler;
  readonly saveBestOnly: boolean;
  readonly saveWeightsOnly: boolean;
  readonly saveFreq: 'epoch' | number;
  readonly #verbose: number;
  readonly #write: Write;
  #epoch = 0;
  #batchesSinceSaving = 0;
  #lastBatch: number | null = null;

  constructor(...values: Arguments<ModelCheckpointParameters, typeof names>) {
    const parameters = bindArguments<ModelCheckpointParameters>(names, values);
    const { monitor = 'val_loss', mode = 'auto', initialValueThreshold = null } = parameters;
    super('ModelCheckpoint', monitor, mode, initialValueThreshold, 0);
    this.filepath = requiredArgument(parameters.filepath, 'filepath', 'ModelCheckpoint');
    this.saveBestOnly = parameters.saveBestOnly ?? false;
    this.saveWeightsOnly = parameters.saveWeightsOnly ?? false;
    this.saveFreq = parameters.saveFreq ?? 'epoch';
    this.#verbose = parameters.verbose ?? 0;
    this.#write = parameters.write ?? writeToConsole;
    if (this.saveFreq !== 'epoch' && !Number.isInteger(this.saveFreq)) {
      throw new ValueError(
        `Unrecognized save_freq: ${this.saveFreq}. Expected save_freq are 'epoch' or integer values`,
      );
    }
    if (typeof this.filepath === 'string') checkFilepath(this.filepath, this.saveWeightsOnly);
    // A callback that looks at every batch makes `fit` read the device at every batch.
    if (this.saveFreq !== 'epoch') this.onTrainBatchEnd = (batch, logs = {}) => this.#saveAfterBatch(batch, logs);
  }

  override onEpochBegin(epoch: number): void {
    this.#epoch = epoch;
  }

  /**
   * @throws {ValueError} when the mode is 'auto' and the metric does not say whether larger is better.
   * @throws {KeyError} when the file name has a field that the logs lack.
   */
  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    this.learnDirection();
    if (this.saveFreq === 'epoch') await this.#save(epoch, null, logs);
  }

  async #saveAfterBatch(batch: number, logs: Logs): Promise<void> {
    if (this.#isDue(batch, Number(this.saveFreq))) await this.#save(this.#epoch, batch, logs);
  }

  #isDue(batch: number, frequency: number): boolean {
    const isNewEpoch = this.#lastBatch === null || batch <= this.#lastBatch;
    this.#batchesSinceSaving += isNewEpoch ? batch + 1 : batch - (this.#lastBatch ?? 0);
    this.#lastBatch = batch;
    if (this.#batchesSinceSaving < frequency) return false;
    this.#batchesSinceSaving = 0;
    return true;
  }

  async #save(epoch: number, batch: number | null, logs: Logs): Promise<void> {
    const filepath = typeof this.filepath === 'string' ? fillIn(this.filepath, epoch, batch, logs) : this.filepath;
    const shownPath = typeof filepath === 'string' ? filepath : 'its handler';
    if (!this.#shouldSave(epoch, logs, shownPath)) return;
    await (this.saveWeightsOnly ? this.model.saveWeights(filepath) : this.model.save(filepath));
    this.#say(epoch, `finished saving model to ${shownPath}`);
  }

  #shouldSave(epoch: number, logs: Logs, shownPath: string): boolean {
    if (!this.saveBestOnly) {
      this.#say(epoch, `saving model to ${shownPath}`);
      return true;
    }
    const current = logs[this.monitor];
    if (current === undefined) {
      warn(`Can save best model only with ${this.monitor} available.`);
      return true;
    }
    const best = this.best === null ? 'None' : formatFixed(this.best, 5);
    if (!this.isImprovement(current, this.best)) {
      this.#say(epoch, `${this.monitor} did not improve from ${best}`);
      return false;
    }
    const improvement = `${this.monitor} improved from ${best} to ${formatFixed(current, 5)}`;
    this.#say(epoch, `${improvement}, saving model to ${shownPath}`);
    this.best = current;
    return true;
  }

  #say(epoch: number, message: string): void {
    if (this.#verbose > 0) this.#write(`\nEpoch ${epoch + 1}: ${message}\n`);
  }
}

/** An address such as `indexeddb://best` has no file type. */
function checkFilepath(filepath: string, saveWeightsOnly: boolean): void {
  if (/^\w+:\/\//.test(filepath)) return;
  if (saveWeightsOnly && !filepath.endsWith('.weights.h5')) {
    throw new ValueError(
      'When using `saveWeightsOnly: true` in `ModelCheckpoint`, the filepath provided must end in `.weights.h5` ' +
        `(Keras weights format). Received: filepath=${filepath}`,
    );
  }
  if (!filepath.endsWith('.keras') && !filepath.endsWith('.h5')) {
    throw new ValueError(
      `The filepath provided must end in \`.keras\` (Keras model format). Received: filepath=${filepath}`,
    );
  }
}

/** Epochs and batches count from 1 in file names. */
function fillIn(filepath: string, epoch: number, batch: number | null, logs: Logs): string {
  const counts: Logs = { epoch: epoch + 1, ...(batch !== null && !('batch' in logs) && { batch: batch + 1 }) };
  return filepath.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name: string, spec = '') => {
    const value = counts[name] ?? logs[name];
    if (value === undefined) {
      throw new KeyError(`Failed to format this callback filepath: "${filepath}". Reason: '${name}'`);
    }
    return formatNumber(value, String(spec), name in counts);
  });
}

import * as keras from '../../keras/index.ts';
import type { ParameterValues } from '../../schedules/parameter.ts';
import { PythonError } from '../../schedules/scalar-expression.ts';
import type { LabSettings } from '../callback-lab-protocol.ts';
import type { KerasAdditions } from '../keras-trainer.ts';
import { TrainingError } from '../training-error.ts';
import { createSchedule, scheduleFunction } from './create-schedule.ts';
import { errorText } from './draw-schedules.ts';
import type { LabJournal } from './lab-journal.ts';
import { OwnCallback } from './own-callback.ts';
import { ParameterReader } from './parameter-reader.ts';
import { raisedError } from './raised-error.ts';
import { rateText } from '../../schedules/rate-text.ts';
import { simpleProgressLine } from './simple-progress.ts';

type Callback = keras.callbacks.Callback;
type Logs = keras.callbacks.Logs;

/**
 * Keras's own callbacks as the settings want them, between two that note what they see and do. `free` gives back what a
 * run that was broken off had them keep.
 */
export function kerasAdditions(lab: LabSettings, journal: LabJournal): KerasAdditions & { free(): void } {
  const { kerasSchedule, training, callbacks } = lab;
  const schedule = scheduleOf(lab);
  const stopping = callbacks.EarlyStopping && new WatchedEarlyStopping(callbacks.EarlyStopping, journal);
  const used = [
    ...(kerasSchedule ? rateCallbacks(lab, journal) : []),
    ...(stopping ? [stopping] : []),
    ...(callbacks.ModelCheckpoint ? [modelCheckpoint(callbacks.ModelCheckpoint, journal)] : []),
    ...(callbacks.OwnCallback ? [new KerasOwnCallback(callbacks.OwnCallback, journal)] : []),
    ...(callbacks.SimpleProgress ? [new SimpleProgress(training.epochs, journal)] : []),
  ];
  const first = new Watch(journal, schedule ? (kerasSchedule?.name ?? '') : null);
  return {
    ...(schedule && { learningRate: schedule }),
    callbacks: [first, ...used, new Teller(journal)],
    // A training that begins forgets the weights of the one before.
    free: () => stopping?.onTrainBegin(),
  };
}

/** @throws {TrainingError} of kind `settings` for what its class refuses. */
function scheduleOf({ kerasSchedule, training }: LabSettings): ReturnType<typeof createSchedule> {
  try {
    return createSchedule(kerasSchedule, training.learningRate);
  } catch (error) {
    const message = `Keras raises ${errorText(error)}`;
    throw new TrainingError({ kind: 'settings', message, fix: 'Change the schedule.' });
  }
}

/** Goes before the others: the rate of each step, and the figures of the epoch for those that look at them. */
class Watch extends keras.callbacks.Callback {
  readonly #journal: LabJournal;
  /** Name of a schedule by steps, of which no callback tells. */
  readonly #schedule: string | null;
  #rateBefore = NaN;

  constructor(journal: LabJournal, schedule: string | null) {
    super();
    this.#journal = journal;
    this.#schedule = schedule;
  }

  override onEpochBegin(epoch: number): void {
    this.#journal.epoch = epoch + 1;
    this.#rateBefore = this.#rate;
  }

  override onTrainBatchBegin(): void {
    this.#journal.step(this.#rate);
  }

  override onEpochEnd(_epoch: number, logs: Logs = {}): void {
    this.#journal.logs = { ...logs };
    if (this.#schedule === null) return;
    const [from, to] = [rateText(this.#rateBefore), rateText(this.#rate)];
    this.#journal.note(
      this.#schedule,
      'set',
      `→ ${to}`,
      `It gave the optimizer a rate at each step: from ${from} to ${to}.`,
    );
  }

  get #rate(): number {
    return Math.fround(this.model.optimizer.learningRate);
  }
}

/** Goes after the others: sends what they did. */
class Teller extends keras.callbacks.Callback {
  readonly #journal: LabJournal;

  constructor(journal: LabJournal) {
    super();
    this.#journal = journal;
  }

  override onEpochEnd(): void {
    this.#journal.tell();
  }

  override onTrainEnd(): void {
    this.#journal.tell();
  }
}

function rateCallbacks({ kerasSchedule, training }: LabSettings, journal: LabJournal): readonly Callback[] {
  if (kerasSchedule?.name === 'LearningRateScheduler') {
    const write = (text: string) => {
      const rate = /rate to (\S+)\.$/.exec(text.trim())?.[1] ?? '';
      journal.note('LearningRateScheduler', 'set', rateText(Number(rate)), text.trim());
    };
    const schedule = explained(scheduleFunction(kerasSchedule), journal);
    return [new keras.callbacks.LearningRateScheduler(schedule, { verbose: 1, write })];
  }
  if (kerasSchedule?.name !== 'ReduceLROnPlateau') return [];
  if (training.validationSplit === 0) return [];
  const read = new ParameterReader(kerasSchedule.values);
  const plateau = new keras.callbacks.ReduceLROnPlateau({
    factor: read.number('factor'),
    patience: read.number('patience'),
    minDelta: read.number('min_delta'),
    cooldown: read.number('cooldown'),
    minLr: read.number('min_lr'),
    verbose: 1,
    write: (text) => {
      const rate = /rate to (\S+)\.$/.exec(text.trim())?.[1] ?? '';
      journal.note('ReduceLROnPlateau', 'reduced', rateText(Number(rate)), text.trim(), 'val_loss');
    },
  });
  return [
    plateau,
    new keras.callbacks.LambdaCallback({ onEpochEnd: () => noteWait('ReduceLROnPlateau', plateau, journal) }),
  ];
}

/** The reader's function, whose exceptions end the run with what Python would say. */
function explained(
  schedule: (epoch: number, lr: number) => number,
  journal: LabJournal,
): (epoch: number, lr: number) => number {
  return (epoch, lr) => {
    try {
      return schedule(epoch, lr);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      const who = `Your schedule, before epoch ${epoch + 1}`;
      const place = { source: 'LearningRateScheduler', parameter: 'schedule', who };
      throw raisedError({ ...place, fix: 'Change its expression.' }, error, journal);
    }
  };
}

interface Waiting {
  readonly wait: number;
  readonly patience: number;
  readonly best: number | null;
  readonly monitor: string;
}

function noteWait(source: string, { wait, patience, best, monitor }: Waiting, journal: LabJournal): void {
  if (wait === 0 || wait >= patience) return;
  const text = `${monitor} is no better than ${best?.toFixed(4) ?? 'before'}: waits, ${wait} of ${patience}.`;
  journal.note(source, 'waited', `${wait}/${patience}`, text, monitor);
}

/** Keras's EarlyStopping, which also notes the epochs in which it only waits. */
class WatchedEarlyStopping extends keras.callbacks.EarlyStopping {
  readonly #journal: LabJournal;

  constructor(values: ParameterValues, journal: LabJournal) {
    const read = new ParameterReader(values);
    super({
      monitor: read.text('monitor'),
      patience: read.number('patience'),
      minDelta: read.number('min_delta'),
      restoreBestWeights: read.flag('restore_best_weights'),
      verbose: 1,
      write: (text) => {
        const isStop = text.includes('early stopping');
        journal.note('EarlyStopping', isStop ? 'stopped' : 'restored', isStop ? 'stop' : 'restore', text.trim());
      },
    });
    this.#journal = journal;
  }

  override onEpochEnd(epoch: number, logs: Logs = {}): void {
    super.onEpochEnd(epoch, logs);
    noteWait('EarlyStopping', this, this.#journal);
  }
}

function modelCheckpoint(values: ParameterValues, journal: LabJournal): Callback {
  const read = new ParameterReader(values);
  const monitor = read.text('monitor');
  let bytes = 0;
  let reason = '';
  // The file of the program that is shown. Here its bytes are counted and forgotten.
  const file = 'best.keras';
  const filepath = {
    save: (artifacts: { readonly weightData?: unknown }) => {
      bytes = sizeOf(artifacts.weightData);
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' as const } });
    },
  };
  const write = (text: string) => {
    const words = text.trim().replace('its handler', file);
    if (words.includes('did not improve')) journal.note('ModelCheckpoint', 'kept', '–', words, monitor);
    else if (!words.includes('finished saving')) reason = words;
    else {
      const size = `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
      journal.note('ModelCheckpoint', 'saved', 'saved', `${reason}, ${size}`, monitor);
    }
  };
  const options = { filepath, monitor, saveBestOnly: read.flag('save_best_only'), verbose: 1, write };
  return new keras.callbacks.ModelCheckpoint(options);
}

function sizeOf(weightData: unknown): number {
  if (weightData instanceof ArrayBuffer) return weightData.byteLength;
  return Array.isArray(weightData) ? weightData.reduce<number>((sum, part) => sum + sizeOf(part), 0) : 0;
}

/** The reader's own callback, as a subclass of Keras's. */
class KerasOwnCallback extends keras.callbacks.Callback {
  readonly #own: OwnCallback;

  constructor(values: ParameterValues, journal: LabJournal) {
    super();
    this.#own = new OwnCallback(values, journal);
  }

  override onEpochEnd(epoch: number): void {
    const { model } = this;
    this.#own.afterEpoch(epoch, Math.fround(model.optimizer.learningRate), {
      stop: () => (model.stopTraining = true),
      setRate: (rate) => {
        setRate(model.optimizer, rate);
      },
    });
  }
}

/** @throws {PythonError} where Keras refuses, as with an optimizer that has a schedule. */
function setRate(optimizer: { learningRate: number }, rate: number): void {
  try {
    optimizer.learningRate = rate;
  } catch (error) {
    throw error instanceof TypeError ? new PythonError('TypeError', error.message) : error;
  }
}

class SimpleProgress extends keras.callbacks.Callback {
  readonly #epochs: number;
  readonly #journal: LabJournal;

  constructor(epochs: number, journal: LabJournal) {
    super();
    this.#epochs = epochs;
    this.#journal = journal;
  }

  override onEpochEnd(epoch: number, logs: Logs = {}): void {
    this.#journal.note('SimpleProgress', 'printed', 'print', simpleProgressLine(epoch, this.#epochs, logs));
  }
}

import * as torch from '../../torch/index.ts';
import { catchWarnings } from '../../torch/warnings.ts';
import type { LabSettings } from '../callback-lab-protocol.ts';
import type { EpochReport } from '../protocol.ts';
import type { TorchLoopAdditions } from '../torch-trainer.ts';
import { TrainingError } from '../training-error.ts';
import { PythonError } from '../../schedules/scalar-expression.ts';
import { createScheduler } from './create-scheduler.ts';
import { errorText } from './draw-schedules.ts';
import type { LabJournal } from './lab-journal.ts';
import { OwnCallback } from './own-callback.ts';
import { rateText } from '../../schedules/rate-text.ts';
import { simpleProgressLine } from './simple-progress.ts';
import { BestSoFar } from './best-so-far.ts';
import { raisedError } from './raised-error.ts';
import { ParameterReader } from './parameter-reader.ts';

/** What a PyTorch program writes into its loop for the same: a scheduler's `step()`, and the rest by hand. */
export function torchAdditions(lab: LabSettings, journal: LabJournal): TorchLoopAdditions & { free(): void } {
  return new TorchLoop(lab, journal);
}

class TorchLoop implements TorchLoopAdditions {
  readonly #lab: LabSettings;
  readonly #journal: LabJournal;
  readonly #own: OwnCallback | null;
  readonly #stopping: BestSoFar | null;
  readonly #checkpoint: BestSoFar | null;
  #model: torch.nn.Module | null = null;
  #optimizer: torch.optim.Optimizer | null = null;
  #scheduler: torch.optim.lrScheduler.LRScheduler | null = null;
  #rateBefore = NaN;

  constructor(lab: LabSettings, journal: LabJournal) {
    this.#lab = lab;
    this.#journal = journal;
    const { OwnCallback: own, EarlyStopping: stopping, ModelCheckpoint: checkpoint } = lab.callbacks;
    this.#own = own && new OwnCallback(own, journal);
    this.#stopping = stopping && new BestSoFar(new ParameterReader(stopping));
    this.#checkpoint = checkpoint && new BestSoFar(new ParameterReader(checkpoint));
  }

  begin(model: torch.nn.Module, optimizer: torch.optim.Optimizer): void {
    this.#model = model;
    this.#optimizer = optimizer;
    const { torchSchedule } = this.#lab;
    this.#call(() => (this.#scheduler = torchSchedule && createScheduler(torchSchedule, optimizer)));
  }

  beforeEpoch(): void {
    this.#rateBefore = this.#rate;
    if (this.#stepsAfter('epoch') && this.#lab.schedulerFirst) this.#stepScheduler();
  }

  beforeStep(): void {
    if (this.#stepsAfter('batch') && this.#lab.schedulerFirst) this.#stepScheduler();
    this.#journal.step(this.#rate);
  }

  afterStep(): void {
    if (this.#stepsAfter('batch') && !this.#lab.schedulerFirst) this.#stepScheduler();
  }

  afterEpoch(report: EpochReport): boolean {
    const journal = this.#journal;
    journal.epoch = report.epoch;
    journal.logs = logsOf(report);
    if (this.#stepsAfter('epoch') && !this.#lab.schedulerFirst) this.#stepScheduler();
    this.#stepPlateau(report);
    this.#noteSteps();
    this.#lookAtCheckpoint();
    if (this.#lab.callbacks.SimpleProgress) {
      const line = simpleProgressLine(report.epoch - 1, this.#lab.training.epochs, journal.logs);
      journal.note('SimpleProgress', 'printed', 'print', line);
    }
    // In the program a break leaves the loop at once.
    const stops = this.#lookAtOwn(report.epoch - 1) || this.#lookAtStopping();
    journal.tell();
    journal.epoch = report.epoch + 1;
    return stops;
  }

  end(): void {
    const best = this.#stopping;
    const journal = this.#journal;
    journal.epoch -= 1;
    if (best?.restoresWeights && best.epoch > 0 && this.#model) {
      best.restore(this.#model);
      const text = `model.load_state_dict(best): back to the weights of epoch ${best.epoch}.`;
      journal.note('EarlyStopping', 'restored', 'restore', text);
    }
    journal.tell();
  }

  free(): void {
    this.#stopping?.free();
    this.#checkpoint?.free();
  }

  /** A plateau needs the validation loss, so it is stepped after each epoch whatever the settings say. */
  #stepsAfter(place: 'epoch' | 'batch'): boolean {
    return this.#scheduler !== null && !this.#isPlateau && this.#lab.stepAfter === place;
  }

  get #isPlateau(): boolean {
    return this.#scheduler instanceof torch.optim.lrScheduler.ReduceLROnPlateau;
  }

  get #rate(): number {
    return this.#optimizer?.paramGroups[0]?.lr ?? NaN;
  }

  #stepScheduler(): void {
    this.#call(() => this.#scheduler?.step());
  }

  /** Calls into the scheduler: its warnings become events, and its errors end the run with what they say. */
  #call(work: () => void): void {
    const warnings = catchWarnings(() => {
      try {
        work();
      } catch (error) {
        if (error instanceof PythonError) {
          const who = `Your lr_lambda, in epoch ${this.#journal.epoch}`;
          const place = { source: this.#name, parameter: 'lr_lambda', who };
          throw raisedError({ ...place, fix: 'Change its expression.' }, error, this.#journal);
        }
        const message = `PyTorch raises ${errorText(error)}`;
        throw new TrainingError({
          kind: 'settings',
          message,
          fix: 'Change the scheduler, or where its step() is called.',
        });
      }
    });
    for (const warning of warnings) this.#journal.note(this.#name, 'warned', '⚠', `UserWarning: ${warning}`);
  }

  get #name(): string {
    return this.#lab.torchSchedule?.name ?? '';
  }

  #stepPlateau({ validationLoss }: EpochReport): void {
    const scheduler = this.#scheduler;
    if (!(scheduler instanceof torch.optim.lrScheduler.ReduceLROnPlateau) || validationLoss === null) return;
    const before = this.#rate;
    this.#call(() => {
      scheduler.step(validationLoss);
    });
    const { numBadEpochs, patience, best } = scheduler;
    if (this.#rate < before) {
      const text = `scheduler.step(val_loss): learning rate ${rateText(before)} → ${rateText(this.#rate)}.`;
      this.#journal.note(this.#name, 'reduced', rateText(this.#rate), text, 'val_loss');
    } else if (numBadEpochs > 0) {
      const text = `scheduler.step(val_loss): no better than ${best.toFixed(4)}, bad epochs: ${numBadEpochs}; reduces above ${patience}.`;
      this.#journal.note(this.#name, 'waited', `${numBadEpochs}/${patience + 1}`, text, 'val_loss');
    }
  }

  #noteSteps(): void {
    if (!this.#scheduler || this.#isPlateau) return;
    const [from, to] = [rateText(this.#rateBefore), rateText(this.#rate)];
    const calls = this.#lab.stepAfter === 'epoch' ? 'scheduler.step()' : 'scheduler.step() at each batch';
    this.#journal.note(this.#name, 'set', `→ ${to}`, `${calls}: learning rate ${from} → ${to}.`);
  }

  #lookAtStopping(): boolean {
    const best = this.#stopping;
    if (!best || !this.#model) return false;
    const { monitor, patience } = best;
    const journal = this.#journal;
    if (best.look(journal, this.#model)) return false;
    if (best.wait >= patience) {
      journal.note(
        'EarlyStopping',
        'stopped',
        'stop',
        `${best.wait} epochs without a better ${monitor}: break.`,
        monitor,
      );
      return true;
    }
    const text = `${monitor} is no better than ${best.text ?? 'nothing'}: bad epochs ${best.wait} of ${patience}.`;
    journal.note('EarlyStopping', 'waited', `${best.wait}/${patience}`, text, monitor);
    return false;
  }

  #lookAtCheckpoint(): void {
    const best = this.#checkpoint;
    if (!best || !this.#model) return;
    const before = best.text;
    const isBetter = best.look(this.#journal, this.#model);
    if (isBetter || !best.savesBestOnly) {
      const why = isBetter ? `${best.monitor} improved from ${before ?? 'nothing'}` : 'after each epoch';
      const size = `${Math.round(bytesOf(this.#model) / 1000).toLocaleString('en')} kB`;
      const text = `${why}: torch.save(model.state_dict(), "best.pt"), ${size}.`;
      this.#journal.note('ModelCheckpoint', 'saved', 'saved', text, best.monitor);
    } else {
      const text = `${best.monitor} is no better than ${before ?? 'nothing'}: nothing is saved.`;
      this.#journal.note('ModelCheckpoint', 'kept', '–', text, best.monitor);
    }
  }

  #lookAtOwn(epoch: number): boolean {
    let stops = false;
    this.#own?.afterEpoch(epoch, this.#rate, {
      stop: () => (stops = true),
      setRate: (rate) => {
        for (const group of this.#optimizer?.paramGroups ?? []) group.lr = rate;
      },
    });
    return stops;
  }
}

function bytesOf(model: torch.nn.Module): number {
  return Object.values(model.stateDict()).reduce((sum, tensor) => sum + 4 * tensor.numel(), 0);
}

function logsOf({ loss, accuracy, validationLoss, validationAccuracy }: EpochReport): Record<string, number> {
  return {
    loss,
    accuracy,
    ...(validationLoss !== null && { val_loss: validationLoss }),
    ...(validationAccuracy !== null && { val_accuracy: validationAccuracy }),
  };
}

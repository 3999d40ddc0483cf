import * as torch from '../../torch/index.ts';
import { TrainingError } from '../training-error.ts';
import type { LabJournal } from './lab-journal.ts';
import type { ParameterReader } from './parameter-reader.ts';

/** What a PyTorch program keeps by hand: the best value of a figure, and the weights that had it. */
export class BestSoFar {
  readonly monitor: string;
  readonly patience: number;
  readonly restoresWeights: boolean;
  readonly savesBestOnly: boolean;
  /** Epochs since the last better value. */
  wait = 0;
  /** The epoch of the best value, counted from 1; 0 before the first. */
  epoch = 0;
  readonly #minDelta: number;
  #best: number | null = null;
  #weights: Record<string, torch.Tensor> = {};

  constructor(read: ParameterReader) {
    this.monitor = read.text('monitor');
    this.patience = read.number('patience') || 0;
    this.#minDelta = read.number('min_delta') || 0;
    this.restoresWeights = read.flag('restore_best_weights');
    this.savesBestOnly = read.flag('save_best_only');
  }

  /** The best value as text, null before the first. */
  get text(): string | null {
    return this.#best?.toFixed(4) ?? null;
  }

  /**
   * Looks at the figures of an epoch; keeps the weights where they are the best and are to be restored.
   *
   * @returns whether they are better than all before.
   * @throws {TrainingError} of kind `settings` when the figure is not measured.
   */
  look({ logs, epoch }: LabJournal, model: torch.nn.Module): boolean {
    const value = logs[this.monitor];
    if (value === undefined) {
      const message = `${this.monitor} is not measured: there are ${Object.keys(logs).join(', ')}.`;
      throw new TrainingError({ kind: 'settings', message, fix: 'Hold images out for validation, or watch another.' });
    }
    if (!this.#isBetter(value)) {
      this.wait += 1;
      return false;
    }
    this.#best = value;
    this.wait = 0;
    this.epoch = epoch;
    if (this.restoresWeights) this.#keep(model);
    return true;
  }

  restore(model: torch.nn.Module): void {
    model.loadStateDict(this.#weights);
  }

  free(): void {
    for (const tensor of Object.values(this.#weights)) tensor.dispose();
    this.#weights = {};
  }

  #isBetter(value: number): boolean {
    if (this.#best === null) return true;
    return this.monitor.endsWith('loss') ? value < this.#best - this.#minDelta : value > this.#best + this.#minDelta;
  }

  #keep(model: torch.nn.Module): void {
    this.free();
    const entries = Object.entries(model.stateDict());
    this.#weights = Object.fromEntries(entries.map(([name, tensor]) => [name, tensor.clone()]));
  }
}

import { writeToConsole, type Write } from '../printing.ts';
import { Progbar } from '../utils/progbar.ts';
import { Callback, type CallbackParams, type Logs } from './callback.ts';

interface ProgbarLoggerParameters {
  /** Gets the text as a terminal does: with carriage returns, and codes for colours. */
  readonly write?: Write;
  /** Time in seconds. */
  readonly clock?: () => number;
}

/**
 * Prints the progress of `fit`, `evaluate` and `predict` as Keras does; `fit` adds it by itself unless it is silent.
 *
 * @source https://keras.io/api/callbacks/progbar_logger/
 */
export class ProgbarLogger extends Callback {
  readonly #write: Write;
  readonly #clock: () => number;
  #progbar: Progbar | null = null;
  #verbose = 1;
  #epochs = 1;
  #target: number | null = null;
  #seen = 0;
  #isCalledInFit = false;

  constructor({ write = writeToConsole, clock = () => Date.now() / 1000 }: ProgbarLoggerParameters = {}) {
    super();
    this.#write = write;
    this.#clock = clock;
  }

  override setParams(params: CallbackParams): void {
    super.setParams(params);
    this.#verbose = params.verbose === 'auto' ? 1 : params.verbose;
    this.#epochs = params.epochs;
    this.#target = params.steps;
  }

  override onTrainBegin(): void {
    // The validation inside `fit` is silent.
    this.#isCalledInFit = true;
  }

  override onTestBegin(): void {
    if (!this.#isCalledInFit) this.#startProgbar();
  }

  override onPredictBegin(): void {
    this.#startProgbar();
  }

  override onEpochBegin(epoch: number): void {
    this.#startProgbar();
    if (this.#verbose > 0 && this.#epochs > 1) this.#write(`Epoch ${epoch + 1}/${this.#epochs}\n`);
  }

  override onTrainBatchEnd(batch: number, logs: Logs = {}): void {
    this.#update(batch, logs);
  }

  override onTestBatchEnd(batch: number, logs: Logs = {}): void {
    if (!this.#isCalledInFit) this.#update(batch, logs);
  }

  override onPredictBatchEnd(batch: number): void {
    this.#update(batch, {});
  }

  override onEpochEnd(_epoch: number, logs: Logs = {}): void {
    this.#finalize(logs);
  }

  override onTestEnd(logs: Logs = {}): void {
    if (!this.#isCalledInFit) this.#finalize(logs);
  }

  override onPredictEnd(logs: Logs = {}): void {
    this.#finalize(logs);
  }

  #startProgbar(): Progbar {
    this.#seen = 0;
    const [target, verbose, write, clock] = [this.#target, this.#verbose, this.#write, this.#clock];
    this.#progbar = new Progbar({ target, verbose, statelessMetrics: [], write, clock });
    return this.#progbar;
  }

  #update(batch: number, logs: Logs): void {
    const progbar = this.#progbar ?? this.#startProgbar();
    this.#seen = batch + 1;
    if (this.#verbose === 1) progbar.update(this.#seen, Object.entries(logs), false);
  }

  #finalize(logs: Logs): void {
    const progbar = this.#progbar ?? this.#startProgbar();
    this.#target ??= this.#seen;
    progbar.target = this.#target;
    progbar.update(this.#target, Object.entries(logs), true);
  }
}

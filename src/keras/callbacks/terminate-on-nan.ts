import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../errors.ts';
import { writeToConsole, type Write } from '../printing.ts';
import { reprFloat } from '../python-format.ts';
import { Callback, type Logs } from './callback.ts';

interface TerminateOnNaNParameters {
  /** Whether the training fails at once, without the `onTrainEnd` of the callbacks. */
  readonly raiseError?: boolean;
  readonly write?: Write;
}

const names = ['raiseError'] as const;

/**
 * Stops the training when the loss is infinite or not a number.
 *
 * @source https://keras.io/api/callbacks/terminate_on_nan/
 */
export class TerminateOnNaN extends Callback {
  readonly raiseError: boolean;
  readonly #write: Write;

  constructor(...values: Arguments<TerminateOnNaNParameters, typeof names>) {
    super();
    const parameters = bindArguments<TerminateOnNaNParameters>(names, values);
    this.raiseError = parameters.raiseError ?? false;
    this.#write = parameters.write ?? writeToConsole;
  }

  /** @throws {RuntimeError} with `raiseError`, when the loss is infinite or not a number. */
  override onBatchEnd(batch: number, logs: Logs = {}): void {
    const { loss } = logs;
    if (loss === undefined || Number.isFinite(loss)) return;
    if (this.raiseError) {
      throw new RuntimeError(
        `NaN or Inf loss encountered at batch ${batch}. Loss value: ${reprFloat(loss)}. ` +
          'Terminating training immediately.',
      );
    }
    this.#write(`Batch ${batch}: Invalid loss, terminating training\n`);
    this.model.stopTraining = true;
  }
}

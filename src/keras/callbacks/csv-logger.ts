import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { Write } from '../printing.ts';
import { reprFloat } from '../python-format.ts';
import { Callback, type Logs } from './callback.ts';

interface CSVLoggerParameters {
  /** What the file is called where one is made of `text`. */
  readonly filename?: string;
  readonly separator?: string;
  /** Whether a second training adds to the text of the first instead of beginning anew. */
  readonly append?: boolean;
  /** Also gets each line. */
  readonly write?: Write;
}

const names = ['filename', 'separator', 'append'] as const;

/**
 * Writes the results of each epoch as a line of comma-separated values: `text` is what Keras writes to its file.
 *
 * @source https://keras.io/api/callbacks/csv_logger/
 */
export class CSVLogger extends Callback {
  readonly filename: string;
  text = '';
  readonly #separator: string;
  readonly #append: boolean;
  readonly #write: Write | null;
  #keys: readonly string[] | null = null;

  constructor(...values: Arguments<CSVLoggerParameters, typeof names>) {
    super();
    const parameters = bindArguments<CSVLoggerParameters>(names, values);
    this.filename = parameters.filename ?? 'training.csv';
    this.#separator = parameters.separator ?? ',';
    this.#append = parameters.append ?? false;
    this.#write = parameters.write ?? null;
  }

  override onTrainBegin(): void {
    if (!this.#append) this.text = '';
    this.#keys = null;
  }

  override onEpochEnd(epoch: number, logs: Logs = {}): void {
    if (!this.#keys) {
      this.#keys = columns(logs);
      if (this.text === '') this.#writeLine(['epoch', ...this.#keys]);
    }
    const values = this.#keys.map((key) => {
      const value = logs[key];
      return value === undefined ? 'NA' : reprFloat(value);
    });
    this.#writeLine([String(epoch), ...values]);
  }

  #writeLine(fields: readonly string[]): void {
    const line = `${fields.map((field) => this.#quoted(field)).join(this.#separator)}\r\n`;
    this.text += line;
    this.#write?.(line);
  }

  #quoted(field: string): string {
    const needsQuotes = [this.#separator, '"', '\r', '\n'].some((character) => field.includes(character));
    return needsQuotes ? `"${field.replaceAll('"', '""')}"` : field;
  }
}

/** With columns for the validation even where the first epoch has none. */
function columns(logs: Logs): readonly string[] {
  const keys = Object.keys(logs).sort();
  const hasValidation = keys.some((key) => key.startsWith('val_'));
  return hasValidation ? keys : [...keys, ...keys.map((key) => `val_${key}`)];
}

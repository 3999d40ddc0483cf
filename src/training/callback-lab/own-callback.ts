import type { ParameterValues } from '../../schedules/parameter.ts';
import { PythonError, type ScalarValue } from '../../schedules/scalar-expression.ts';
import type { LabJournal } from './lab-journal.ts';
import { ParameterReader } from './parameter-reader.ts';
import { raisedError } from './raised-error.ts';
import { rateText } from '../../schedules/rate-text.ts';

const NAMES = ['epoch', 'lr', 'logs'] as const;
const SOURCE = 'OwnCallback';

/** What the reader's callback can do. */
interface OwnEffects {
  readonly stop: () => void;
  readonly setRate: (rate: number) => void;
}

/** The condition that the reader wrote, looked at after each epoch, and what follows. The same for both frameworks. */
export class OwnCallback {
  readonly #action: string;
  readonly #condition: (epoch: number, lr: number, logs: Logs) => ScalarValue;
  readonly #value: (epoch: number, lr: number, logs: Logs) => ScalarValue;
  readonly #journal: LabJournal;

  constructor(values: ParameterValues, journal: LabJournal) {
    const read = new ParameterReader(values);
    const function_ = (name: string) => {
      const compute = read.expression(name, NAMES);
      return (epoch: number, lr: number, logs: Logs) => compute({ names: { epoch, lr }, logs });
    };
    this.#action = read.text('action');
    this.#condition = function_('condition');
    this.#value = function_('value');
    this.#journal = journal;
  }

  /**
   * @param epoch counted from 0, as the frameworks count.
   * @throws {TrainingError} of kind `settings` for what Python would raise.
   */
  afterEpoch(epoch: number, lr: number, effects: OwnEffects): void {
    const { logs } = this.#journal;
    let parameter = 'condition';
    try {
      if (!this.#condition(epoch, lr, logs)) return;
      parameter = 'value';
      this.#act(this.#action === 'stop' ? NaN : Number(this.#value(epoch, lr, logs)), effects);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      const who = `Your callback, after epoch ${epoch + 1}`;
      const fix = {
        KeyError: `Use what logs has: ${Object.keys(logs).toSorted().join(', ')}.`,
        TypeError: 'Choose another action, or a schedule of Keras that is a callback.',
      }[error.name];
      throw raisedError({ source: SOURCE, parameter, who, fix: fix ?? 'Change its expression.' }, error, this.#journal);
    }
  }

  #act(value: number, { stop, setRate }: OwnEffects): void {
    switch (this.#action) {
      case 'stop':
        stop();
        this.#journal.note(SOURCE, 'stopped', 'stop', 'The condition held: the training stops.');
        break;
      case 'set lr':
        setRate(value);
        this.#journal.note(SOURCE, 'fired', rateText(value), `The condition held: learning rate ${rateText(value)}.`);
        break;
      default:
        this.#journal.note(SOURCE, 'printed', 'print', `The condition held. It prints ${rateText(value)}.`);
    }
  }
}

type Logs = Readonly<Record<string, number>>;

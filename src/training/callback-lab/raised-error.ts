import type { PythonError } from '../../schedules/scalar-expression.ts';
import { TrainingError } from '../training-error.ts';
import type { LabJournal } from './lab-journal.ts';

interface Raised {
  /** Whose expression it was, as events name it, and the parameter that holds it. */
  readonly source: string;
  readonly parameter: string;
  /** The beginning of the sentence: whose, and when. */
  readonly who: string;
  readonly fix: string;
}

/** What ends a run whose reader has typed an expression that raises; the journal tells it first, so that the page can show where. */
export function raisedError(
  { source, parameter, who, fix }: Raised,
  { name, message }: PythonError,
  journal: LabJournal,
): TrainingError {
  const exception = `${name}: ${message.replace(/\.?$/, '.')}`;
  journal.note(source, 'raised', parameter, `It raises ${exception}`);
  journal.tell();
  return new TrainingError({ kind: 'settings', message: `${who}, raised ${exception}`, fix });
}

import type { DialectName } from '../../src/training/protocol.ts';
import { pageWord } from '../../src/languages/page-words.ts';
import { part } from '../experiment/parts.ts';
import { readUrlChoices } from '../experiment/url-choices.ts';
import { checkProgram, withNames, type Finding } from './check-program.ts';
import { ExerciseRecord } from './exercise-record.ts';
import { showFindings } from './findings.ts';
import { NotEvaluatedError } from './not-evaluated-error.ts';

/** What the server wrote on the element, from checked properties. */
interface ExerciseData {
  readonly dialect: DialectName;
  readonly names: readonly string[];
  readonly tolerance: number;
  readonly starter: string;
  readonly solution: string;
}

/** Makes the HTML of Exercise.astro compute and check. */
export function startExercise(root: HTMLElement, signal: AbortSignal): void {
  new ExerciseSession(root).start(signal);
}

class ExerciseSession {
  readonly #root: HTMLElement;
  readonly #data: ExerciseData;
  readonly #editor: HTMLTextAreaElement;
  readonly #record: ExerciseRecord;
  /** Tells the present check from one whose program has been changed since. */
  #check = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#data = JSON.parse(part(root, 'data', HTMLScriptElement).textContent) as ExerciseData;
    this.#editor = part(root, 'editor', HTMLTextAreaElement);
    this.#record = new ExerciseRecord(root, this.#data.solution);
  }

  start(signal: AbortSignal): void {
    const form = part(this.#root, 'form', HTMLFormElement);
    const submit = (event: Event) => {
      event.preventDefault();
      void this.#run();
    };
    form.addEventListener('submit', submit, { signal });
    this.#editor.addEventListener('input', () => this.#edited(), { signal });
    // Enter makes a new line, and Tab leaves the field: nobody is trapped.
    const checkByKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    };
    this.#editor.addEventListener('keydown', checkByKey, { signal });
    const reset = part(this.#root, 'reset', HTMLButtonElement);
    reset.addEventListener('click', () => this.#reset(), { signal });
    this.#editor.value = this.#record.restore() ?? this.#editor.value;
    for (const button of [reset, part(this.#root, 'check', HTMLButtonElement)]) button.disabled = false;
  }

  async #run(): Promise<void> {
    if (this.#root.dataset.state === 'running') return;
    const source = this.#editor.value;
    const check = ++this.#check;
    this.#record.show('running');
    this.#say(pageWord('duet.exercise.saysComputing'));
    const findings = await this.#findings(source);
    if (check !== this.#check) return;
    showFindings(part(this.#root, 'findings', HTMLElement), findings);
    this.#record.checked(
      source,
      findings.every((finding) => finding.isRight),
    );
    this.#say(part(this.#root, 'findings', HTMLElement).innerText.replaceAll(/\s+/g, ' '));
  }

  async #findings(source: string): Promise<readonly Finding[]> {
    const { dialect, names, tolerance, solution } = this.#data;
    const backend = readUrlChoices(location.search).backend ?? 'auto';
    try {
      const { evaluateInWorker } = await load(() => import('./evaluate-in-worker.ts'));
      const right = await evaluateInWorker(withNames(solution, names), dialect, backend);
      const given = await evaluateInWorker(withNames(source, names), dialect, backend);
      let errorLine: number | null = null;
      if (given.error) {
        // It brings the parser, which a program that runs does not need here.
        const { lineOfStatement } = await load(() => import('./line-of-statement.ts'));
        errorLine = lineOfStatement(source, given.error.statement);
      }
      return checkProgram({ source, given, errorLine, right, names, tolerance });
    } catch (error) {
      if (!(error instanceof NotEvaluatedError)) throw error;
      return [{ isRight: false, text: error.message }];
    }
  }

  #edited(): void {
    this.#forget();
    this.#record.keep(this.#editor.value, false);
  }

  #reset(): void {
    this.#editor.value = this.#data.starter;
    this.#record.clear();
    this.#forget();
    this.#say(pageWord('duet.exercise.reset'));
  }

  /** A program that was changed has not been checked. */
  #forget(): void {
    this.#check += 1;
    showFindings(part(this.#root, 'findings', HTMLElement), []);
    this.#record.show('idle');
  }

  #say(text: string): void {
    part(this.#root, 'spoken', HTMLElement).textContent = text;
  }
}

/** @throws {NotEvaluatedError} when the code does not come. */
async function load<T>(code: () => Promise<T>): Promise<T> {
  try {
    return await code();
  } catch {
    throw new NotEvaluatedError('The code that computes could not be loaded. Check the connection and try again.');
  }
}

import type { Run, RunEnding } from '../../src/training/client.ts';
import type { PythonCheckedReport, TrainingFailure, TrainingReport } from '../../src/training/protocol.ts';
import { pageWord } from '../../src/languages/page-words.ts';
import { ExerciseRecord } from '../exercise/exercise-record.ts';
import { showFindings } from '../exercise/findings.ts';
import { clearMessage, showMessage } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import { askToStop } from '../python-cell/ask-to-stop.ts';
import type { CellRun } from '../python-cell/cell-queue.ts';
import { chosenBackend } from '../python-cell/chosen-backend.ts';
import { CodeEditor } from '../python-cell/editor.ts';
import { RunView } from '../python-cell/run-view.ts';
import { startFailure } from '../python-cell/start-failure.ts';

/** What the server wrote on the element, from checked properties. */
interface ExerciseData {
  readonly names: readonly string[];
  readonly tolerance: number;
  readonly starter: string;
  readonly solution: string;
  readonly assertions: string;
}

/** Makes the HTML of PythonExercise.astro run and check. */
export function startPythonExercise(root: HTMLElement, signal: AbortSignal): void {
  new PythonExerciseSession(root).start(signal);
}

class PythonExerciseSession {
  readonly #root: HTMLElement;
  readonly #data: ExerciseData;
  readonly #record: ExerciseRecord;
  readonly #view: RunView;
  readonly #editor: CodeEditor;
  #run: Run | null = null;
  /** Tells the present check from one that was reset. */
  #attempt = 0;
  #findings: PythonCheckedReport['findings'] = [];
  #isStopping = false;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#data = JSON.parse(part(root, 'data', HTMLScriptElement).textContent) as ExerciseData;
    this.#record = new ExerciseRecord(root, this.#data.solution);
    this.#view = new RunView(root);
    const place = part(root, 'editor', HTMLElement);
    this.#editor = new CodeEditor(place, {
      code: this.#record.restore() ?? this.#data.starter,
      label: pageWord('duet.exercise.editorLabel'),
      marks: [],
      onChange: () => this.#edited(),
      onRun: () => void this.#checkAsked(),
    });
    place.hidden = false;
    part(root, 'code', HTMLElement).hidden = true;
  }

  start(signal: AbortSignal): void {
    const actions = {
      check: () => void this.#checkAsked(),
      stop: () => void this.#stop(),
      reset: () => void this.#reset(),
    };
    for (const [name, act] of Object.entries(actions)) {
      const button = part(this.#root, name, HTMLButtonElement);
      button.addEventListener('click', act, { signal });
      button.disabled = false;
    }
    signal.addEventListener('abort', () => void this.#stop());
  }

  get #isRunning(): boolean {
    return this.#root.dataset.state === 'running';
  }

  /** Checks it for a reader, who may be running something else. */
  async #checkAsked(): Promise<void> {
    if (this.#isRunning) return;
    const { isWorkerTaken } = await import('../python-cell/cell-queue.ts');
    if (isWorkerTaken()) askToStop(this.#messageBox, () => void this.#check());
    else await this.#check();
  }

  async #check(): Promise<void> {
    if (this.#isRunning) return;
    const attempt = ++this.#attempt;
    this.#begin();
    try {
      const { queueCell } = await import('../python-cell/cell-queue.ts');
      let source = '';
      const ended = await queueCell(
        () => {
          if (attempt !== this.#attempt) return null;
          source = this.#editor.code;
          return this.#request(source);
        },
        (run) => (this.#run = run),
        (report) => {
          if (attempt === this.#attempt) this.#receive(report);
        },
      );
      if (attempt === this.#attempt && ended) this.#end(ended.ending, source);
    } catch {
      if (attempt !== this.#attempt) return;
      this.#fail(startFailure());
    }
  }

  #request(code: string): CellRun {
    const { solution, names, tolerance, assertions } = this.#data;
    return {
      code,
      name: `${this.#root.id}.py`,
      session: `exercise ${this.#root.id}`,
      isAnew: true,
      backend: chosenBackend(),
      check: { solution, names, tolerance, assertions },
    };
  }

  #begin(): void {
    clearMessage(this.#messageBox);
    this.#forgetVerdict();
    this.#view.begin();
    this.#isStopping = false;
    this.#to('running');
  }

  #receive(report: TrainingReport): void {
    this.#view.receive(report);
    if (report.type === 'python-checked') this.#findings = report.findings;
    if (report.type === 'failed') this.#fail(report.error);
  }

  #end(ending: RunEnding, source: string): void {
    this.#run = null;
    this.#view.hideProgress();
    if (ending === 'failed') return;
    if (ending === 'stopped' || this.#isStopping) {
      this.#endStopped();
      return;
    }
    this.#view.showEnd();
    // What has been changed meanwhile has not been checked.
    if (source !== this.#editor.code) {
      this.#to('idle');
      return;
    }
    this.#judge(source);
  }

  #judge(source: string): void {
    const { error } = this.#view;
    if (error) this.#editor.showErrorLine(error.line);
    const list = part(this.#root, 'findings', HTMLElement);
    showFindings(list, this.#findings);
    const isRight = !error && this.#findings.every((finding) => finding.isRight);
    this.#to(isRight ? 'right' : 'wrong');
    this.#record.checked(source, isRight);
    if (error) this.#view.sayReadout();
    else this.#view.say(list.innerText.replaceAll(/\s+/g, ' '));
  }

  #endStopped(): void {
    this.#to('idle');
    this.#view.showStopped();
  }

  #fail({ message, fix }: Pick<TrainingFailure, 'message' | 'fix'>): void {
    this.#to('idle');
    this.#view.readout('');
    const again = { label: pageWord('duet.cell.again'), act: () => void this.#check() };
    showMessage(this.#messageBox, { tone: 'error', fact: message, fix, actions: [again] });
  }

  async #stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#isStopping = true;
    if (this.#run) {
      await this.#run.stop();
      return;
    }
    // It waits for a cell of the page.
    this.#attempt += 1;
    this.#endStopped();
  }

  #edited(): void {
    if (!this.#isRunning) {
      this.#forgetVerdict();
      this.#record.show('idle');
    }
    this.#record.keep(this.#editor.code, false);
  }

  async #reset(): Promise<void> {
    await this.#stop();
    this.#attempt += 1;
    this.#editor.code = this.#data.starter;
    this.#record.clear();
    this.#forgetVerdict();
    this.#view.output.clear();
    this.#view.readout('');
    clearMessage(this.#messageBox);
    this.#to('idle');
    this.#view.say(pageWord('duet.exercise.reset'));
  }

  #forgetVerdict(): void {
    this.#findings = [];
    showFindings(part(this.#root, 'findings', HTMLElement), []);
    this.#editor.showErrorLine(null);
  }

  #to(state: 'idle' | 'running' | 'right' | 'wrong'): void {
    const check = part(this.#root, 'check', HTMLButtonElement);
    const stop = part(this.#root, 'stop', HTMLButtonElement);
    const hadFocus = document.activeElement === check || document.activeElement === stop;
    this.#record.show(state);
    check.hidden = this.#isRunning;
    stop.hidden = !this.#isRunning;
    if (hadFocus) (this.#isRunning ? stop : check).focus();
  }

  get #messageBox(): HTMLElement {
    return part(this.#root, 'message', HTMLElement);
  }
}

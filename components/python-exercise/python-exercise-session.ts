import type { PythonCheckedReport, TrainingReport } from '../../src/training/protocol.ts';
import { pageWord } from '../../src/languages/page-words.ts';
import { ExerciseRecord } from '../exercise/exercise-record.ts';
import { showFindings } from '../exercise/findings.ts';
import { clearMessage } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import type { CellRun } from '../python-cell/cell-queue.ts';
import { chosenBackend } from '../python-cell/chosen-backend.ts';
import { CodeEditor } from '../python-cell/editor.ts';
import { ProgramRun, type ProgramEnding } from '../python-cell/program-run.ts';
import { runUnlessTaken, showFailure } from '../python-cell/questions.ts';
import { RunView } from '../python-cell/run-view.ts';
import { showStop } from '../python-cell/stop-button.ts';

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
  #run: ProgramRun | null = null;
  #findings: PythonCheckedReport['findings'] = [];

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
    if (!this.#isRunning) await runUnlessTaken(this.#messageBox, () => this.#check());
  }

  async #check(): Promise<void> {
    if (this.#isRunning) return;
    this.#begin();
    let source = '';
    this.#run = new ProgramRun(
      () => {
        source = this.#editor.code;
        return this.#request(source);
      },
      (report) => this.#receive(report),
    );
    this.#end(await this.#run.ended, source);
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
    this.#to('running');
  }

  #receive(report: TrainingReport): void {
    this.#view.receive(report);
    if (report.type === 'python-checked') this.#findings = report.findings;
  }

  #end(ending: ProgramEnding, source: string): void {
    this.#view.showEnding(ending);
    // What has been changed meanwhile has not been checked.
    if (ending.type === 'ended' && source === this.#editor.code) this.#judge(source);
    else this.#to('idle');
    if (ending.type === 'failed') showFailure(this.#messageBox, ending.failure, () => this.#check());
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

  async #stop(): Promise<void> {
    if (this.#isRunning) await this.#run?.stop();
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
    this.#record.show(state);
    showStop(
      part(this.#root, 'check', HTMLButtonElement),
      part(this.#root, 'stop', HTMLButtonElement),
      this.#isRunning,
    );
  }

  get #messageBox(): HTMLElement {
    return part(this.#root, 'message', HTMLElement);
  }
}

import type { TrainingReport } from '../../src/training/protocol.ts';
import { pageWord } from '../../src/languages/page-words.ts';
import { copyLink } from '../experiment/copy-link.ts';
import { clearMessage, type MessageAction } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import {
  LONGEST_FRAGMENT,
  readShareLink,
  shareAddress,
  sharedExperimentId,
  ShareLinkError,
} from '../experiment/share-link.ts';
import type { CellData } from './cell-data.ts';
import { CellProgram } from './cell-program.ts';
import type { CellRun } from './cell-queue.ts';
import { chosenBackend } from './chosen-backend.ts';
import type { CodeEditor } from './editor.ts';
import { showErrorLine } from './error-line.ts';
import { likeness } from './likeness.ts';
import { ProgramRun, type ProgramEnding } from './program-run.ts';
import { ask, runUnlessTaken, showFailure } from './questions.ts';
import { RunView } from './run-view.ts';
import { packCode, unpackCode } from './share-code.ts';
import { showStop } from './stop-button.ts';

/** `loading` is a cell that waits: for another cell, or for CPython. */
type CellState = 'idle' | 'loading' | 'running' | 'done' | 'failed';

/** A custom element in light DOM around the HTML of PythonCell.astro. */
class PythonCellElement extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    new PythonCell(this).start(this.#life.signal);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }
}

class PythonCell {
  readonly #root: HTMLElement;
  readonly #data: CellData;
  readonly #program: CellProgram;
  readonly #index: number;
  readonly #view: RunView;
  #editor: CodeEditor | null = null;
  #run: ProgramRun | null = null;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#data = JSON.parse(root.dataset.cell ?? '') as CellData;
    const { file, cell, code } = this.#data;
    if (code !== undefined) this.#program = CellProgram.ofText(file, code);
    else this.#program = cell === null ? CellProgram.ofWholeFile(file) : CellProgram.ofFile(file);
    this.#index = cell === null ? 0 : this.#program.cells.findIndex(({ name }) => name === cell);
    this.#view = new RunView(root);
  }

  /** As the reader has it now. */
  get code(): string {
    return this.#editor?.code ?? this.#original;
  }

  get #original(): string {
    return this.#program.cells[this.#index]?.code ?? '';
  }

  start(signal: AbortSignal): void {
    this.#program.show(this.#index, { code: () => this.code, run: () => this.run() });
    const actions = {
      run: () => void this.#runAsked(),
      above: () => void this.#runAbove(),
      stop: () => void this.#stop(),
      edit: () => void this.#edit().then((editor) => editor.focus()),
      reset: () => void this.#reset(),
      share: () => void this.#share(),
      notebook: () => void this.#saveNotebook(),
    };
    for (const [name, act] of Object.entries(actions)) {
      part(this.#root, name, HTMLButtonElement).addEventListener('click', act, { signal });
    }
    signal.addEventListener('abort', () => void this.#stop());
    if (this.#data.code === undefined) {
      addEventListener('hashchange', () => void this.#readFragment(), { signal });
      void this.#readFragment();
      return;
    }
    part(this.#root, 'share', HTMLButtonElement).hidden = true;
    void this.#edit().then((editor) => editor.focus());
  }

  /**
   * Runs what stands above the cell in the file but not on the page, where that is still to be run, and then the cell.
   *
   * @returns whether the cell ended without an error.
   */
  async run(): Promise<boolean> {
    const { presentWorker } = await import('./cell-queue.ts');
    if (this.#isActive) return false;
    for (const above of this.#program.missingUnread(this.#index, presentWorker())) {
      if (!(await this.#execute(above))) return false;
    }
    return await this.#execute(this.#index);
  }

  /** Runs a cell of the file; what it prints is shown here, also of one that the page does not show. */
  async #execute(index: number): Promise<boolean> {
    this.#begin();
    const run = new ProgramRun(
      () => this.#request(index),
      (report) => {
        if (run === this.#run) this.#receive(report);
      },
    );
    this.#run = run;
    const ending = await run.ended;
    // Meanwhile another cell of the file may have been run here.
    return run === this.#run && this.#end(ending, index);
  }

  get #isActive(): boolean {
    return this.#root.dataset.state === 'loading' || this.#root.dataset.state === 'running';
  }

  #request(index: number): CellRun {
    const { session, isAnew } = this.#program;
    return { code: this.#program.codeOf(index), name: this.#nameOf(index), session, isAnew, backend: chosenBackend() };
  }

  /** As tracebacks call a cell. */
  #nameOf(index: number): string {
    const { file } = this.#data;
    const name = this.#program.cells[index]?.name ?? '';
    return name === '' ? file : `${file}: ${name}`;
  }

  /** Runs it for a reader, who may be running something else. */
  async #runAsked(): Promise<void> {
    if (!this.#isActive) await runUnlessTaken(this.#messageBox, () => this.run());
  }

  async #runAbove(): Promise<void> {
    this.#clearMessage();
    const { presentWorker } = await import('./cell-queue.ts');
    for (const above of this.#program.missingAbove(this.#index, presentWorker())) {
      const shown = this.#program.shownAt(above);
      const isFine = shown ? await shown.run() : await this.#execute(above);
      if (!isFine) {
        const name = this.#program.cells[above]?.name ?? '';
        this.#ask(pageWord('duet.cell.aboveFailed', { name }), pageWord('duet.cell.aboveFailedFix'), []);
        return;
      }
    }
    part(this.#root, 'run', HTMLButtonElement).focus();
    this.#view.say(pageWord('duet.cell.aboveDone'));
  }

  #begin(): void {
    this.#clearMessage();
    this.#view.begin();
    this.#showErrorLine(null);
    part(this.#root, 'likeness', HTMLElement).hidden = true;
    this.#showRecorded(false);
    delete this.#root.dataset.result;
    this.#to('loading');
  }

  #receive(report: TrainingReport): void {
    this.#view.receive(report);
    if (report.type === 'python-started') this.#to('running');
  }

  /** @returns whether it ended without an error. */
  #end(ending: ProgramEnding, index: number): boolean {
    this.#view.showEnding(ending);
    if (ending.type === 'ended') return this.#endByItself(index, ending.worker);
    if (ending.type === 'failed') {
      this.#to('failed');
      showFailure(this.#messageBox, ending.failure, () => this.run());
    } else this.#to('idle');
    return false;
  }

  #endByItself(index: number, worker: number): boolean {
    const { error } = this.#view;
    if (!error) this.#program.noteRun(index, worker);
    if (index === this.#index) this.#endOwn();
    else this.#endOther();
    if (error?.kind === 'NameError') this.#offerAbove(worker);
    this.#view.sayReadout();
    return !error;
  }

  #endOwn(): void {
    const { error, seconds } = this.#view;
    this.#root.dataset.result = JSON.stringify({ seconds, errors: error ? 1 : 0 });
    this.#to(error ? 'failed' : 'done');
    if (error) this.#showErrorLine(error.line);
    this.#compare();
  }

  /** A cell that the page does not show was run here: this one is still to be run. */
  #endOther(): void {
    this.#to(this.#view.error ? 'failed' : 'idle');
    this.#showRecorded(true);
  }

  /** Whoever runs a cell first misses what those above it define. */
  #offerAbove(worker: number): void {
    if (this.#program.missingAbove(this.#index, worker).length === 0) return;
    this.#ask(pageWord('duet.cell.needsAbove'), '', [
      { label: pageWord('duet.cell.runAboveAndThis'), act: () => void this.#runAbove().then(() => this.run()) },
    ]);
  }

  /** Says whether an unchanged listing prints what was recorded of the real framework. */
  #compare(): void {
    const recorded = this.#recordedText();
    if (recorded === null || this.code !== this.#original) return;
    const { error, output } = this.#view;
    const raised = error ? `${error.kind}: ${error.message}` : '';
    const found = likeness(`${output.printed}\n${raised}`, recorded);
    this.#showRecorded(found !== 'same');
    // What has stopped too early needs no comparison.
    if (error && found === 'other') return;
    const note = part(this.#root, 'likeness', HTMLElement);
    note.hidden = false;
    note.dataset.likeness = found;
    note.textContent = pageWord(`duet.cell.${found}`);
  }

  #recordedText(): string | null {
    const lines = this.#root.querySelectorAll('[data-part="recorded"] .ec-line');
    return lines.length === 0
      ? null
      : Array.from(lines, ({ textContent }) => textContent.replace(/\n$/, '')).join('\n');
  }

  #showRecorded(isShown: boolean): void {
    const recorded = this.#root.querySelector<HTMLElement>('[data-part="recorded"]');
    if (recorded) recorded.hidden = !isShown;
  }

  async #stop(): Promise<void> {
    if (this.#isActive) await this.#run?.stop();
  }

  async #edit(): Promise<CodeEditor> {
    if (this.#editor) return this.#editor;
    const { CodeEditor } = await import('./editor.ts');
    const place = part(this.#root, 'editor', HTMLElement);
    this.#editor ??= new CodeEditor(place, {
      code: this.#original,
      label: pageWord('duet.cell.editorLabel', { name: this.#nameOf(this.#index) }),
      marks: this.#data.marks,
      onChange: () => this.#changed(),
      onRun: () => void this.#runAsked(),
    });
    place.hidden = false;
    part(this.#root, 'code', HTMLElement).hidden = true;
    part(this.#root, 'edit', HTMLButtonElement).hidden = true;
    part(this.#root, 'keys', HTMLElement).hidden = false;
    return this.#editor;
  }

  #changed(): void {
    part(this.#root, 'likeness', HTMLElement).hidden = true;
    this.#root.toggleAttribute('data-is-changed', this.code !== this.#original);
  }

  async #reset(): Promise<void> {
    await this.#stop();
    this.#program.forget();
    if (this.#editor) this.#editor.code = this.#original;
    this.#view.output.clear();
    this.#clearMessage();
    this.#showErrorLine(null);
    this.#showRecorded(true);
    part(this.#root, 'likeness', HTMLElement).hidden = true;
    delete this.#root.dataset.result;
    this.#to('idle');
    this.#view.readout('');
    this.#view.say(pageWord('duet.cell.wasReset'));
  }

  async #share(): Promise<void> {
    const values = new Map([['code', await packCode(this.code)]]);
    const url = shareAddress(location.href, { id: this.#root.id, values });
    if (url.hash.length > LONGEST_FRAGMENT) {
      this.#ask(pageWord('duet.cell.linkTooLong'), pageWord('duet.cell.linkTooLongFix'), []);
      return;
    }
    const isCopied = await copyLink(url);
    this.#view.readout(pageWord(isCopied ? 'duet.cell.linkCopied' : 'duet.cell.linkShown'));
    this.#view.sayReadout();
  }

  async #readFragment(): Promise<void> {
    if (sharedExperimentId(location.hash) !== this.#root.id || this.#isActive) return;
    this.#root.scrollIntoView();
    try {
      const code = readShareLink(location.hash).values.get('code');
      if (code === undefined) throw new ShareLinkError(pageWord('duet.cell.linkWithoutCode'));
      const text = await unpackCode(code);
      (await this.#edit()).code = text;
      this.#view.readout(pageWord('duet.cell.asInLink'));
      this.#view.say(pageWord('duet.cell.asInLink'));
    } catch (error) {
      const fact = error instanceof Error ? error.message : String(error);
      this.#ask(fact, pageWord('duet.cell.linkFix'), []);
    }
  }

  async #saveNotebook(): Promise<void> {
    const [{ cellsNotebook }, { download }] = await Promise.all([
      import('./cells-notebook.ts'),
      import('../experiment/download.ts'),
    ]);
    const { cells } = this.#program;
    const { file } = this.#data;
    const sections = cells.map(({ name }, index) => ({ title: name, code: this.#program.codeOf(index) }));
    const name = file.replace(/\.py$/, '.ipynb');
    download(name, 'application/x-ipynb+json', cellsNotebook(file, sections));
    this.#view.say(pageWord('duet.cell.saved', { name }));
  }

  #to(state: CellState): void {
    this.#root.dataset.state = state;
    showStop(part(this.#root, 'run', HTMLButtonElement), part(this.#root, 'stop', HTMLButtonElement), this.#isActive);
  }

  #showErrorLine(line: number | null): void {
    if (this.#editor) this.#editor.showErrorLine(line);
    else showErrorLine(part(this.#root, 'code', HTMLElement), line);
  }

  #ask(fact: string, fix: string, actions: readonly MessageAction[]): void {
    ask(this.#messageBox, fact, fix, actions);
  }

  #clearMessage(): void {
    clearMessage(this.#messageBox);
  }

  get #messageBox(): HTMLElement {
    return part(this.#root, 'message', HTMLElement);
  }
}

customElements.define('duet-python-cell', PythonCellElement);

import type { PythonEndedReport, TrainingReport } from '../../src/training/protocol.ts';
import { pageWord } from '../../src/languages/page-words.ts';
import { backendLabels, type BackendChoice } from '../experiment/backends.ts';
import { part } from '../experiment/parts.ts';
import { bytesText, loadingText } from '../experiment/report-text.ts';
import { CellOutput } from './cell-output.ts';
import type { ProgramEnding } from './program-run.ts';

/** Shows how a run of Python goes on: what is loaded, where it computes, and what it prints, draws and raises. */
export class RunView {
  readonly output: CellOutput;
  readonly #root: HTMLElement;
  #error: PythonEndedReport['error'] = null;
  #seconds = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.output = new CellOutput(part(root, 'output', HTMLElement));
  }

  /** What ended the program; null where nothing did. */
  get error(): PythonEndedReport['error'] {
    return this.#error;
  }

  get seconds(): number {
    return this.#seconds;
  }

  begin(): void {
    this.#error = null;
    this.#seconds = 0;
    this.output.clear();
    this.readout(pageWord('duet.cell.waits'));
  }

  receive(report: TrainingReport): void {
    switch (report.type) {
      case 'python-loading':
        this.#progress(report.loadedBytes / report.totalBytes, `Python: ${bytesText(report)}`);
        return;
      case 'loading':
        this.#progress(report.loadedBytes / report.totalBytes, loadingText(report));
        return;
      case 'backend':
        this.#root.dataset.backend = report.backend;
        this.readout(pageWord('duet.cell.starts'));
        return;
      case 'python-started':
        this.readout(pageWord('duet.cell.runs', { backend: this.#backendLabel }));
        this.say(pageWord('duet.cell.saysRuns'));
        return;
      case 'python-output':
        this.readout(pageWord('duet.cell.runs', { backend: this.#backendLabel }));
        this.output.write(report);
        return;
      case 'python-figure':
        void this.output.showFigure(report.figure);
        return;
      case 'python-ended':
        this.#error = report.error;
        this.#seconds = report.seconds;
    }
  }

  /** Shows that the program is over and how it ended; why one could not go on is for a message. */
  showEnding({ type }: ProgramEnding): void {
    part(this.#root, 'progress', HTMLProgressElement).hidden = true;
    if (type === 'ended') this.#showEnd();
    else this.readout(type === 'stopped' ? pageWord('duet.cell.stopped') : '');
    if (type === 'stopped') this.sayReadout();
  }

  #showEnd(): void {
    const values = { seconds: secondsText(this.#seconds), backend: this.#backendLabel };
    const error = this.#error;
    if (!error) {
      this.readout(pageWord('duet.cell.done', values));
      return;
    }
    this.output.showError(error);
    const place = error.line === null ? '' : pageWord('duet.cell.inLine', { line: error.line });
    this.readout(pageWord('duet.cell.raised', { ...values, kind: error.kind, place }));
  }

  readout(text: string): void {
    part(this.#root, 'readout', HTMLElement).textContent = text;
  }

  sayReadout(): void {
    this.say(part(this.#root, 'readout', HTMLElement).textContent);
  }

  /** Milestones only: a screen reader reads each of them. */
  say(text: string): void {
    part(this.#root, 'status', HTMLElement).textContent = text;
  }

  #progress(fraction: number, text: string): void {
    const bar = part(this.#root, 'progress', HTMLProgressElement);
    bar.value = fraction;
    bar.hidden = fraction >= 1;
    this.readout(text);
  }

  get #backendLabel(): string {
    const { backend } = this.#root.dataset;
    return backend === undefined ? '' : backendLabels[backend as BackendChoice];
  }
}

function secondsText(seconds: number): string {
  return seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1);
}

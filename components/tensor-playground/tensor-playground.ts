import type { Evaluation } from '../../src/expressions/evaluation-result.ts';
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { DialectName, TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { part } from '../experiment/parts.ts';
import { evaluationMetrics } from './evaluation-metrics.ts';
import { LineChoice } from './line-choice.ts';
import { ProgramForm } from './program-form.ts';
import type { DrawnResult } from './result-view.ts';

/** The playground: a program, its two codes, and what both frameworks compute for each of its lines. */
class TensorPlaygroundElement extends ExperimentElement {
  #form: ProgramForm | null = null;
  #lines: LineChoice | null = null;
  #view: typeof import('./result-view.ts') | null = null;
  #evaluations = new Map<DialectName, Evaluation>();
  /** The program that the results are of; the reader may have changed it since. */
  #evaluated = '';
  /** Whether the results shown stay until those of the next run are there, so that nothing jumps. */
  #keepsResults = false;
  /** Whether a message says what is wrong with the program. */
  #isRefused = false;

  protected override connected(signal: AbortSignal): void {
    this.#form = new ProgramForm(this, (isReadable) => this.#programChanged(isReadable), signal);
    this.#lines = new LineChoice(part(this, 'lines', HTMLFieldSetElement), () => this.#draw(), signal);
  }

  protected override async loadForRun(): Promise<void> {
    this.#view ??= await import('./result-view.ts');
  }

  /** Step goes on to the next line of a program that has run. */
  protected override async prepareRun(byStep: boolean): Promise<boolean> {
    if (byStep && this.state === 'done' && this.#evaluated === this.#program.source && this.#lines?.next()) {
      this.say(`Line ${this.#lines.chosen + 1} is shown.`);
      return false;
    }
    const read = await this.#program.read();
    if (read.kind === 'program') {
      this.#lines?.offer(read.statements, byStep ? 0 : null);
      return true;
    }
    const show = () => this.#program.select(read.span);
    this.#isRefused = true;
    this.showProblem(read.fact, read.fix, [{ label: 'Show the place', act: show }]);
    return false;
  }

  protected clearReadout(): void {
    this.#evaluations.clear();
    if (!this.#keepsResults) this.#clearResults();
    this.#keepsResults = false;
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    this.#evaluated = this.#program.source;
    return client.start({ type: 'evaluate', backend: this.backend, source: this.#evaluated }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    if (report.type === 'failed') this.#clearResults();
    if (report.type !== 'evaluation') return;
    this.#evaluations.set(report.dialect, report.evaluation);
    this.setProgress(
      this.#evaluations.size / 2,
      this.#evaluations.size < 2 ? 'PyTorch is computed' : 'Both are computed',
    );
    this.#lines?.show();
    this.#draw();
  }

  protected metrics(): Metrics {
    return evaluationMetrics(this.#evaluations);
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map([...this.#program.sharedValues(), ...(this.#lines?.sharedValues() ?? [])]));
  }

  protected applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    this.#lines?.applyShared(values);
    this.#program.applyShared(values);
    return Promise.resolve();
  }

  protected override expectationApplies(): boolean {
    return this.#program.isFirstExample;
  }

  /** Once somebody has pressed Run, results follow the program; they fade while it cannot be read. */
  #programChanged(isReadable: boolean): void {
    part(this, 'results', HTMLElement).toggleAttribute('data-stale', !isReadable);
    if (this.#isRefused) this.clearProblem();
    this.#isRefused = false;
    this.showExpectation();
    if (!isReadable || this.state !== 'done' || this.#program.source === this.#evaluated) return;
    this.#keepsResults = true;
    part(this, 'run', HTMLButtonElement).click();
  }

  #clearResults(): void {
    for (const dialect of ['torch', 'keras'] as const) part(this, `${dialect}-result`, HTMLElement).replaceChildren();
    this.#lines?.hide();
    this.#tell('');
  }

  #draw(): void {
    const line = this.#lines?.chosen ?? 0;
    this.#tell('');
    const results = new Map<DialectName, DrawnResult>();
    // Both frameworks show the same cell, where they have it.
    const pointAt = (cell: number | null) => {
      for (const result of results.values()) result.mark(cell);
      this.#tell(jointSentence(results, cell));
    };
    for (const [dialect, evaluation] of this.#evaluations) {
      const result = this.#view?.drawResult(evaluation, line, pointAt);
      if (!result) continue;
      results.set(dialect, result);
      part(this, `${dialect}-result`, HTMLElement).replaceChildren(...result.nodes);
    }
  }

  #tell(sentence: string): void {
    part(this, 'origin', HTMLElement).textContent = sentence;
  }

  get #program(): ProgramForm {
    if (!this.#form) throw new Error('The playground is not on a page.');
    return this.#form;
  }
}

/** What a cell is made of in both frameworks: said once where they agree. */
function jointSentence(results: ReadonlyMap<DialectName, DrawnResult>, cell: number | null): string {
  const said = [...results].flatMap(([dialect, result]) => {
    const sentence = result.sentence(cell);
    return sentence === '' ? [] : [{ name: dialect === 'torch' ? 'PyTorch' : 'TensorFlow', sentence }];
  });
  const [first] = said;
  if (said.every(({ sentence }) => sentence === first?.sentence)) return first?.sentence ?? '';
  return said.map(({ name, sentence }) => `${name}: ${sentence}`).join(' ');
}

customElements.define('duet-tensor-playground', TensorPlaygroundElement);

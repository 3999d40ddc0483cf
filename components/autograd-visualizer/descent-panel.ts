import type { DescendedReport, TrainingReport } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import { lineChart, type Chart, type LineChartData } from '../charts/line-chart.ts';
import type { BackendChoice } from '../experiment/backends.ts';
import { part } from '../experiment/parts.ts';
import { mostDescentSteps, stepSizeOf } from './step-size.ts';
import { numberText, tensorText } from './tensor-text.ts';

/** The chart is never narrower than this. */
const FEWEST_STEPS = 10;

interface DescentSource {
  readonly program: () => string;
  readonly backend: () => BackendChoice;
}

/** Gradient descent on the program: so many steps from its own values, computed anew for each step size. */
export class DescentPanel {
  readonly #root: HTMLElement;
  readonly #source: DescentSource;
  #steps = 0;
  /** Steps that the reader has asked for. */
  #wanted = 0;
  /** Counts what the reader asks for while the worker is busy with what was asked before. */
  #asked = 0;
  #isBusy = false;
  #chart: Chart<LineChartData> | null = null;
  #table: Chart<TableData> | null = null;

  constructor(root: HTMLElement, source: DescentSource) {
    this.#root = root;
    this.#source = source;
  }

  /** How many steps are shown. */
  get steps(): number {
    return this.#steps;
  }

  /** So many steps on. */
  async goOn(steps: number): Promise<void> {
    this.#wanted = Math.min(mostDescentSteps, this.#wanted + steps);
    await this.#descend();
  }

  /** As many steps again, with the step size of now. */
  async again(): Promise<void> {
    if (this.#wanted > 0) await this.#descend();
  }

  /** Back to the program's own values. */
  reset(): void {
    this.#steps = 0;
    this.#wanted = 0;
    this.#chart?.destroy();
    this.#table?.destroy();
    this.#chart = null;
    this.#table = null;
    this.#say('Each leaf moves against its gradient: x ← x − step size · x.grad.');
  }

  async #descend(): Promise<void> {
    this.#asked += 1;
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let answered = 0; answered !== this.#asked && this.#wanted > 0;) {
      answered = this.#asked;
      await this.#compute(this.#wanted);
    }
    this.#isBusy = false;
  }

  async #compute(steps: number): Promise<void> {
    const { trainingClient } = await import('../../src/training/client.ts');
    if (trainingClient.activeRun) {
      this.#wanted = this.#steps;
      this.#say('Another experiment of this page is running. Stop it, or wait for its end.');
      return;
    }
    const stepSize = stepSizeOf(Number(part(this.#root, 'step-size', HTMLInputElement).value));
    const onReport = (report: TrainingReport) => this.#receive(report, steps);
    const [program, backend] = [this.#source.program(), this.#source.backend()];
    await trainingClient.start({ type: 'descend', backend, program, stepSize, steps }, onReport).ended;
  }

  #receive(report: TrainingReport, steps: number): void {
    if (report.type === 'failed') {
      this.reset();
      this.#say(`${report.error.message} ${report.error.fix}`);
    }
    // What comes after Start again is not asked for any more.
    if (report.type !== 'descended' || this.#wanted === 0) return;
    if (report.steps.length === 0) {
      this.reset();
      this.#say('This program calls no backward: there is nothing to descend on.');
      return;
    }
    this.#steps = steps;
    this.#show(report);
  }

  #show({ names, steps }: DescendedReport): void {
    // A descent that runs away ends in inf and nan, which have no place in a chart.
    const points = steps.map(({ loss }, x) => ({ x, y: loss })).filter(({ y }) => Number.isFinite(y));
    const chart: LineChartData = {
      xLabel: 'steps',
      yLabel: 'value',
      xMaximum: Math.max(FEWEST_STEPS, this.#steps),
      yMaximum: null,
      yMinimum: Math.min(0, ...points.map(({ y }) => y)),
      series: [{ label: 'Value', colour: 'var(--duet-torch)', dashed: false, marked: steps.length <= 30, points }],
    };
    const table: TableData = {
      columns: ['Step', 'Value', ...names],
      rows: steps.map(({ loss, leaves }, step) => [
        String(step),
        numberText(loss),
        ...leaves.map((leaf) => tensorText(leaf)),
      ]),
    };
    if (this.#chart) this.#chart.update(chart);
    else this.#chart = lineChart(part(this.#root, 'descent-chart', SVGSVGElement), chart);
    if (this.#table) this.#table.update(table);
    else this.#table = dataTable(part(this.#root, 'descent-table', HTMLTableElement), table);
    const [first, last] = [steps[0]?.loss ?? 0, steps.at(-1)?.loss ?? 0];
    const trend = trendOf(first, last);
    this.#say(
      `After ${this.#steps} ${this.#steps === 1 ? 'step' : 'steps'}: ${numberText(last)}, from ${numberText(first)}: ${trend}.`,
    );
  }

  #say(text: string): void {
    part(this.#root, 'descent-text', HTMLElement).textContent = text;
  }
}

function trendOf(first: number, last: number): string {
  if (!Number.isFinite(last)) return 'beyond what float32 holds. Try a smaller step size';
  return last < first ? 'down' : 'not down: the step size may be too large';
}

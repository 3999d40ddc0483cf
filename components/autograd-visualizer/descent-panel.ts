import type { DescendedReport, TrainingReport } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import { lineChart, type Chart, type LineChartData } from '../charts/line-chart.ts';
import type { BackendChoice } from '../experiment/backends.ts';
import { part } from '../experiment/parts.ts';
import { stepSizeOf, stepSizeText } from './step-size.ts';
import { numberText, tensorText } from './tensor-text.ts';

/** More would not be told apart in the chart. */
const MOST_STEPS = 200;
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
  readonly #listeners = new AbortController();
  #steps = 0;
  #chart: Chart<LineChartData> | null = null;
  #table: Chart<TableData> | null = null;

  constructor(root: HTMLElement, source: DescentSource) {
    this.#root = root;
    this.#source = source;
    const { signal } = this.#listeners;
    const on = (name: string, act: () => void) => {
      part(root, name, HTMLButtonElement).addEventListener('click', act, { signal });
    };
    on('descend', () => void this.#descend(this.#steps + 1));
    on('descend-ten', () => void this.#descend(this.#steps + 10));
    on('descent-reset', () => this.reset());
    this.#slider.addEventListener('input', () => this.showStepSize(), { signal });
    this.#slider.addEventListener('change', () => this.#steps > 0 && void this.#descend(this.#steps), { signal });
    this.showStepSize();
  }

  /** Back to the program's own values. */
  reset(): void {
    this.#steps = 0;
    this.#chart?.destroy();
    this.#table?.destroy();
    this.#chart = null;
    this.#table = null;
    this.#say('Each leaf moves against its gradient: x ← x − step size · x.grad.');
  }

  showStepSize(): void {
    const text = stepSizeText(Number(this.#slider.value));
    this.#slider.setAttribute('aria-valuetext', text);
    part(this.#root, 'step-size-text', HTMLOutputElement).textContent = text;
  }

  destroy(): void {
    this.#listeners.abort();
    this.reset();
  }

  async #descend(wanted: number): Promise<void> {
    const steps = Math.min(wanted, MOST_STEPS);
    const { trainingClient } = await import('../../src/training/client.ts');
    if (trainingClient.activeRun) {
      this.#say('Another experiment of this page is running. Stop it, or wait for its end.');
      return;
    }
    const stepSize = stepSizeOf(Number(this.#slider.value));
    const onReport = (report: TrainingReport) => this.#receive(report, steps);
    await trainingClient.descend(this.#source.program(), stepSize, steps, this.#source.backend(), onReport).ended;
  }

  #receive(report: TrainingReport, steps: number): void {
    if (report.type === 'failed') this.#say(`${report.error.message} ${report.error.fix}`);
    if (report.type !== 'descended') return;
    if (report.steps.length === 0) {
      this.#say('This program calls no backward: there is nothing to descend on.');
      return;
    }
    this.#steps = steps;
    this.#show(report);
  }

  #show({ names, steps }: DescendedReport): void {
    const points = steps.map(({ loss }, x) => ({ x, y: loss }));
    const finite = points.map(({ y }) => y).filter((y) => Number.isFinite(y));
    const chart: LineChartData = {
      xLabel: 'steps',
      yLabel: 'value',
      xMaximum: Math.max(FEWEST_STEPS, this.#steps),
      yMaximum: null,
      yMinimum: Math.min(0, ...finite),
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
    const trend = last < first ? 'down' : 'not down: the step size may be too large';
    this.#say(
      `After ${this.#steps} ${this.#steps === 1 ? 'step' : 'steps'}: ${numberText(last)}, from ${numberText(first)}: ${trend}.`,
    );
  }

  #say(text: string): void {
    part(this.#root, 'descent-text', HTMLElement).textContent = text;
  }

  get #slider(): HTMLInputElement {
    return part(this.#root, 'step-size', HTMLInputElement);
  }
}

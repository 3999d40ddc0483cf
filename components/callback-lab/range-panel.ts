import { rateText } from '../../src/schedules/rate-text.ts';
import type { RateRangeReport, TrainingReport, TrainingSettings } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import { lineChart, type Chart, type LineChartData } from '../charts/line-chart.ts';
import { optimizerLabels } from '../cnn-trainer/settings-text.ts';
import type { BackendChoice } from '../experiment/backends.ts';
import { part } from '../experiment/parts.ts';
import { rangeChart, rangeTable } from './range-curves.ts';

/** The range test: what a step loses at ever larger learning rates. */
export class RangePanel {
  readonly #root: HTMLElement;
  #chart: Chart<LineChartData> | null = null;
  #table: Chart<TableData> | null = null;

  readonly #take: (rate: number) => void;
  #settings: TrainingSettings | null = null;
  #steepest: number | null = null;

  /** @param take what to do with a rate that the reader wants to train with. */
  constructor(root: HTMLElement, take: (rate: number) => void) {
    this.#root = root;
    this.#take = take;
    this.#button('take-rate').onclick = () => {
      if (this.#steepest !== null) this.#take(roundedRate(this.#steepest));
    };
  }

  async find(settings: TrainingSettings, backend: BackendChoice): Promise<void> {
    const { trainingClient } = await import('../../src/training/client.ts');
    if (trainingClient.activeRun) {
      this.#say('Another run of this page is going on. Stop it, or wait for its end.');
      return;
    }
    this.#settings = settings;
    this.#say('One step after the other, each with a larger rate.');
    this.#offer(null);
    this.#button('find-range').disabled = true;
    await trainingClient.start({ type: 'find-rate', backend, settings }, (report) => this.#receive(report)).ended;
    this.#button('find-range').disabled = false;
  }

  clear(): void {
    this.#chart?.destroy();
    this.#table?.destroy();
    this.#chart = null;
    this.#table = null;
  }

  #receive(report: TrainingReport): void {
    if (report.type === 'failed') this.#say(`${report.error.message} ${report.error.fix}`);
    if (report.type === 'rate-range') this.#show(report);
  }

  #show({ points, steepest }: RateRangeReport): void {
    const [chart, table] = [rangeChart(points, steepest), rangeTable(points)];
    if (this.#chart) this.#chart.update(chart);
    else this.#chart = lineChart(part(this.#root, 'range-chart', SVGSVGElement), chart);
    if (this.#table) this.#table.update(table);
    else this.#table = dataTable(part(this.#root, 'range-table', HTMLTableElement), table);
    this.#offer(steepest);
    const optimizer = optimizerLabels[this.#settings?.optimizer ?? 'adam'];
    const done = `${points.length} steps with ${optimizer}, up to a rate of ${rateText(points.at(-1)?.rate ?? NaN)}.`;
    this.#say(steepest === null ? done : `${done} ${verdict(steepest)}`);
  }

  /** Offers to train with this rate, or nothing. */
  #offer(steepest: number | null): void {
    this.#steepest = steepest;
    const button = this.#button('take-rate');
    button.hidden = steepest === null;
    if (steepest !== null) button.textContent = `Train with ${rateText(roundedRate(steepest))}`;
  }

  #button(name: 'find-range' | 'take-rate'): HTMLButtonElement {
    return part(this.#root, name, HTMLButtonElement);
  }

  #say(text: string): void {
    part(this.#root, 'range-text', HTMLElement).textContent = text;
  }
}

function verdict(steepest: number): string {
  return `The loss falls fastest around ${rateText(steepest)}: a rate of that order, or a third of it, is a good start.`;
}

/** One digit: the test tells no more. */
function roundedRate(rate: number): number {
  return Number(rate.toPrecision(1));
}

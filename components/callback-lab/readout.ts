/** What a run draws; loaded with d3 when the reader first draws or runs. */
import type {
  DialectName,
  DrawnSchedule,
  LabEvent,
  LabReport,
  LabSettings,
  TrainingReport,
} from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import { lineChart, type Chart, type LineChartData } from '../charts/line-chart.ts';
import { TrainingHistory } from '../training-run/training-history.ts';
import { part } from '../experiment/parts.ts';
import { comparison } from './compare-rates.ts';
import { batchesPerEpoch } from './lab-presets.ts';
import { rateChart, rateTable } from './rate-curves.ts';
import { eventText, sourceName, timelineTable } from './timeline.ts';

interface Shown {
  drawn: DrawnSchedule | null;
  rates: number[];
  events: LabEvent[];
}

const dialectNames = ['torch', 'keras'] as const;

/** The schedules ahead, and over them a run: its rates, its losses, and what fired. */
export class Readout {
  readonly #root: HTMLElement;
  readonly #rates: Chart<LineChartData>;
  readonly #rateTable: Chart<TableData>;
  readonly #timelines: Readonly<Record<DialectName, Chart<TableData>>>;
  #lab: LabSettings;
  /** What the last run was begun with. */
  #runLab: LabSettings | null = null;
  #runBatchesPerEpoch = 1;
  #shown: Record<DialectName, Shown>;
  #loss: {
    readonly chart: Chart<LineChartData>;
    readonly table: Chart<TableData>;
    readonly history: TrainingHistory;
  } | null = null;
  #frame = 0;

  constructor(root: HTMLElement, lab: LabSettings) {
    this.#root = root;
    this.#lab = lab;
    this.#shown = nothingShown();
    const empty = { columns: [], rows: [] };
    this.#rates = lineChart(part(root, 'rates-chart', SVGSVGElement), rateChart(this.#curves()));
    this.#rateTable = dataTable(part(root, 'rates-table', HTMLTableElement), rateTable(this.#curves()));
    this.#timelines = {
      torch: dataTable(part(root, 'torch-timeline', HTMLTableElement), empty),
      keras: dataTable(part(root, 'keras-timeline', HTMLTableElement), empty),
    };
  }

  /** Shows schedules ahead of a run; what the last run did stays, to be compared. */
  draw(lab: LabSettings, drawn: Readonly<Record<DialectName, DrawnSchedule>>): void {
    this.#lab = lab;
    for (const dialect of dialectNames) this.#shown[dialect].drawn = drawn[dialect];
    this.#drawRates();
    this.#compare();
  }

  /** Makes room for a run. */
  begin(lab: LabSettings): void {
    this.clearRun();
    this.#lab = lab;
    this.#runLab = lab;
    this.#runBatchesPerEpoch = batchesPerEpoch(lab.training);
    const history = new TrainingHistory(lab.training);
    part(this.#root, 'loss-empty', HTMLElement).hidden = true;
    this.#loss = {
      history,
      chart: lineChart(part(this.#root, 'loss-chart', SVGSVGElement), history.chart('loss')),
      table: dataTable(part(this.#root, 'loss-table', HTMLTableElement), history.table('loss')),
    };
  }

  show(report: TrainingReport): void {
    if (report.type === 'lab') this.#take(report);
    else if (report.type === 'batch') this.#loss?.history.addBatch(report);
    else if (report.type === 'epoch') this.#loss?.history.addEpoch(report);
    else if (report.type === 'finished') this.#compare();
    else return;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#drawRun();
    });
  }

  clearRun(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const dialect of dialectNames) this.#shown[dialect] = { ...this.#shown[dialect], rates: [], events: [] };
    this.#loss?.chart.destroy();
    this.#loss?.table.destroy();
    this.#loss = null;
    part(this.#root, 'loss-empty', HTMLElement).hidden = false;
    this.#runLab = null;
    this.#compare();
    this.#drawRates();
    for (const dialect of dialectNames) this.#drawEvents(dialect);
  }

  destroy(): void {
    this.clearRun();
    this.#rates.destroy();
    this.#rateTable.destroy();
    for (const dialect of dialectNames) this.#timelines[dialect].destroy();
  }

  #take({ dialect, rates, events }: LabReport): void {
    const shown = this.#shown[dialect];
    shown.rates.push(...rates);
    shown.events.push(...events);
    if (events.length > 0) this.#drawEvents(dialect);
  }

  #drawRun(): void {
    this.#drawRates();
    if (!this.#loss) return;
    this.#loss.chart.update(this.#loss.history.chart('loss'));
    this.#loss.table.update(this.#loss.history.table('loss'));
  }

  #drawRates(): void {
    this.#rates.update(rateChart(this.#curves()));
    this.#rateTable.update(rateTable(this.#curves()));
  }

  /** Says whether the run followed the drawing, unless the drawing is by now of other settings. */
  #compare(): void {
    const texts = dialectNames.flatMap((dialect) => {
      const { drawn, rates } = this.#shown[dialect];
      return drawn && rates.length > 0 ? [comparison(dialect, drawn.rates, rates)] : [];
    });
    part(this.#root, 'rates-note', HTMLElement).textContent = this.#runLab === this.#lab ? texts.join(' ') : '';
  }

  #drawEvents(dialect: DialectName): void {
    const { events } = this.#shown[dialect];
    part(this.#root, `${dialect}-events`, HTMLElement).hidden = events.length === 0;
    const isEmpty = dialectNames.every((each) => this.#shown[each].events.length === 0);
    part(this.#root, 'events-empty', HTMLElement).hidden = !isEmpty;
    part(this.#root, 'events-key', HTMLElement).hidden = isEmpty;
    this.#timelines[dialect].update(timelineTable(dialect, events, this.#lab.training.epochs));
    const output = events.filter(({ source }) => source === 'SimpleProgress').map(({ text }) => text);
    const printed = part(this.#root, `${dialect}-output`, HTMLElement);
    printed.hidden = output.length === 0;
    printed.textContent = output.join('\n');
    const told = events.filter(({ source }) => source !== 'SimpleProgress');
    part(this.#root, `${dialect}-list`, HTMLElement).replaceChildren(...told.map((event) => eventItem(dialect, event)));
  }

  #curves() {
    const { training } = this.#lab;
    const dialects = new Map(
      training.dialects.map((dialect) => {
        const { drawn, rates } = this.#shown[dialect];
        return [dialect, { drawn, run: rates, runBatchesPerEpoch: this.#runBatchesPerEpoch }] as const;
      }),
    );
    return { epochs: training.epochs, batchesPerEpoch: batchesPerEpoch(training), dialects };
  }
}

function nothingShown(): Record<DialectName, Shown> {
  const nothing = (): Shown => ({ drawn: null, rates: [], events: [] });
  return { torch: nothing(), keras: nothing() };
}

function eventItem(dialect: DialectName, event: LabEvent): HTMLLIElement {
  const item = document.createElement('li');
  item.dataset.action = event.action;
  const source = document.createElement('strong');
  source.textContent = sourceName(dialect, event.source);
  item.append(source, ` ${eventText(event)}`);
  return item;
}

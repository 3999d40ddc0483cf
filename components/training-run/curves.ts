import { dataTable, type TableData } from '../charts/data-table.ts';
import { lineChart, type Chart, type LineChartData } from '../charts/line-chart.ts';
import { part } from '../experiment/parts.ts';
import type { PastRun } from './past-run.ts';
import { emptyChart, withColumns, type CurveName, type TrainingHistory } from './training-history.ts';

interface Curve {
  readonly name: CurveName;
  readonly chart: Chart<LineChartData>;
  readonly table: Chart<TableData>;
}

const names: readonly CurveName[] = ['loss', 'accuracy'];

/** The charts of loss and accuracy with their tables: of a run, and of those before it that the reader compares it with. */
export class Curves {
  readonly #root: HTMLElement;
  #drawn: readonly Curve[] = [];
  #current: TrainingHistory | null = null;
  #past: readonly PastRun[] = [];

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** A run begins; null: there is none any more. */
  showRun(history: TrainingHistory | null): void {
    this.#current = history;
    this.#redraw();
  }

  showPast(runs: readonly PastRun[]): void {
    this.#past = runs.filter(({ isShown }) => isShown);
    this.#redraw();
  }

  /** The run has gone on; its table changes with each epoch alone. */
  update(withTables: boolean): void {
    for (const { name, chart, table } of this.#drawn) {
      chart.update(this.#chart(name));
      if (withTables) table.update(this.#table(name));
    }
  }

  destroy(): void {
    this.#current = null;
    this.#past = [];
    this.#redraw();
  }

  #redraw(): void {
    const isEmpty = this.#current === null && this.#past.length === 0;
    for (const name of names) part(this.#root, `${name}-empty`, HTMLElement).hidden = !isEmpty;
    if (isEmpty) {
      for (const { chart, table } of this.#drawn) {
        chart.destroy();
        table.destroy();
      }
      this.#drawn = [];
    } else if (this.#drawn.length === 0) {
      this.#drawn = names.map((name) => ({
        name,
        chart: lineChart(part(this.#root, `${name}-chart`, SVGSVGElement), this.#chart(name)),
        table: dataTable(part(this.#root, `${name}-table`, HTMLTableElement), this.#table(name)),
      }));
    } else {
      this.update(true);
    }
  }

  #chart(name: CurveName): LineChartData {
    const current = this.#current?.chart(name) ?? emptyChart(name);
    const past = this.#past.flatMap(({ history, title, colour }) => history.comparedLines(name, title, colour));
    const epochs = [this.#current, ...this.#past.map(({ history }) => history)].map((history) => history?.epochs ?? 1);
    return { ...current, xMaximum: Math.max(...epochs), series: [...past, ...current.series] };
  }

  #table(name: CurveName): TableData {
    const current = this.#current?.table(name) ?? { columns: ['Epoch'], rows: [] };
    const past = this.#past.flatMap(({ history, title }) => history.comparedColumns(name, title));
    return withColumns(current, past, name);
  }
}

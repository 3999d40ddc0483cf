/** What a run draws; loaded with the run, because a page without one needs no charts. */
import { datasets } from '../../src/datasets/registry.ts';
import type { DialectName, DialectResult, TrainingReport, TrainingSettings } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import { lineChart, type Chart, type LineChartData } from '../charts/line-chart.ts';
import { part } from '../experiment/parts.ts';
import { showConfusion, showFigures, showSamples } from './predictions.ts';
import { TrainingHistory, type CurveName } from './training-history.ts';

interface Curve {
  readonly name: CurveName;
  readonly chart: Chart<LineChartData>;
  readonly table: Chart<TableData>;
}

/** The charts and tables of one run, from its first batch until the next run begins. */
export class Readout {
  readonly #root: HTMLElement;
  readonly #history: TrainingHistory;
  readonly #curves: readonly Curve[];
  readonly #classNames: readonly string[];
  #frame = 0;
  #isTableStale = false;
  /** Parts of a result yet to be drawn, one a frame: all at once would hold up the page. */
  #results: (() => void)[] = [];

  constructor(root: HTMLElement, settings: TrainingSettings) {
    this.#root = root;
    this.#history = new TrainingHistory(settings);
    this.#classNames = datasets[settings.dataset].classNames;
    this.#curves = (['loss', 'accuracy'] as const).map((name) => {
      part(root, `${name}-empty`, HTMLElement).hidden = true;
      return {
        name,
        chart: lineChart(part(root, `${name}-chart`, SVGSVGElement), this.#history.chart(name)),
        table: dataTable(part(root, `${name}-table`, HTMLTableElement), this.#history.table(name)),
      };
    });
  }

  show(report: TrainingReport): void {
    switch (report.type) {
      case 'batch':
        this.#history.addBatch(report);
        break;
      case 'epoch':
        this.#history.addEpoch(report);
        this.#isTableStale = true;
        break;
      case 'dialect':
        this.#addResult(report.dialect, report.result);
        break;
      default:
        return;
    }
    this.#schedule();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const { name, chart, table } of this.#curves) {
      chart.destroy();
      table.destroy();
      part(this.#root, `${name}-empty`, HTMLElement).hidden = false;
    }
  }

  /** Reports can come faster than frames. */
  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#drawCurves();
      this.#results.shift()?.();
      if (this.#results.length > 0) this.#schedule();
    });
  }

  #drawCurves(): void {
    for (const { name, chart, table } of this.#curves) {
      chart.update(this.#history.chart(name));
      if (this.#isTableStale) table.update(this.#history.table(name));
    }
    this.#isTableStale = false;
  }

  #addResult(dialect: DialectName, result: DialectResult): void {
    const samples = part(this.#root, `${dialect}-samples`, HTMLElement);
    const confusion = part(this.#root, `${dialect}-confusion`, HTMLTableElement);
    this.#results.push(
      () => showFigures(this.#root, dialect, result),
      () => showSamples(samples, result.samples, this.#classNames),
      () => showConfusion(confusion, result.confusionMatrix, this.#classNames),
    );
  }
}

/** What a run shows; loaded with d3 when the reader first presses Run. */
import type { BrowserReport, OperationSpeed, TrainingReport } from '../../src/training/protocol.ts';
import { barChart, type BarChartData } from '../charts/bar-chart.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import type { Chart } from '../charts/line-chart.ts';
import { backendLabels } from '../experiment/backends.ts';
import { part } from '../experiment/parts.ts';
import { adapterRows, findingCells, findingSummary } from './finding-text.ts';
import { gflopsText, operationText, speedCells, speedColumns } from './speed-text.ts';

/** Backends, the adapter and speeds, as they come. */
export class Readout {
  readonly #root: HTMLElement;
  readonly #speeds: OperationSpeed[] = [];
  readonly #chart: Chart<BarChartData>;
  readonly #tables: Readonly<Record<'backends' | 'adapter' | 'figures', Chart<TableData>>>;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#chart = barChart(part(root, 'speeds', SVGSVGElement), { groups: [] });
    const table = (name: string, columns: readonly string[]) =>
      dataTable(part(root, name, HTMLTableElement), { columns, rows: [] });
    this.#tables = {
      backends: table('backends', backendColumns),
      adapter: table('adapter', adapterColumns),
      figures: table('figures', speedColumns),
    };
    this.#show('empty', false);
  }

  get speeds(): readonly OperationSpeed[] {
    return this.#speeds;
  }

  show(report: TrainingReport): void {
    if (report.type === 'browser') this.#showBrowser(report);
    if (report.type !== 'speed') return;
    this.#speeds.push(report.speed);
    this.#show('charts', true);
    const bars = this.#speeds.map(({ operation, gflops }) => ({
      label: operationText(operation),
      colour: 'var(--duet-accent)',
      filled: operation.kind === 'matrix-product',
      value: gflops,
      text: gflopsText(gflops),
    }));
    this.#chart.update({ groups: [{ label: 'GFLOP/s', bars }] });
    this.#tables.figures.update({ columns: speedColumns, rows: this.#speeds.map(speedCells) });
  }

  destroy(): void {
    for (const chart of [this.#chart, ...Object.values(this.#tables)]) chart.destroy();
    part(this.#root, 'summary', HTMLElement).textContent = '';
    for (const name of ['findings', 'charts', 'adapter-panel']) this.#show(name, false);
    this.#show('empty', true);
  }

  #showBrowser(report: BrowserReport): void {
    part(this.#root, 'summary', HTMLElement).textContent = findingSummary(report);
    const rows = report.backends.map((finding) => [backendLabels[finding.backend], ...findingCells(finding)]);
    this.#tables.backends.update({ columns: backendColumns, rows });
    if (report.adapter) this.#tables.adapter.update({ columns: adapterColumns, rows: adapterRows(report.adapter) });
    this.#show('findings', true);
    this.#show('adapter-panel', report.adapter !== null);
  }

  #show(name: string, isShown: boolean): void {
    part(this.#root, name, HTMLElement).hidden = !isShown;
  }
}

const backendColumns = ['Backend', 'Runs here?', 'On what'];
const adapterColumns = ['Name', 'Here', 'What it is'];

import type {
  DialectName,
  Histogram,
  HistogramReport,
  ParameterHistograms,
  TrainingSettings,
} from '../../../src/training/protocol.ts';
import { dataTable, type TableData } from '../../charts/data-table.ts';
import type { Chart } from '../../charts/line-chart.ts';
import { ridgeline, type RidgelineData } from '../../charts/ridgeline.ts';
import { part } from '../../experiment/parts.ts';
import { layerLabels } from '../layer-fields.ts';
import { quantities, type QuantityName } from './quantities.ts';

interface Drawing {
  readonly dialect: DialectName;
  readonly quantity: QuantityName;
  readonly chart: Chart<RidgelineData>;
  readonly table: Chart<TableData>;
}

/** The histograms of one run: of the parameter that the reader has chosen, drawn while their fold is open. */
export class Histograms {
  readonly #root: HTMLElement;
  readonly #settings: TrainingSettings;
  readonly #fold: HTMLDetailsElement;
  readonly #choice: HTMLSelectElement;
  readonly #reports: HistogramReport[] = [];
  #drawings: readonly Drawing[] = [];

  constructor(root: HTMLElement, settings: TrainingSettings, signal: AbortSignal) {
    this.#root = root;
    this.#settings = settings;
    this.#fold = part(root, 'histograms', HTMLDetailsElement);
    this.#choice = part(root, 'histograms-parameter', HTMLSelectElement);
    this.#fold.addEventListener('toggle', () => this.#draw(), { signal });
    this.#choice.addEventListener('change', () => this.#draw(), { signal });
  }

  add(report: HistogramReport): void {
    if (this.#reports.length === 0) this.#offer(report);
    this.#reports.push(report);
    this.#draw();
  }

  destroy(): void {
    for (const { chart, table } of this.#drawings) {
      chart.destroy();
      table.destroy();
    }
    this.#drawings = [];
    this.#choice.disabled = true;
  }

  /** Offers the parameters of the network, and keeps the choice of the run before where it still is one. */
  #offer({ parameters }: HistogramReport): void {
    const before = this.#choice.value;
    this.#choice.replaceChildren(
      ...parameters.map((parameter, index) => {
        const { layerIndex } = parameter;
        const type = this.#settings.layers[layerIndex]?.type;
        // A kernel in Keras is a weight in PyTorch.
        const name = parameter.name === 'bias' ? 'bias' : 'weight (kernel)';
        return new Option(`Layer ${layerIndex + 1}, ${type ? layerLabels[type] : ''}: ${name}`, String(index));
      }),
    );
    this.#choice.disabled = parameters.length === 0;
    if (Number(before) < parameters.length && before !== '') this.#choice.value = before;
  }

  #draw(): void {
    if (!this.#fold.open || this.#reports.length === 0) return;
    if (this.#drawings.length === 0) {
      this.#drawings = this.#settings.dialects.flatMap((dialect) =>
        quantities.map(({ name }) => this.#drawingOf(dialect, name)),
      );
    }
    for (const { dialect, quantity, chart, table } of this.#drawings) {
      chart.update(this.#ridges(dialect, quantity));
      table.update(tableOf(this.#histograms(dialect, quantity)));
    }
  }

  #drawingOf(dialect: DialectName, quantity: QuantityName): Drawing {
    const svg = part(this.#root, `${dialect}-${quantity}-ridges`, SVGSVGElement);
    const table = part(this.#root, `${dialect}-${quantity}-table`, HTMLTableElement);
    return {
      dialect,
      quantity,
      chart: ridgeline(svg, this.#ridges(dialect, quantity)),
      table: dataTable(table, tableOf(this.#histograms(dialect, quantity))),
    };
  }

  #ridges(dialect: DialectName, quantity: QuantityName): RidgelineData {
    return {
      xLabel: quantity === 'values' ? 'value' : 'gradient',
      yLabel: 'epoch',
      colour: `var(--duet-${dialect})`,
      ridges: this.#histograms(dialect, quantity).map(({ epoch, histogram }) => ({
        label: String(epoch),
        ...histogram,
      })),
    };
  }

  #histograms(dialect: DialectName, quantity: QuantityName): { epoch: number; histogram: Histogram }[] {
    return this.#reports.flatMap((report) => {
      if (report.dialect !== dialect) return [];
      const parameter: ParameterHistograms | undefined = report.parameters[Number(this.#choice.value)];
      return parameter ? [{ epoch: report.epoch, histogram: parameter[quantity] }] : [];
    });
  }
}

function tableOf(histograms: readonly { epoch: number; histogram: Histogram }[]): TableData {
  const text = (value: number) => value.toPrecision(3);
  return {
    columns: ['Epoch', 'least', 'mean', 'spread', 'largest'],
    rows: histograms.map(({ epoch, histogram }) => {
      const { mean, spread } = momentsOf(histogram);
      return [String(epoch), text(histogram.minimum), text(mean), text(spread), text(histogram.maximum)];
    }),
  };
}

/** Mean and standard deviation, as if all numbers of a part lay in its middle. */
function momentsOf({ minimum, maximum, counts }: Histogram): { mean: number; spread: number } {
  const width = (maximum - minimum) / counts.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const average = (of: (middle: number) => number) =>
    counts.reduce((sum, count, index) => sum + count * of(minimum + (index + 0.5) * width), 0) / total;
  const mean = average((middle) => middle);
  return { mean, spread: Math.sqrt(average((middle) => (middle - mean) ** 2)) };
}

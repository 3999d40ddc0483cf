import type { BatchReport, DialectName, EpochReport, TrainingSettings } from '../../src/training/protocol.ts';
import type { TableData } from '../charts/data-table.ts';
import type { ChartPoint, LineChartData, LineSeries } from '../charts/line-chart.ts';

export type CurveName = 'loss' | 'accuracy';

/** More points than pixels slow the page down and show nothing. */
const POINTS_PER_CURVE = 400;

const voices: Readonly<Record<DialectName, { readonly title: string; readonly colour: string }>> = {
  torch: { title: 'PyTorch', colour: 'var(--duet-torch)' },
  keras: { title: 'Keras', colour: 'var(--duet-keras)' },
};

const curves: Readonly<
  Record<CurveName, { readonly title: string; readonly yMaximum: number | null; readonly digits: number }>
> = {
  loss: { title: 'loss', yMaximum: null, digits: 4 },
  accuracy: { title: 'accuracy', yMaximum: 1, digits: 3 },
};

interface DialectHistory {
  readonly batches: { x: number; loss: number; accuracy: number }[];
  readonly epochs: EpochReport[];
}

/** Figures of the epochs of one line. */
interface Column {
  readonly title: string;
  readonly values: readonly (number | null)[];
}

/** What the reports of a run have told so far, as the data of its charts and tables. */
export class TrainingHistory {
  readonly #epochs: number;
  readonly #hasValidation: boolean;
  readonly #dialects = new Map<DialectName, DialectHistory>();

  constructor({ epochs, validationSplit, dialects }: TrainingSettings) {
    this.#epochs = epochs;
    this.#hasValidation = validationSplit > 0;
    for (const dialect of dialects) this.#dialects.set(dialect, { batches: [], epochs: [] });
  }

  /** Takes the running mean of a batch, unless it lies on the pixel of the one before. */
  addBatch({ dialect, epoch, batch, batchesPerEpoch, loss, accuracy }: BatchReport): void {
    const batches = this.#dialects.get(dialect)?.batches;
    const x = epoch - 1 + batch / batchesPerEpoch;
    const last = batches?.at(-1);
    if (last && x - last.x < this.#epochs / POINTS_PER_CURVE && batch < batchesPerEpoch) return;
    batches?.push({ x, loss, accuracy });
  }

  addEpoch(report: EpochReport): void {
    this.#dialects.get(report.dialect)?.epochs.push(report);
  }

  chart(name: CurveName): LineChartData {
    const { title, yMaximum } = curves[name];
    const series = [...this.#dialects].flatMap(([dialect, history]) => {
      const { title: voice, colour } = voices[dialect];
      const training = trainingPoints(history, name);
      return [
        { label: `${voice} training`, colour, dashed: false, marked: false, points: training },
        ...(this.#hasValidation
          ? [
              {
                label: `${voice} validation`,
                colour,
                dashed: true,
                marked: true,
                points: validationPoints(history, name),
              },
            ]
          : []),
      ];
    });
    return { xLabel: 'epoch', yLabel: title, xMaximum: this.#epochs, yMaximum, series };
  }

  table(name: CurveName): TableData {
    const columns = [...this.#dialects].flatMap(([dialect, { epochs }]): Column[] => {
      const voice = voices[dialect].title;
      return [
        { title: `${voice} training`, values: epochs.map((report) => report[name]) },
        ...(this.#hasValidation
          ? [{ title: `${voice} validation`, values: epochs.map((report) => validationFigure(report, name)) }]
          : []),
      ];
    });
    return tableOf(columns, name);
  }

  /** A line for each dialect, to be compared with those of other runs: of the validation, where there was one. */
  comparedLines(name: CurveName, label: string, colour: string): LineSeries[] {
    return [...this.#dialects].map(([dialect, history]) => ({
      label: `${label}, ${voices[dialect].title}`,
      colour,
      dashed: dialect === 'keras',
      marked: this.#hasValidation,
      width: 'thin',
      points: this.#hasValidation ? validationPoints(history, name) : trainingPoints(history, name),
    }));
  }

  /** The figures of `comparedLines`, a column for each dialect. */
  comparedColumns(name: CurveName, label: string): readonly Column[] {
    return [...this.#dialects].map(([dialect, { epochs }]) => ({
      title: `${label}, ${voices[dialect].title}`,
      values: epochs.map((report) => (this.#hasValidation ? validationFigure(report, name) : report[name])),
    }));
  }

  get epochs(): number {
    return this.#epochs;
  }
}

/** The table of a curve with further columns beside its own. */
export function withColumns(table: TableData, columns: readonly Column[], name: CurveName): TableData {
  const added = tableOf(columns, name);
  const rowCount = Math.max(table.rows.length, added.rows.length);
  const empty = (cells: number) => Array.from({ length: cells }, () => '–');
  const rows = Array.from({ length: rowCount }, (_, index) => [
    String(index + 1),
    ...(table.rows[index]?.slice(1) ?? empty(table.columns.length - 1)),
    ...(added.rows[index]?.slice(1) ?? empty(columns.length)),
  ]);
  return { columns: [...table.columns, ...added.columns.slice(1)], rows };
}

/** What no run has drawn yet. */
export function emptyChart(name: CurveName): LineChartData {
  const { title, yMaximum } = curves[name];
  return { xLabel: 'epoch', yLabel: title, xMaximum: 1, yMaximum, series: [] };
}

function tableOf(columns: readonly Column[], name: CurveName): TableData {
  const { digits } = curves[name];
  const text = (value: number | null | undefined) => value?.toFixed(digits) ?? '–';
  const rowCount = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows = Array.from({ length: rowCount }, (_, index) => [
    String(index + 1),
    ...columns.map(({ values }) => text(values[index])),
  ]);
  return { columns: ['Epoch', ...columns.map(({ title }) => title)], rows };
}

function trainingPoints({ batches }: DialectHistory, name: CurveName): ChartPoint[] {
  return batches.map((batch) => ({ x: batch.x, y: batch[name] }));
}

function validationPoints({ epochs }: DialectHistory, name: CurveName): ChartPoint[] {
  return epochs.flatMap((report): ChartPoint[] => {
    const y = validationFigure(report, name);
    return y === null ? [] : [{ x: report.epoch, y }];
  });
}

function validationFigure(report: EpochReport, name: CurveName): number | null {
  return name === 'loss' ? report.validationLoss : report.validationAccuracy;
}

import type { BatchReport, DialectName, EpochReport, TrainingSettings } from '../../src/training/protocol.ts';
import type { TableData } from '../charts/data-table.ts';
import type { ChartPoint, LineChartData } from '../charts/line-chart.ts';

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
    const series = [...this.#dialects].flatMap(([dialect, { batches, epochs }]) => {
      const { title: voice, colour } = voices[dialect];
      const training = batches.map((batch): ChartPoint => ({ x: batch.x, y: batch[name] }));
      const validation = epochs.flatMap((report): ChartPoint[] => {
        const y = validationFigure(report, name);
        return y === null ? [] : [{ x: report.epoch, y }];
      });
      return [
        { label: `${voice} training`, colour, dashed: false, marked: false, points: training },
        ...(this.#hasValidation
          ? [{ label: `${voice} validation`, colour, dashed: true, marked: true, points: validation }]
          : []),
      ];
    });
    return { xLabel: 'epoch', yLabel: title, xMaximum: this.#epochs, yMaximum, series };
  }

  table(name: CurveName): TableData {
    const dialects = [...this.#dialects];
    const { digits } = curves[name];
    const text = (value: number | null | undefined) => value?.toFixed(digits) ?? '–';
    const columns = dialects.flatMap(([dialect]) => {
      const voice = voices[dialect].title;
      return [`${voice} training`, ...(this.#hasValidation ? [`${voice} validation`] : [])];
    });
    const rowCount = Math.max(0, ...dialects.map(([, { epochs }]) => epochs.length));
    const rows = Array.from({ length: rowCount }, (_, index) => [
      String(index + 1),
      ...dialects.flatMap(([, { epochs }]) => {
        const report = epochs[index];
        return [text(report?.[name]), ...(this.#hasValidation ? [text(report && validationFigure(report, name))] : [])];
      }),
    ]);
    return { columns: ['Epoch', ...columns], rows };
  }
}

function validationFigure(report: EpochReport, name: CurveName): number | null {
  return name === 'loss' ? report.validationLoss : report.validationAccuracy;
}

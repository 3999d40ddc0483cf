import type { DialectName, DrawnSchedule } from '../../src/training/protocol.ts';
import type { TableData } from '../charts/data-table.ts';
import type { ChartPoint, LineChartData, LineSeries } from '../charts/line-chart.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';
import { powerOfTen } from '../charts/power-of-ten.ts';
import { rateText } from '../../src/schedules/rate-text.ts';

/** Learning rates by step: ahead of the run, as they were meant, and of the run so far. */
export interface DialectRates {
  readonly drawn: DrawnSchedule | null;
  readonly run: readonly number[];
  /** Batches in an epoch of the run, which may have had other settings. */
  readonly runBatchesPerEpoch: number;
}

interface RateCurves {
  readonly epochs: number;
  readonly batchesPerEpoch: number;
  readonly dialects: ReadonlyMap<DialectName, DialectRates>;
}

/** More points than pixels show nothing more. */
const MOST_STEPS_DRAWN = 500;

const colours: Readonly<Record<DialectName, string>> = { torch: 'var(--duet-torch)', keras: 'var(--duet-keras)' };

export function rateChart({ epochs, batchesPerEpoch, dialects }: RateCurves): LineChartData {
  const all = [...dialects.values()].flatMap(({ drawn, run }) => [
    ...(drawn?.rates ?? []),
    ...(drawn?.intended ?? []),
    ...run,
  ]);
  const finite = all.filter(Number.isFinite);
  const least = finite.reduce((found, rate) => Math.min(found, rate), 0);
  const exponent = exponentOf(finite.reduce((largest, rate) => Math.max(largest, Math.abs(rate)), 0));
  const values = [...dialects.values()];
  const isBelow = {
    ahead: lieOnEachOther(values.map(({ drawn }) => drawn?.rates ?? [])),
    run: lieOnEachOther(values.map(({ run }) => run)),
  };
  const series = [...dialects].flatMap(([dialect, { drawn, run, runBatchesPerEpoch }], place): LineSeries[] => {
    const voice = dialectLabels[dialect];
    const colour = colours[dialect];
    const line = (
      label: string,
      rates: readonly number[],
      batches: number,
      style: Partial<LineSeries>,
    ): LineSeries[] => {
      if (rates.length === 0) return [];
      const points = stairs(rates, batches, 10 ** -exponent);
      const hides = style.dashed === false ? isBelow.run : isBelow.ahead;
      const width = hides && place === 0 ? ({ width: 'wide' } as const) : {};
      return [{ label, colour, dashed: true, marked: false, points, ...width, ...style }];
    };
    const meant = { colour: 'var(--duet-ink-soft)' };
    return [
      ...line(`${voice}, as meant`, drawn?.intended ?? [], batchesPerEpoch, meant),
      ...line(`${voice}, ahead`, drawn?.rates ?? [], batchesPerEpoch, {}),
      ...line(`${voice}, the run`, run, runBatchesPerEpoch, { dashed: false }),
    ];
  });
  return {
    xLabel: 'epochs',
    yLabel: `learning rate${exponent === 0 ? '' : ` (× ${powerOfTen(exponent)})`}`,
    xMaximum: epochs,
    yMaximum: null,
    ...(least < 0 && { yMinimum: least * 10 ** -exponent }),
    series,
  };
}

/** Whether the lines of two frameworks would mostly hide each other. */
function lieOnEachOther([ours, theirs]: readonly (readonly number[])[]): boolean {
  if (!ours || !theirs || ours.length === 0) return false;
  const same = ours.filter((rate, step) => Math.abs(rate - (theirs[step] ?? NaN)) <= 1e-6 * Math.abs(rate));
  return same.length > ours.length / 2;
}

/** The rates with which each epoch begins and ends. */
export function rateTable({ epochs, batchesPerEpoch, dialects }: RateCurves): TableData {
  const columns = [...dialects].flatMap(([dialect]) => [
    `${dialectLabels[dialect]}, ahead`,
    `${dialectLabels[dialect]}, the run`,
  ]);
  const cell = (rates: readonly number[], epoch: number, batches: number) => {
    const [first, last] = [rates[epoch * batches], rates[(epoch + 1) * batches - 1]];
    if (first === undefined) return '–';
    return last === undefined || first === last ? rateText(first) : `${rateText(first)} … ${rateText(last)}`;
  };
  const rows = Array.from({ length: epochs }, (_, epoch) => [
    String(epoch + 1),
    ...[...dialects.values()].flatMap(({ drawn, run, runBatchesPerEpoch }) => [
      cell(drawn?.rates ?? [], epoch, batchesPerEpoch),
      cell(run, epoch, runBatchesPerEpoch),
    ]),
  ]);
  return { columns: ['Epoch', ...columns], rows };
}

/** A rate holds for its whole step, so each change is upright. */
function stairs(rates: readonly number[], batchesPerEpoch: number, scale: number): ChartPoint[] {
  const stride = Math.max(1, Math.ceil(rates.length / MOST_STEPS_DRAWN));
  const points: ChartPoint[] = [];
  for (let step = 0; step < rates.length; step += stride) {
    const y = heightOf(rates[step], scale);
    const last = points.at(-1);
    const x = step / batchesPerEpoch;
    if (last && last.y !== y) points.push({ x, y: last.y });
    if (last?.y !== y) points.push({ x, y });
  }
  points.push({ x: rates.length / batchesPerEpoch, y: heightOf(rates.at(-1), scale) });
  return points;
}

/** NaN, which is not drawn, for a rate that has no place on any axis. */
function heightOf(rate: number | undefined, scale: number): number {
  return rate !== undefined && Number.isFinite(rate) ? rate * scale : NaN;
}

/** The power of ten that small and huge rates are shown as multiples of, so that their figures are short. */
function exponentOf(largest: number): number {
  return largest > 0 && (largest < 0.1 || largest >= 1000) ? Math.floor(Math.log10(largest)) : 0;
}

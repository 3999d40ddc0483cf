import type { MistakeSide } from '../../src/training/protocol.ts';
import type { TableData } from '../charts/data-table.ts';
import type { LineChartData } from '../charts/line-chart.ts';
import type { MistakeRecord } from './mistake-record.ts';

/** More points than pixels show nothing more. */
const MOST_POINTS = 300;
const TABLE_ROWS = 10;

const styles: Readonly<
  Record<MistakeSide, { readonly label: string; readonly colour: string; readonly dashed: boolean }>
> = {
  wrong: { label: 'Wrong', colour: 'var(--duet-bad)', dashed: true },
  right: { label: 'Right', colour: 'var(--duet-good)', dashed: false },
};

/** Both sides over their steps. */
export function mistakeChart({ sides }: MistakeRecord, steps: number, curve: string): LineChartData {
  return {
    xLabel: 'step',
    yLabel: curve,
    xMaximum: steps,
    yMaximum: null,
    series: (['right', 'wrong'] as const).map((side) => ({
      ...styles[side],
      marked: false,
      points: thinned(sides[side].values),
    })),
  };
}

/** Some of the steps, as numbers. */
export function mistakeTable({ sides }: MistakeRecord, steps: number, curve: string): TableData {
  const every = Math.max(1, Math.floor(steps / TABLE_ROWS));
  const rows = Array.from({ length: Math.ceil(steps / every) }, (_, row) => Math.min(steps, (row + 1) * every));
  const text = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(4));
  return {
    columns: ['Step', `Wrong ${curve}`, `Right ${curve}`],
    rows: [1, ...rows].map((step) => [
      String(step),
      text(sides.wrong.values[step - 1]),
      text(sides.right.values[step - 1]),
    ]),
  };
}

function thinned(values: readonly number[]): readonly { readonly x: number; readonly y: number }[] {
  const every = Math.ceil(values.length / MOST_POINTS);
  return values.flatMap((y, index) =>
    index % every === 0 || index === values.length - 1 ? [{ x: index + 1, y }] : [],
  );
}

import { rateText } from '../../src/schedules/rate-text.ts';
import type { RateRangeReport } from '../../src/training/protocol.ts';
import type { TableData } from '../charts/data-table.ts';
import type { LineChartData } from '../charts/line-chart.ts';
import { powerOfTen } from '../charts/power-of-ten.ts';

type RangePoints = RateRangeReport['points'];

/** Powers of ten from the lowest rate to the highest. */
const LOWEST_EXPONENT = -5;
const DECADES = 6;
/** A loss beyond this is off the chart: it would flatten everything else. */
const HIGHEST_LOSS = 5;

/**
 * The loss of each step over the power of ten of its learning rate.
 *
 * @param steepest the rate around which the loss falls fastest, which is marked; null for none.
 */
export function rangeChart(points: RangePoints, steepest: number | null = null): LineChartData {
  const at = (rate: number) => Math.log10(rate) - LOWEST_EXPONENT;
  const curve = (of: 'loss' | 'smoothed') => points.map((point) => ({ x: at(point.rate), y: point[of] }));
  const fastest = points.filter(({ rate }) => rate === steepest);
  const largest = Math.max(...points.map(({ smoothed }) => smoothed));
  return {
    xLabel: 'learning rate',
    xTickText: (x) => powerOfTen(x + LOWEST_EXPONENT),
    yLabel: 'loss',
    xMaximum: DECADES,
    yMaximum: Math.min(HIGHEST_LOSS, Math.ceil(largest + 0.5)),
    series: [
      {
        label: 'Loss of each step',
        colour: 'var(--duet-line-control)',
        dashed: false,
        marked: false,
        points: curve('loss'),
      },
      { label: 'Smoothed', colour: 'var(--duet-torch)', dashed: false, marked: false, points: curve('smoothed') },
      ...(fastest.length === 0
        ? []
        : [
            {
              label: 'Falls fastest',
              colour: 'var(--duet-ink)',
              dashed: false,
              marked: true,
              points: fastest.map(({ rate, smoothed }) => ({ x: at(rate), y: smoothed })),
            },
          ]),
    ],
  };
}

export function rangeTable(points: RangePoints): TableData {
  return {
    columns: ['Step', 'Learning rate', 'Loss', 'Smoothed'],
    rows: points.map(({ rate, loss, smoothed }, index) => [
      String(index + 1),
      rateText(rate),
      loss.toFixed(4),
      smoothed.toFixed(4),
    ]),
  };
}

import { extent, max } from 'd3-array';
import type { LineChartData } from './line-chart.ts';

/** Where a y axis ends that ends at the largest value: 1 where none is above 0. */
export function largestY({ series }: LineChartData): number {
  const largest = max(series, ({ points }) => extent(points, ({ y }) => y)[1] ?? 0) ?? 0;
  return largest > 0 ? largest : 1;
}

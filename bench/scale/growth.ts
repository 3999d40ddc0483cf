/** A figure of a course of so many chapters. */
export interface Measured {
  readonly chapters: number;
  readonly value: number;
}

/**
 * With which power of the number of chapters a figure grows: 1 is linear, 2 quadratic. The slope of the line that lies
 * nearest to the logarithms.
 *
 * @param measured of at least two numbers of chapters, else the answer is NaN
 */
export function growthExponent(measured: readonly Measured[]): number {
  const points = measured.map(({ chapters, value }) => ({ x: Math.log(chapters), y: Math.log(value) }));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map((point) => point.x));
  const y = mean(points.map((point) => point.y));
  const covariance = mean(points.map((point) => (point.x - x) * (point.y - y)));
  return covariance / mean(points.map((point) => (point.x - x) ** 2));
}

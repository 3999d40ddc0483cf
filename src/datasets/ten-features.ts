import { Mt19937 } from '../engine/random/mt19937.ts';
import type { Dataset, ImageSet } from './load.ts';
import { tables } from './registry.ts';

/** The seed of the points and of the rows. */
const SEED = 7;
const POINTS_PER_CLASS = 2;

/**
 * A table of 5,000 rows with ten features from 0 to 1 and five classes, which has a rule that a network can find.
 *
 * Ten points are drawn, then the rows, all uniform in the cube of ten dimensions. A row has the class of the nearest point, and
 * point p has class p mod 5: so each class has two regions, which no single dense layer can tell apart. The first
 * 4,000 rows are for training, the others for the test.
 *
 * NumPy draws the same numbers: `RandomState(7).random_sample((10, 10))`, then `random_sample((5000, 10))`.
 */
export function tenFeatures(): Dataset {
  const { width, height, channels, classNames, fullTrainImages, fullTestImages } = tables['ten-features'];
  const generator = new Mt19937(SEED);
  const draw = (rows: number) =>
    Array.from({ length: rows }, () => Array.from({ length: width }, () => uniform(generator)));
  const points = draw(classNames.length * POINTS_PER_CLASS);
  const rows = draw(fullTrainImages + fullTestImages);
  const part = (first: number, last: number): ImageSet => {
    const taken = rows.slice(first, last);
    return {
      images: Float32Array.from(taken.flat()),
      labels: Uint8Array.from(taken, (row) => nearest(points, row) % classNames.length),
      count: taken.length,
    };
  };
  const [train, test] = [part(0, fullTrainImages), part(fullTrainImages, rows.length)];
  return { train, test, height, width, channels, classNames };
}

/** From 0 to below 1 with 53 random bits, of two words, as NumPy's `random_sample`. */
function uniform(generator: Mt19937): number {
  const [high, low] = [generator.nextUint32() >>> 5, generator.nextUint32() >>> 6];
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** Which of the points has the least distance. */
function nearest(points: readonly (readonly number[])[], row: readonly number[]): number {
  const distances = points.map((point) => point.reduce((sum, value, i) => sum + (value - (row[i] ?? 0)) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}

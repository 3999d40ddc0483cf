import { extent } from 'd3-array';
import { contours } from 'd3-contour';
import type { LossSurfaceSettings, SurfacePosition, SurfaceReport } from '../../src/training/protocol.ts';

type Surface = Pick<LossSurfaceSettings, 'gridSize' | 'xDomain' | 'yDomain'> & Pick<SurfaceReport, 'losses'>;

/**
 * From the lowest loss upwards, each band above a line of equal loss, as closed rings of positions; the lines lie evenly in
 * the logarithm of the loss.
 */
export function surfaceBands(
  { losses, gridSize, xDomain, yDomain }: Surface,
  count: number,
): readonly (readonly (readonly SurfacePosition[])[])[] {
  const logarithms = Array.from(losses, (loss) => Math.log10(Math.max(loss, Number.MIN_VALUE)));
  const [least = 0, greatest = 1] = extent(logarithms);
  const thresholds = Array.from({ length: count }, (_, band) => least + ((greatest - least) * band) / count);
  // A contour has its values in the middle of cells, so the first of them lies at a half.
  const valueAt = ([least, greatest]: readonly [number, number], cell: number) =>
    least + ((greatest - least) * (cell - 0.5)) / (gridSize - 1);
  const position = ([column = NaN, row = NaN]: readonly number[]): SurfacePosition => [
    valueAt(xDomain, column),
    valueAt(yDomain, row),
  ];
  return contours()
    .size([gridSize, gridSize])
    .thresholds(thresholds)(logarithms)
    .map(({ coordinates }) => coordinates.flatMap((polygon) => polygon.map((ring) => ring.map(position))));
}

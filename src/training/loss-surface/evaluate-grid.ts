import type { LossSurfaceSettings, SurfaceReport } from '../loss-surface-protocol.ts';
import type { SurfaceRace } from './surface-race.ts';

/** Outputs that one evaluation computes, at most: 4 MiB of them. */
const OUTPUTS_PER_EVALUATION = 2 ** 20;

/**
 * The losses of a grid, many positions at a time.
 *
 * @param pointCount how many points the loss is a mean of.
 * @param afterEach is awaited after each evaluation.
 */
export async function evaluateGrid(
  race: SurfaceRace,
  { gridSize, xDomain, yDomain }: LossSurfaceSettings,
  pointCount: number,
  afterEach: () => Promise<void>,
): Promise<Pick<SurfaceReport, 'losses' | 'evaluations'>> {
  const valueAt = ([least, greatest]: readonly [number, number], index: number) =>
    least + ((greatest - least) * index) / (gridSize - 1);
  const count = gridSize * gridSize;
  const positions = Float32Array.from({ length: count * 2 }, (_, index) => {
    const cell = Math.floor(index / 2);
    return index % 2 === 0 ? valueAt(xDomain, cell % gridSize) : valueAt(yDomain, Math.floor(cell / gridSize));
  });
  const perEvaluation = Math.max(1, Math.floor(OUTPUTS_PER_EVALUATION / pointCount));
  const losses = new Float32Array(count);
  let evaluations = 0;
  for (let first = 0; first < count; first += perEvaluation) {
    losses.set(await race.losses(positions.slice(first * 2, (first + perEvaluation) * 2)), first);
    evaluations += 1;
    await afterEach();
  }
  return { losses, evaluations };
}

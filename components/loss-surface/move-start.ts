import type { SurfacePosition } from '../../src/training/protocol.ts';
import type { SurfaceProblem } from './surface-problems.ts';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

/** Steps from one end of the map to the other, and how many a large step is. */
const STEPS = 40;
const LARGE_STEP = 5;

/** Where a key moves a start on the map; null for a key that moves nothing. */
export function movedByKey(
  [x, y]: SurfacePosition,
  key: string,
  isLarge: boolean,
  { xDomain, yDomain }: SurfaceProblem,
): SurfacePosition | null {
  const direction = directions[key];
  if (!direction) return null;
  const move = (value: number, steps: number, [least, greatest]: readonly [number, number]) =>
    inside(value + (steps * (isLarge ? LARGE_STEP : 1) * (greatest - least)) / STEPS, [least, greatest]);
  return [move(x, direction[0], xDomain), move(y, direction[1], yDomain)];
}

/** The middle of the map. */
export function middleOf({ xDomain, yDomain }: SurfaceProblem): SurfacePosition {
  return [(xDomain[0] + xDomain[1]) / 2, (yDomain[0] + yDomain[1]) / 2];
}

/** To the nearest hundredth on the map. */
function inside(value: number, [least, greatest]: readonly [number, number]): number {
  return Math.round(Math.min(greatest, Math.max(least, value)) * 100) / 100;
}

import { ValueError } from '../../errors.ts';

/** @throws {ValueError} unless the number of steps is above 0. */
export function positiveSteps(steps: number, name: string): number {
  if (steps > 0) return steps;
  throw new ValueError(`Argument \`${name}\` must be > 0. Received: ${name}=${steps}`);
}

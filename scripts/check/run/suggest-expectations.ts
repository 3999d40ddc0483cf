import type { Expectation, Metrics } from '../../../components/experiment/expectation.ts';

/** Another seed may reach that much less of an accuracy. */
const ACCURACY_ROOM = 0.05;
/** And a loss or another figure may be that share greater or smaller. */
const ROOM = 0.25;
/** What depends on the machine; nothing can be expected of it. */
const ofTheMachine = /PerSecond|milliseconds|seconds|gflops|speed|ratio/i;

/**
 * What one run lets a chapter expect, with room for another seed.
 *
 * @returns by figure: an accuracy's least value, a loss's greatest, a count itself, and of others a band around it.
 */
export function suggestExpectations(result: Metrics): Record<string, Expectation> {
  const usable = Object.entries(result).filter(([name]) => !ofTheMachine.test(name));
  return Object.fromEntries(usable.map(([name, value]) => [name, suggest(name, value)]));
}

function suggest(name: string, value: number): Expectation {
  if (/accuracy/i.test(name)) return { min: Math.max(0, Math.floor((value - ACCURACY_ROOM) * 100) / 100) };
  if (Number.isInteger(value)) return { equals: value };
  if (/loss|error/i.test(name)) return { max: rounded(value * (1 + ROOM)) };
  return { equals: rounded(value), tolerance: rounded(Math.abs(value) * ROOM) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

/** As a chapter writes it: `{ quick: { testAccuracy: { min: 0.62 } } }`. */
export function expectText(expectations: unknown): string {
  if (typeof expectations !== 'object' || expectations === null) return String(expectations);
  const entries = Object.entries(expectations).map(([name, value]) => {
    const key = /^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`;
    return `${key}: ${expectText(value)}`;
  });
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

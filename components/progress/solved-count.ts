import type { KeptKind } from '../quiz/kept-kinds.ts';

/**
 * How many questions, exercises or goals are solved, by the text that their widget keeps. A result solves nothing.
 *
 * @returns 0 for what is not ours: anybody can write into a browser's storage.
 */
export function solvedCount(kind: KeptKind, text: string): number {
  if (kind === 'goal') return text === 'reached' ? 1 : 0;
  if (kind === 'result') return 0;
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return 0;
  }
  if (kind === 'exercise') return isRight(kept) ? 1 : 0;
  if (typeof kept !== 'object' || kept === null || !('attempts' in kept) || !Array.isArray(kept.attempts)) return 0;
  const entries: readonly unknown[] = kept.attempts;
  return entries.filter((entry) => Array.isArray(entry) && isRight(entry[1])).length;
}

function isRight(kept: unknown): boolean {
  return typeof kept === 'object' && kept !== null && 'isRight' in kept && kept.isRight === true;
}

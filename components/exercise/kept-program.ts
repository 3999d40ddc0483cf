/** What the reader's browser keeps of an exercise. */
export interface KeptProgram {
  readonly source: string;
  /** How often it was checked since the start. */
  readonly attempts: number;
  readonly isRight: boolean;
}

/** Writes what {@link readKeptProgram} reads. */
export function writeKeptProgram(program: KeptProgram, solution: string): string {
  return JSON.stringify({ ...program, solution });
}

/**
 * Reads a program that was kept. Of one that was checked against another solution only its text counts.
 *
 * @returns null for what is not ours: anybody can write into a browser's storage.
 */
export function readKeptProgram(text: string, solution: string): KeptProgram | null {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof kept !== 'object' || kept === null) return null;
  if (!('source' in kept && 'attempts' in kept && 'isRight' in kept && 'solution' in kept)) return null;
  const { source, attempts, isRight } = kept;
  if (typeof source !== 'string' || typeof attempts !== 'number' || typeof isRight !== 'boolean') return null;
  return kept.solution === solution ? { source, attempts, isRight } : { source, attempts: 0, isRight: false };
}

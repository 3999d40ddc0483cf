import { BuildError } from '../build-error.ts';

/** Something in a folder of `content/data` that its owner can mend. */
export interface DataProblem {
  /** As the person at the terminal calls it: `content/data/leaves/data-set.yaml`. */
  readonly file: string;
  /** From 1; null where the whole file is meant. */
  readonly line: number | null;
  /** What is wrong: one sentence. */
  readonly fact: string;
  /** How to mend it: one sentence. */
  readonly fix: string;
}

/** More are not of use at once. */
const MOST_SHOWN = 20;

/** @throws {BuildError} when there are any, one line for each. */
export function refuse(problems: readonly DataProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems.slice(0, MOST_SHOWN).map(({ file, line, fact, fix }) => {
    return `${line === null ? file : `${file}:${line}`} ${fact} ${fix}`;
  });
  const more = problems.length - lines.length;
  throw new BuildError([...lines, ...(more > 0 ? [`… and ${more} more problems`] : [])].join('\n'));
}

/** Something in a chapter that its teacher can mend. */
export interface Problem {
  /** Below the repository's root, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** What is wrong: one sentence. */
  readonly fact: string;
  /** How to mend it: one sentence. */
  readonly fix: string;
}

/** One line, as editors and terminals link it. */
export function problemText({ file, line, column, fact, fix }: Problem): string {
  return `${file}:${line}:${column} ${fact} ${fix}`;
}

/** In the order of reading. */
export function byPlace(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
}

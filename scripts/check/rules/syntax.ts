import type { Chapter } from '../chapter.ts';
import type { Problem } from '../problem.ts';

/** What keeps the whole chapter from being read. */
export function syntaxProblems({ file, syntaxError }: Chapter): Problem[] {
  if (!syntaxError) return [];
  const { line, column, reason } = syntaxError;
  return [
    {
      file,
      line,
      column,
      fact: `The text cannot be read: ${reason}.`,
      fix: 'Close every tag and every brace, and write a < or { that is meant as text between backticks.',
    },
  ];
}

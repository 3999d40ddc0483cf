/** Checks a reader's program: the same names are computed by it and by the solution, and their values are compared. */
import type { Evaluation, EvaluationError } from '../../src/expressions/evaluation-result.ts';
import { describeDifference } from './compare-values.ts';

/** What is said of one name, or of the program as a whole. */
export interface Finding {
  readonly isRight: boolean;
  /** What stands between backticks is code. */
  readonly text: string;
}

/** A program that ends with the values of these names. */
export function withNames(source: string, names: readonly string[]): string {
  return [source.trimEnd(), ...names].join('\n');
}

export interface CheckedRun {
  /** What the reader wrote. */
  readonly source: string;
  /** Of the reader's program with the names at its end. */
  readonly given: Evaluation;
  /** Line on which the reader's program stopped; null where it did not, or where no line is known. */
  readonly errorLine: number | null;
  /** Of the solution with the names at its end. */
  readonly right: Evaluation;
  readonly names: readonly string[];
  readonly tolerance: number;
}

/** What is right and what is not, one finding for each name; a program that stops has a single one. */
export function checkProgram(run: CheckedRun): readonly Finding[] {
  const { given, right, names, tolerance } = run;
  if (right.error) return [{ isRight: false, text: `The solution itself fails: ${errorText(right.error, null)}` }];
  if (given.error) return [{ isRight: false, text: stopText(given.error, run) }];
  return names.map((name, index) => {
    const [value, expected] = [given, right].map(({ statements }) => statements.at(index - names.length)?.value);
    if (!value || !expected) return { isRight: false, text: `\`${name}\` has no value.` };
    const difference = describeDifference(value, expected, tolerance);
    return { isRight: difference === null, text: `\`${name}\` ${difference ?? 'is right.'}` };
  });
}

function stopText(error: EvaluationError, { source, errorLine, names }: CheckedRun): string {
  const lines = source.trimEnd().split('\n').length;
  const name = error.kind === 'program' ? names[error.place.line - lines - 1] : undefined;
  if (name !== undefined) return `There is no \`${name}\` yet. Give it its value: \`${name} = ...\``;
  return errorText(error, errorLine);
}

function errorText(error: EvaluationError, line: number | null): string {
  if (error.kind === 'framework') {
    return `${line === null ? '' : `Line ${line}: `}${error.errorClass}: ${error.message}`;
  }
  return `Line ${error.place.line}, column ${error.place.column}: ${error.message} ${error.fix}`;
}

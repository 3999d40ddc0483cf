/** Reading and printing programs: loaded when the reader first changes one, or runs it. */
import { ExpressionError } from '../../src/expressions/expression-error.ts';
import { parse } from '../../src/expressions/parse.ts';
import { printProgram } from '../../src/expressions/print-program.ts';
import type { Span } from '../../src/expressions/syntax.ts';
import { highlightPython } from '../cnn-trainer/code/highlight.ts';

/** A program that can run. */
export interface ReadableSource {
  readonly kind: 'program';
  /** Each statement as it was typed. */
  readonly statements: readonly string[];
  /** The code of each statement. */
  readonly torch: readonly string[];
  readonly tensorflow: readonly string[];
}

/** Why one cannot, and where. */
export interface SourceProblem {
  readonly kind: 'problem';
  /** With line and column. */
  readonly fact: string;
  readonly fix: string;
  readonly span: Span;
}

/** Reads a program and prints it for both frameworks. */
export function readSource(source: string): ReadableSource | SourceProblem {
  try {
    const program = parse(source);
    return {
      kind: 'program',
      statements: program.statements.map(({ span }) => source.slice(span.start, span.end)),
      torch: printProgram(program, 'torch'),
      tensorflow: printProgram(program, 'tensorflow'),
    };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { fact, fix, span } = error;
    return { kind: 'problem', fact, fix, span };
  }
}

/** Lines of Python as HTML. */
export function highlighted(lines: readonly string[]): string {
  return highlightPython(lines.join('\n')).join('\n');
}

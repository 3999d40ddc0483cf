import { ExpressionError, placeOf } from '../../src/expressions/expression-error.ts';
import { parse } from '../../src/expressions/parse.ts';

/** The line, counted from 1, on which a statement of a program begins; null for a program that has no such statement. */
export function lineOfStatement(source: string, statement: number): number | null {
  try {
    const span = parse(source).statements[statement]?.span;
    return span ? placeOf(source, span.start).line : null;
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

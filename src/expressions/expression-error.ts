import type { Span } from './syntax.ts';

/** A line and a column, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A program that cannot be read or run: a fact, the way on, and where in the source. */
export class ExpressionError extends Error {
  readonly fix: string;
  readonly span: Span;
  readonly place: Place;

  constructor(message: string, fix: string, span: Span, source: string) {
    super(message);
    this.name = 'ExpressionError';
    this.fix = fix;
    this.span = span;
    this.place = placeOf(source, span.start);
  }

  /** The message with its place before it. */
  get fact(): string {
    return `Line ${this.place.line}, column ${this.place.column}: ${this.message}`;
  }
}

/** Line and column of a character of the source. */
export function placeOf(source: string, offset: number): Place {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

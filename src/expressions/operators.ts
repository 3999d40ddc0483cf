import type { BinaryOperator, ComparisonOperator, UnaryOperator } from './syntax.ts';

const BINARY: readonly string[] = [
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '@',
  '&',
  '|',
  '^',
] satisfies readonly BinaryOperator[];
const COMPARISONS: readonly string[] = ['<', '<=', '>', '>=', '==', '!='] satisfies readonly ComparisonOperator[];
const UNARY: readonly string[] = ['-', '+', '~'] satisfies readonly UnaryOperator[];

export function isBinaryOperator(text: string): text is BinaryOperator {
  return BINARY.includes(text);
}

export function isComparisonOperator(text: string): text is ComparisonOperator {
  return COMPARISONS.includes(text);
}

export function isUnaryOperator(text: string): text is UnaryOperator {
  return UNARY.includes(text);
}

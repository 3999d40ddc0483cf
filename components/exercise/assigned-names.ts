import type { Program } from '../../src/expressions/syntax.ts';

/** Names to which a program gives a value. */
export function assignedNames({ statements }: Program): readonly string[] {
  return statements.flatMap((statement) => (statement.kind === 'assignment' ? statement.names : []));
}

/** The names that an exercise compares, out of its property `check`: `mean, total`. */
export function checkedNames(check: string): readonly string[] {
  return check.split(/[\s,]+/).filter(Boolean);
}

import { expect, test } from 'vitest';
import { checkProgram, withNames } from '../../../../components/exercise/check-program.ts';
import { lineOfStatement } from '../../../../components/exercise/line-of-statement.ts';
import type { Evaluation, EvaluationError } from '../../../../src/expressions/evaluation-result.ts';
import { placeOf } from '../../../../src/expressions/expression-error.ts';

/** An evaluation whose last statements are these numbers. */
function evaluation(...values: readonly number[]): Evaluation {
  const statements = [0, ...values].map((value) => ({
    value: { kind: 'tensor', dtype: 'float32', shape: [], values: [value], layout: null } as const,
    operands: [],
    origin: null,
  }));
  return { statements, error: null };
}

const names = ['a', 'b'];
const source = 'a = 1\nb = 2\n';
const run = { source, names, tolerance: 0, errorLine: null, right: evaluation(1, 2) };

function stopped(error: EvaluationError): Evaluation {
  return { statements: [], error };
}

test('a program ends with the names that are checked', () => {
  expect(withNames(source, names)).toBe('a = 1\nb = 2\na\nb');
});

test('each name has a finding of its own', () => {
  expect(checkProgram({ ...run, given: evaluation(1, 2) })).toEqual([
    { isRight: true, text: '`a` is right.' },
    { isRight: true, text: '`b` is right.' },
  ]);
  expect(checkProgram({ ...run, given: evaluation(1, 3) })).toEqual([
    { isRight: true, text: '`a` is right.' },
    { isRight: false, text: '`b` is 3, which is not right.' },
  ]);
});

test('a name that is not there is asked for; other errors tell their place', () => {
  const program = withNames(source, names);
  const at = (start: number): EvaluationError => ({
    kind: 'program',
    message: 'There is no b.',
    fix: 'Assign it.',
    span: { start, end: start + 1 },
    place: placeOf(program, start),
    statement: 0,
  });
  const given = stopped(at(program.lastIndexOf('b')));
  expect(checkProgram({ ...run, given })).toEqual([
    { isRight: false, text: 'There is no `b` yet. Give it its value: `b = ...`' },
  ]);
  expect(checkProgram({ ...run, given: stopped(at(program.indexOf('b'))) })).toEqual([
    { isRight: false, text: 'Line 2, column 1: There is no b. Assign it.' },
  ]);
});

test('what the framework raises is told in its words', () => {
  const given = stopped({ kind: 'framework', errorClass: 'RuntimeError', message: 'shapes differ', statement: 0 });
  expect(checkProgram({ ...run, given, errorLine: 2 })).toEqual([
    { isRight: false, text: 'Line 2: RuntimeError: shapes differ' },
  ]);
  expect(checkProgram({ ...run, given })).toEqual([{ isRight: false, text: 'RuntimeError: shapes differ' }]);
  expect(checkProgram({ ...run, right: given, given: evaluation(1, 2) })).toEqual([
    { isRight: false, text: 'The solution itself fails: RuntimeError: shapes differ' },
  ]);
});

test('the line of a statement is where it begins, whatever stands above', () => {
  const program = '# sums\na = [1,\n  2]; b = a\n\nc = b';
  expect([0, 1, 2, 3].map((statement) => lineOfStatement(program, statement))).toEqual([2, 3, 5, null]);
  expect(lineOfStatement('a = (', 0)).toBeNull();
});

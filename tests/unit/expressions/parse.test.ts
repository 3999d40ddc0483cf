import { describe, expect, test } from 'vitest';
import { ExpressionError } from '../../../src/expressions/expression-error.ts';
import { parse } from '../../../src/expressions/parse.ts';

function errorOf(source: string): ExpressionError {
  try {
    parse(source);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`“${source}” was read.`);
}

describe('statements', () => {
  test('assignments, item assignments, updates and expressions, on lines or behind semicolons', () => {
    const { statements } = parse('x = 1; y, z = x, 2\nx[0, 1:] = 3  # a comment\n\nx += 1\nx');
    expect(statements.map(({ kind }) => kind)).toEqual([
      'assignment',
      'assignment',
      'itemAssignment',
      'update',
      'expression',
    ]);
    expect(statements[1]).toMatchObject({ names: ['y', 'z'], value: { kind: 'tuple' } });
  });

  test('every node knows its place', () => {
    const source = 'x = tensor([1, 2])\nsum(x, axis=0)';
    const [, last] = parse(source).statements;
    expect(last && source.slice(last.span.start, last.span.end)).toBe('sum(x, axis=0)');
    expect(last?.value).toMatchObject({ kind: 'call', callee: { name: 'sum' }, keywords: [{ name: 'axis' }] });
  });
});

describe('expressions', () => {
  const valueOf = (source: string) => parse(source).statements[0]?.value;

  test.each([
    ['2', 2, false],
    ['2.', 2, true],
    ['.5', 0.5, true],
    ['1e3', 1000, true],
    ['1_000', 1000, false],
  ])('%s is a number as Python reads it', (source, value, isFloat) => {
    expect(valueOf(source)).toMatchObject({ kind: 'number', value, isFloat });
  });

  test('a float that ends with its point stands anywhere', () => {
    expect(valueOf('[1.,2.]')).toMatchObject({
      items: [
        { value: 1, isFloat: true },
        { value: 2, isFloat: true },
      ],
    });
    expect(valueOf('x1.T')).toMatchObject({ kind: 'attribute', name: 'T' });
    expect(valueOf("'1.'")).toMatchObject({ kind: 'string', value: '1.' });
  });

  test('operators bind as in Python', () => {
    expect(valueOf('-2 ** 2')).toMatchObject({ kind: 'unary', operand: { operator: '**' } });
    expect(valueOf('a + b * c @ d')).toMatchObject({
      operator: '+',
      right: { operator: '@', left: { operator: '*' } },
    });
    expect(valueOf('a & b > c')).toMatchObject({ kind: 'comparison', left: { operator: '&' } });
  });

  test('an index takes slices, an ellipsis and new axes', () => {
    expect(valueOf('x[1:, ::2, ..., None, -1]')).toMatchObject({
      kind: 'subscript',
      items: [
        { kind: 'slice', start: { value: 1 }, stop: null, step: null },
        { kind: 'slice', start: null, stop: null, step: { value: 2 } },
        { kind: 'ellipsis' },
        { kind: 'constant', value: null },
        { kind: 'unary' },
      ],
    });
  });
});

describe('errors name the place and a way on', () => {
  test.each([
    ['x = 1\ny = x +', 2, 8, 'The expression ends too early.'],
    ['x = 1\nx + * 2', 2, 5, '“*” does not fit here.'],
    ['sum([1, 2', 1, 5, '“[” is never closed.'],
    ['sum(1))', 1, 7, '“)” closes nothing.'],
    ['(1, 2]', 1, 6, '“]” stands where “)” should close “(”.'],
    ['"abc', 1, 1, 'The string is never closed.'],
    ['x y', 1, 3, '“y” does not fit here.'],
    ['\nimport os', 2, 1, '“import” is a statement that this language leaves out.'],
    ['for i in x: i', 1, 1, '“for” is a statement that this language leaves out.'],
    ['[i for i in x]', 1, 1, 'There are no loops here.'],
    ['lambda: 1', 1, 1, 'Functions cannot be defined here.'],
    ['a < b < c', 1, 7, 'Comparisons are chained.'],
    ['a and b', 1, 3, '“and” is not part of this language.'],
    ['a = b = 1', 1, 7, 'Two assignments stand in one statement.'],
    ['f(x)(y)', 1, 1, 'This cannot be called.'],
    ['f(a=1, 2)', 1, 8, 'An argument by position follows one by name.'],
    ['1 = x', 1, 1, 'A value cannot be assigned to this.'],
    ['2j', 1, 1, '“2j” is no real number.'],
    ['', 1, 1, 'The program is empty.'],
  ])('%j', (source, line, column, message) => {
    const error = errorOf(source);
    expect({ ...error.place, message: error.message }).toEqual({ line, column, message });
    expect(error.fix).not.toBe('');
  });

  test('what is nested too deeply or too long is refused before anything else walks it', () => {
    expect(errorOf(`${'('.repeat(100)}1${')'.repeat(100)}`).message).toBe('The expression is nested too deeply.');
    expect(errorOf('1 + '.repeat(2000)).message).toMatch(/^The program has 8000 characters/);
  });
});

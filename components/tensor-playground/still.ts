import type { EvaluatedValue, Evaluation } from '../../src/expressions/evaluation-result.ts';
import { evaluateSource } from '../../src/expressions/evaluation/evaluate-source.ts';
import type { TableData } from '../charts/data-table.ts';
import { computeAtBuild } from '../still/compute-at-build.ts';
import { typeText } from './layout-text.ts';
import { numberText } from './number-text.ts';

/** A longer tensor is told by its first numbers. */
const MOST_NUMBERS = 12;
const FIRST_NUMBERS = 4;

/** A program's statements, and what each dialect makes of them. @param statements as the program writes them */
export async function stillResults(program: string, statements: readonly string[]): Promise<TableData> {
  const torch = await computeAtBuild(() => evaluateSource(program, 'torch'));
  const keras = await computeAtBuild(() => evaluateSource(program, 'keras'));
  return {
    columns: ['Statement', 'PyTorch', 'TensorFlow'],
    rows: statements.map((statement, index) => [statement, resultText(torch, index), resultText(keras, index)]),
  };
}

function resultText({ statements, error }: Evaluation, index: number): string {
  const statement = statements[index];
  if (statement) return valueText(statement.value);
  if (error?.statement !== index) return 'not reached';
  return error.kind === 'framework' ? `${error.errorClass}: ${error.message}` : error.message;
}

function valueText(value: EvaluatedValue): string {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'list') return value.items.map(valueText).join('; ');
  const { values, shape, dtype } = value;
  const numbers = values.map((number) => numberText(number, dtype));
  const isLong = numbers.length > MOST_NUMBERS;
  const text = isLong ? `[${numbers.slice(0, FIRST_NUMBERS).join(', ')}, …]` : nested(numbers, shape);
  return `${text} ${typeText(value)}`;
}

/** Numbers in brackets, as Python prints nested lists. */
function nested(numbers: readonly string[], [size, ...rest]: readonly number[]): string {
  if (size === undefined) return numbers[0] ?? '';
  const each = rest.reduce((product, length) => product * length, 1);
  const parts = Array.from({ length: size }, (_, index) =>
    nested(numbers.slice(index * each, (index + 1) * each), rest),
  );
  return `[${parts.join(', ')}]`;
}

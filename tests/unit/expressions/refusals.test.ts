/** What the language leaves out, and the way on that it tells. */
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluateSource } from '../../../src/expressions/evaluation/evaluate-source.ts';
import { ExpressionError } from '../../../src/expressions/expression-error.ts';
import { parse } from '../../../src/expressions/parse.ts';
import { printProgram } from '../../../src/expressions/print-program.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

function fixOf(source: string): string {
  try {
    printProgram(parse(source), 'torch');
  } catch (error) {
    if (error instanceof ExpressionError) return error.fix;
    throw error;
  }
  throw new Error(`“${source}” was read.`);
}

test.each([
  ['print(tensor([1]))', 'Write the expression alone'],
  ['len(tensor([1]))', 'x.shape[0]'],
  ['tensor([1]).float()', 'cast(x, float32)'],
  ['torch.randn(2, 3)', 'different numbers'],
  ['tf.random.normal([2])', 'different numbers'],
  ['tensor([1]).add_(1)', 'x += 1'],
  ['tensor([1]).size()', 'x.shape'],
  ['tf.Variable([1.])', 'tensor([1., 2.])'],
  ['tensr([1])', 'Is it tensor?'],
])('%s leads to %s', (source, fix) => {
  expect(fixOf(source)).toContain(fix);
});

describe('what a dialect lacks is told at its place, and not in the framework’s name', () => {
  test.each([
    ['torch', 'tensor([1, 2], dtype=float64)'],
    ['torch', 'cast(tensor([1, 2]), int32)'],
    ['keras', "tensor(['a'])"],
    ['keras', 'tensor([3000000000])'],
    ['keras', 'tensor([1, 3000000000], dtype=int64)'],
    ['keras', 'tensor([1e300], dtype=float64)'],
  ] as const)('%s: %s', async (dialect, source) => {
    const { error } = await evaluateSource(source, dialect);
    expect(error).toMatchObject({ kind: 'program', place: { line: 1, column: 1 } });
  });
});

test('where shapes do not fit, one answer comes from no cells', async () => {
  const { statements } = await evaluateSource('tensor([1, 2]) == tensor([1, 2, 3])', 'keras');
  expect(statements[0]).toMatchObject({ origin: null, operands: [{}, {}] });
});

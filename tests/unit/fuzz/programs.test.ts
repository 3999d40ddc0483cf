/** What a reader types where Duet's own languages are read. Most of it is wrong while it is being typed. */
import { constantFrom, tuple } from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { exampleGroups } from '../../../components/tensor-playground/example-groups.ts';
import { evaluateSource } from '../../../src/expressions/evaluation/evaluate-source.ts';
import { ExpressionError } from '../../../src/expressions/expression-error.ts';
import { PythonError, readScalar } from '../../../src/schedules/scalar-expression.ts';
import { startWasm } from '../support/wasm.ts';
import { damagedText } from './damaged.ts';
import { expectRobust, FUZZ_TIMEOUT_MILLISECONDS } from './robust.ts';

beforeAll(startWasm);

const parts = [
  ...['(', ')', '[', ']', ',', ':', '.', '=', '+=', '@', '**', '//', '-', '~', ';', '\n', '    ', '#', '"', '\\'],
  ...['None', 'True', 'lambda', 'import', 'x', 'tensor', '1e400', '99999999', '0x', '1j', 'for', '...', '(((((((((('],
];

test(
  'a program of the tensor playground is evaluated or refused',
  async () => {
    const samples = exampleGroups.flatMap(({ examples }) => examples.map(({ program }) => program));
    const inputs = tuple(damagedText(samples, parts), constantFrom('torch', 'keras'));
    const answers = { values: 0, errors: 0 };
    const read = async ([source, dialect]: readonly [string, 'torch' | 'keras']) => {
      const { error } = await evaluateSource(source, dialect);
      answers[error ? 'errors' : 'values']++;
      if (error) expect(error.message).toMatch(/\S/);
    };
    await expectRobust({ inputs, read, refusals: [] });
    expect(Math.min(answers.values, answers.errors)).toBeGreaterThan(500);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

test(
  'an expression of a schedule is computed or refused',
  async () => {
    const samples = [
      '0.95 ** epoch',
      'min(1.0, epoch / 3) if epoch < 5 else math.cos(epoch)',
      'logs["loss"] > 1 or not epoch',
    ];
    const read = (source: string) => readScalar(source, ['epoch'])({ names: { epoch: 7 }, logs: { loss: 0.5 } });
    const inputs = damagedText(samples, [...parts, '** 99', 'math.', 'logs["x"]']);
    const { taken, refused } = await expectRobust({ inputs, read, refusals: [ExpressionError, PythonError] });
    expect(Math.min(taken, refused)).toBeGreaterThan(500);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

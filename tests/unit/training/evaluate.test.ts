import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EvaluationReport } from '../../../src/training/expression-protocol.ts';
import type { TrainingReport } from '../../../src/training/protocol.ts';
import { isTrainingReport, trainingRequestSchema } from '../../../src/training/schemas.ts';
import { Session } from '../../../src/training/session.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

/** Runs a program as the worker does, on a backend that has started. */
async function evaluate(source: string): Promise<readonly TrainingReport[]> {
  const reports: TrainingReport[] = [];
  const session = new Session({
    report: (report) => reports.push(report),
    loadRuntime: async () => ({
      ...(await import('../../../src/training/tensor-runtime.ts')).tensorRuntime,
      startBackend: () =>
        Promise.resolve({
          name: 'wasm',
          reason: 'Chosen by a test.',
          adapter: '',
          failure: new Promise(() => undefined),
        }),
    }),
  });
  await session.handle({ type: 'evaluate', runId: 7, backend: 'wasm', source });
  return reports;
}

const evaluations = (reports: readonly TrainingReport[]) =>
  reports.filter((report): report is EvaluationReport => report.type === 'evaluation');

describe('evaluating a program', () => {
  test('reports what each dialect made of it, and leaves no tensor', async () => {
    const before = memory().numTensors;
    const reports = await evaluate('x = tensor([1., 2., 3.])\nx[x > 1] * 2');
    expect(reports.map(({ type }) => type)).toEqual(['backend', 'evaluation', 'evaluation', 'finished']);
    expect(reports.every(isTrainingReport)).toBe(true);
    for (const { evaluation } of evaluations(reports)) {
      expect(evaluation.statements.at(-1)?.value).toMatchObject({ dtype: 'float32', shape: [2], values: [4, 6] });
    }
    expect(reports.at(-1)).toEqual({ type: 'finished', runId: 7, leakedTensors: 0 });
    expect(memory().numTensors).toBe(before);
  });

  test('tells each dialect’s own error, and frees what came before it', async () => {
    const reports = await evaluate('x = tensor([1, 2])\nx[0] = 5\nx');
    const [torch, keras] = evaluations(reports);
    expect(torch?.evaluation.error).toBeNull();
    expect(keras?.evaluation).toMatchObject({
      statements: [{}],
      error: { kind: 'framework', errorClass: 'TypeError', statement: 1 },
    });
    expect(reports.at(-1)).toMatchObject({ leakedTensors: 0 });
  });

  test('tells the place of what it cannot read or does not know', async () => {
    for (const [source, column] of [
      ['1 +', 4],
      ['tensor([1]) + y', 15],
    ] as const) {
      const errors = evaluations(await evaluate(source)).map(({ evaluation }) => evaluation.error);
      expect(errors).toMatchObject([{ kind: 'program', place: { line: 1, column } }, { kind: 'program' }]);
    }
  });

  test('refuses results that nobody could look at, before they are made', async () => {
    const [torch] = evaluations(await evaluate('zeros([100000, 100000])'));
    expect(torch?.evaluation.error).toMatchObject({ kind: 'program', fix: 'Make it smaller.' });
  });
});

test('the request is part of the protocol', () => {
  const request = { type: 'evaluate', runId: 1, backend: 'auto', source: '1 + 1' };
  expect(trainingRequestSchema.safeParse(request)).toEqual({ success: true, data: request });
  expect(trainingRequestSchema.safeParse({ ...request, source: 3 }).success).toBe(false);
});

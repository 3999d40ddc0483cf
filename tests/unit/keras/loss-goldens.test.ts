import { beforeAll, describe, test } from 'vitest';
import { readCases } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';
import { runLossCase, type LossCase } from './loss-case.ts';

beforeAll(startWasm);

const cases = readCases('keras', 'losses') as readonly LossCase[];

describe('losses are what Keras computes', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    await runLossCase(golden);
  });
});

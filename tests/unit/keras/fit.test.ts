import { beforeAll, describe, test } from 'vitest';
import { readCases } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';
import { runFitCase, type FitCase } from './fit-case.ts';

beforeAll(startWasm);

const cases = readCases('keras', 'fit') as readonly FitCase[];

describe('fit gives what Keras gives', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    await runFitCase(golden);
  });
});

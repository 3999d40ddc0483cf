import { beforeAll, describe, test } from 'vitest';
import { readCases } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';
import { runLayerCase, type LayerCase } from './layer-case.ts';

beforeAll(startWasm);

const cases = readCases('keras', 'layers') as readonly LayerCase[];

describe('layers compute what Keras computes', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    await runLayerCase(golden);
  });
});

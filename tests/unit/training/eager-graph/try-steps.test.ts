import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { tryStep } from '../../../../src/training/eager-graph/try-steps.ts';
import { startWasm } from '../../support/wasm.ts';

beforeAll(startWasm);

test.each([
  ['schedule', null],
  ['logs-loss', 'it reads the values of a tensor'],
  ['host-number', 'its tensors differ from one step to the next'],
  ['host-index', 'its kernel Slice is called in another way at each step'],
  ['grows', 'the number of its kernels changes from one step to the next'],
  ['outside-tensor', 'it uses a tensor that was made between two steps'],
] as const)('%s', async (name, obstacle) => {
  const before = memory().numTensors;
  expect(await tryStep(name)).toBe(obstacle);
  expect(memory().numTensors).toBe(before);
});

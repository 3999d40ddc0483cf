/** The same network, weights, batches and optimizer give the same losses in both dialects, and in both frameworks. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCases } from '../support/golden-cases.ts';
import { isGoldenTensor } from '../support/golden-values.ts';
import { compareDialects, distance, experiments, largestDifference } from '../support/one-truth.ts';
import { startWasm } from '../support/wasm.ts';

const LOSS_TOLERANCE = 1e-5;

beforeAll(startWasm);

describe('both dialects have the same losses and end with the same state', () => {
  test.each(experiments.map((experiment) => [experiment.name, experiment] as const))('%s', async (_, experiment) => {
    const { torchLosses, kerasLosses, state } = await compareDialects(experiment);
    expect(new Set(torchLosses).size, 'different losses').toBe(10);
    expect(largestDifference(kerasLosses, torchLosses)).toBeLessThan(LOSS_TOLERANCE);
    const distances = state.map((tensor) => [tensor.name, distance(tensor)] as const);
    expect(distances.filter(([, value]) => !(value < experiment.stateTolerance))).toEqual([]);
  });
});

describe.each(['torch', 'keras'] as const)('both dialects have the losses of the real %s', (framework) => {
  test.each(readCases(framework, 'one_truth').map((golden) => [golden.name, golden] as const))(
    '%s',
    async (name, golden) => {
      const experiment =
        experiments.find((candidate) => candidate.name === name) ?? expect.fail(`no experiment ${name}`);
      const { losses, tolerance = 0 } = golden;
      const expected = isGoldenTensor(losses) ? losses.tensor.map(Number) : expect.fail('no losses');
      const { torchLosses, kerasLosses } = await compareDialects(experiment);
      expect(largestDifference(torchLosses, expected), 'src/torch').toBeLessThan(tolerance);
      expect(largestDifference(kerasLosses, expected), 'src/keras').toBeLessThan(tolerance);
    },
  );
});

test('a comparison leaves no tensors behind', async () => {
  for (const experiment of experiments) {
    await compareDialects(experiment);
    const before = memory().numTensors;
    await compareDialects(experiment);
    expect(memory().numTensors, experiment.name).toBe(before);
  }
});

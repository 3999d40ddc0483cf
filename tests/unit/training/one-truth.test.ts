/** The same network, weights, batches and optimizer give the same losses in both dialects, and in both frameworks. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCases } from '../support/golden-cases.ts';
import { isGoldenTensor } from '../support/golden-values.ts';
import { compareDialects, distance, experiments, largestDifference, type Comparison } from '../support/one-truth.ts';
import { startWasm } from '../support/wasm.ts';

const LOSS_TOLERANCE = 1e-5;
const TIMEOUT_MS = 60_000;

const comparisons = new Map<string, Comparison>();

beforeAll(async () => {
  await startWasm();
  for (const experiment of experiments) comparisons.set(experiment.name, await compareDialects(experiment));
}, TIMEOUT_MS);

function comparisonOf(name: string): Comparison {
  return comparisons.get(name) ?? expect.fail(`there is no experiment '${name}'`);
}

describe('both dialects have the same losses and end with the same state', () => {
  test.each(experiments.map((experiment) => [experiment.name, experiment] as const))('%s', (name, experiment) => {
    const { torchLosses, kerasLosses, state } = comparisonOf(name);
    expect(new Set(torchLosses).size, 'different losses').toBe(10);
    expect(largestDifference(kerasLosses, torchLosses)).toBeLessThan(LOSS_TOLERANCE);
    const distances = state.map((tensor) => [tensor.name, distance(tensor)] as const);
    expect(distances.filter(([, value]) => !(value < experiment.stateTolerance))).toEqual([]);
  });
});

describe.each(['torch', 'keras'] as const)('both dialects have the losses of the real %s', (framework) => {
  test.each(readCases(framework, 'one_truth').map((golden) => [golden.name, golden] as const))('%s', (name, golden) => {
    const { losses, tolerance = 0 } = golden;
    const expected = isGoldenTensor(losses) ? losses.tensor.map(Number) : expect.fail('no losses');
    const { torchLosses, kerasLosses } = comparisonOf(name);
    expect(largestDifference(torchLosses, expected), 'src/torch').toBeLessThan(tolerance);
    expect(largestDifference(kerasLosses, expected), 'src/keras').toBeLessThan(tolerance);
  });
});

test('a comparison leaves no tensors behind', async () => {
  const small = experiments.filter(({ name }) => name.startsWith('MLP'));
  expect(small).not.toEqual([]);
  for (const experiment of small) {
    const before = memory().numTensors;
    await compareDialects(experiment);
    expect(memory().numTensors, experiment.name).toBe(before);
  }
});

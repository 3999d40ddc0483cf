import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { parameterHistograms } from '../../../src/training/inspection/histograms.ts';
import type { InspectedNetwork } from '../../../src/training/inspection/inspected-network.ts';
import { SeededNumbers } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

/** A network of one parameter with these values and this gradient. */
function networkOf(values: readonly number[], gradient: readonly number[]): InspectedNetwork {
  return {
    layerOutputs: () => [],
    parameters: () => [{ layerIndex: 3, name: 'weight', values: tf.tensor2d([...values], [2, values.length / 2]) }],
    gradients: () => [tf.tensor1d([...gradient])],
    kernelOf: () => null,
  };
}

const histogramsOf = (values: readonly number[], gradient: readonly number[]) =>
  parameterHistograms(networkOf(values, gradient), new Float32Array(), new Int32Array());

describe('parameterHistograms', () => {
  test('counts in 32 parts, the largest number in the last', async () => {
    const before = tf.memory().numTensors;
    const values = Array.from({ length: 64 }, (_, index) => index / 2);
    const [parameter] = await histogramsOf(values, [0.25, 0.25, 0.25]);
    expect(parameter).toEqual({
      layerIndex: 3,
      name: 'weight',
      values: { minimum: 0, maximum: 31.5, counts: Array.from({ length: 32 }, () => 2) },
      gradient: { minimum: 0.25, maximum: 0.25, counts: [3, ...Array.from({ length: 31 }, () => 0)] },
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('counts random numbers as a loop does', async () => {
    const random = new SeededNumbers(5);
    const numbers = Array.from({ length: 5_000 }, () => random.integer(-1_000, 1_000) / 8);
    const [parameter] = await histogramsOf([0, 1], numbers);
    const [least, largest] = [Math.min(...numbers), Math.max(...numbers)];
    const expected = new Array<number>(32).fill(0);
    for (const number of numbers) {
      const place = Math.min(31, Math.floor(((number - least) / (largest - least)) * 32));
      expected[place] = (expected[place] ?? 0) + 1;
    }
    // A number at the border of two parts may be rounded into the other.
    parameter?.gradient.counts.forEach((count, index) => {
      expect(Math.abs(count - (expected[index] ?? NaN))).toBeLessThanOrEqual(3);
    });
  });

  test('has nothing to tell of a network without parameters', async () => {
    const empty: InspectedNetwork = { ...networkOf([], []), parameters: () => [], gradients: () => [] };
    expect(await parameterHistograms(empty, new Float32Array(), new Int32Array())).toEqual([]);
  });
});

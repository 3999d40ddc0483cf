/** The numbers of lesson 4: right by arithmetic that knows no dialect, and near the figures of its source. */
import { expect, test } from 'vitest';
import { network } from '../../../../content/lessons/04-levels-of-abstraction/network.ts';
import { values } from '../../../../content/lessons/04-levels-of-abstraction/values.ts';
import { countParameters, networkShapes } from '../../../../src/network/shapes.ts';

test('counts the parameters of the network that the experiments train', () => {
  expect(values.parameterCount).toBe((784 + 1) * 128 + (128 + 1) * 10);
  expect(values.parameterCount).toBe(countParameters(networkShapes([28, 28, 1], network)));
  expect(values.wider).toBe(785 * 256 + 257 * 10);
});

test('steps through the rates that the source prints', () => {
  const printed = [0.0005, 0.00096650637, 0.0008744966, 0.0005220387];
  expect(values.epochRates.map(Math.fround)).toEqual(printed.map(Math.fround));
  expect(values.cycleEnd).toBeCloseTo(0.001 / 3, 12);
});

test('knows where a cycle of batches has its peak and its ends', () => {
  expect(values.batchCycle.peakStep).toBe(29);
  expect(values.batchCycle.first).toBeCloseTo(values.peak / 25, 12);
  expect(values.batchCycle.last).toBeCloseTo(values.peak / 25 / 10_000, 12);
});

test.each(['keras', 'torch'] as const)('measured in %s what the source reports', (framework) => {
  const [first, second] = values.measured[framework];
  expect(Math.abs((first?.loss ?? Number.NaN) - 0.4922)).toBeLessThan(0.03);
  expect(Math.abs((first?.accuracy ?? Number.NaN) - 0.8267)).toBeLessThan(0.01);
  expect(Math.abs((second?.loss ?? Number.NaN) - 0.3725)).toBeLessThan(0.015);
  expect(Math.abs((second?.accuracy ?? Number.NaN) - 0.8654)).toBeLessThan(0.01);
});

import { expect, it } from 'vitest';
import { Expectations } from '../../../bench/expectations.ts';
import { multiplicationsOf, networkNames, networks } from '../../../bench/networks.ts';
import { inJaxOrder, inTensorFlowOrder, permuted } from '../../../bench/orders.ts';
import { makeProblem } from '../../../bench/problem.ts';
import { spreadOf } from '../../../bench/statistics.ts';
import { OutOfTime, TimeBudget } from '../../../bench/time-budget.ts';

it('counts the multiplications of each network', () => {
  expect(networks.map(({ name }) => name)).toEqual(networkNames);
  expect(networks.map(multiplicationsOf)).toEqual([
    784 * 128 + 128 * 10,
    9 * 16 * 26 ** 2 + 144 * 32 * 11 ** 2 + 288 * 64 * 3 ** 2 + 576 * 10,
    27 * 32 * 30 ** 2 + 288 * 64 * 13 ** 2 + 576 * 64 * 4 ** 2 + 1024 * 64 + 64 * 10,
    9 * 32 * 26 ** 2 + 288 * 64 * 24 ** 2 + 9216 * 1024 + 1024 * 10,
  ]);
});

it('makes equal problems at each call, with images from 0 to 1 and weights within their bounds', () => {
  const [, network] = networks;
  if (!network) throw new Error('no network');
  const problem = makeProblem(network, 12);
  expect(makeProblem(network, 12)).toEqual(problem);
  expect([...problem.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  expect(problem.images).toHaveLength(12 * 784);
  expect(problem.images.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(new Set(problem.images.subarray(0, 784)).size).toBeGreaterThan(700);
  expect(problem.weights.map(({ shape }) => shape)).toEqual([
    [16, 1, 3, 3],
    [32, 16, 3, 3],
    [64, 32, 3, 3],
    [10, 576],
  ]);
  const largest = problem.weights[3]?.weight.reduce((most, value) => Math.max(most, Math.abs(value)), 0) ?? NaN;
  expect(largest).toBeLessThanOrEqual(1 / 24);
  expect(largest).toBeGreaterThan(0.9 / 24);
});

it('permutes axes as a matrix is transposed', () => {
  expect([...permuted(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3], [1, 0])]).toEqual([1, 4, 2, 5, 3, 6]);
});

it('gives a flattened image its rows, columns and channels in the order of each framework', () => {
  // Two outputs over an image of [height 1, width 3, channels 2]; PyTorch flattens it as [channels, height, width].
  const layer = {
    type: 'dense' as const,
    shape: [2, 6],
    weight: Float32Array.of(1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6),
    bias: Float32Array.of(0, 0),
    flattened: [1, 3, 2],
  };
  expect([...inTensorFlowOrder(layer).weight]).toEqual([1, -1, 4, -4, 2, -2, 5, -5, 3, -3, 6, -6]);
  expect([...inTensorFlowOrder({ ...layer, flattened: null }).weight]).toEqual([...inJaxOrder(layer).weight]);
  expect([...inJaxOrder(layer).weight]).toEqual([1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]);
});

it('orders a filter for TensorFlow by its rows, columns, inputs and outputs', () => {
  const weight = Float32Array.from({ length: 24 }, (_, index) => index);
  const { shape, weight: ordered } = inTensorFlowOrder({
    type: 'conv2d',
    shape: [3, 2, 2, 2],
    weight,
    bias: Float32Array.of(0, 0, 0),
    flattened: null,
  });
  expect(shape).toEqual([2, 2, 2, 3]);
  expect([...ordered.subarray(0, 8)]).toEqual([0, 8, 16, 4, 12, 20, 1, 9]);
});

it('finds median and quartiles between the samples', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, lowerQuartile: 1.75, upperQuartile: 3.25 });
  expect(spreadOf([7])).toEqual({ median: 7, lowerQuartile: 7, upperQuartile: 7 });
});

it('expects of a larger network what the last measured one took for its work', () => {
  const expectations = new Expectations();
  expect(expectations.stepOf('tfjs-cpu', 10)).toBeNull();
  const measured = {
    status: 'measured',
    contender: 'tfjs-cpu',
    step: spreadOf([20]),
    samples: [20],
    stepsPerTurn: 1,
    start: 1500,
    firstLoss: 2,
    lastLoss: 1,
    trainedSteps: 2,
    commands: null,
  } as const;
  expectations.learn([measured, { status: 'left out', contender: 'tfjs-webgl', reason: 'no time was left' }], 100);
  expect(expectations.stepOf('tfjs-cpu', 250)).toBe(50);
  expect(expectations.stepOf('tfjs-webgl', 250)).toBeNull();
});

it('shares the time: two thirds for a comparison that others follow, all for the last', () => {
  let now = 0;
  const budget = new TimeBudget(2, () => now);
  expect([budget.share(3).left, budget.share(1).left]).toEqual([80_000, 120_000]);
  now = 90_000;
  expect([budget.left, budget.share(2).left]).toEqual([30_000, 20_000]);
});

it('waits for no work beyond the time', async () => {
  await expect(new TimeBudget(0).limit(new Promise(() => undefined))).rejects.toBeInstanceOf(OutOfTime);
  await expect(new TimeBudget(1).limit(Promise.resolve(7))).resolves.toBe(7);
});

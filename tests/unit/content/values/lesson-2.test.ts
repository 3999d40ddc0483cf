/** The numbers of lesson 2, held against arithmetic that knows no dialect, and what its prose says of the measured runs. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { meanCurves } from '../../../../components/loss-curves/curves.ts';
import { accuracySpread, type RunGroup } from '../../../../components/seed-spread/spread.ts';
import { values } from '../../../../content/lessons/02-digits/values.ts';

/** Weights and a bias for each output. */
const affine = (inputs: number, outputs: number): number => (inputs + 1) * outputs;
const convolutions = affine(3 * 3, 32) + affine(3 * 3 * 32, 64);

test('counts the parameters of both networks', () => {
  expect(values.dense).toBe(affine(12 * 12 * 64, 1024));
  expect(values.large).toBe(convolutions + values.dense + affine(1024, 10));
  expect(values.small).toBe(convolutions + affine(4 * 4 * 64, 10));
  expect(values.twoPools).toBe(convolutions + affine(5 * 5 * 64, 10));
  expect(values.flattened).toEqual({ large: 12 * 12 * 64, small: 4 * 4 * 64 });
});

test('counts the updates of both halves', () => {
  expect(values.keras).toEqual({ images: 42_000, heldOut: 18_000, perEpoch: 1313, inAll: 6565 });
  expect(values.torch).toEqual({ images: 60_000, perEpoch: 118, inAll: 590 });
  expect(values.keras.perEpoch).toBeGreaterThan(2 * values.torch.inAll);
});

test('knows what cross-entropy makes of logits, log-softmax and softmax', () => {
  const exponentials = values.logits.map(Math.exp);
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  const loss = -Math.log((exponentials[0] ?? 0) / total);
  expect(values.losses.logits).toBeCloseTo(loss, 6);
  expect(values.losses.logSoftmax).toBeCloseTo(loss, 6);
  const again = exponentials.map((value) => Math.exp(value / total));
  expect(values.losses.softmax).toBeCloseTo(
    -Math.log((again[0] ?? 0) / again.reduce((sum, value) => sum + value, 0)),
    5,
  );
  expect(values.losses.floor).toBeCloseTo(Math.log(1 + 9 / Math.E), 5);
  expect(values.oneHotLoss).toBeCloseTo(-(Math.log(0.7) + Math.log(0.6)) / 2, 6);
  expect(values.sparseLoss).toBe(values.oneHotLoss);
});

describe('the measured runs', () => {
  const runs = readFileSync('content/lessons/02-digits/measurements/runs.csv', 'utf8');
  const mean = (group: RunGroup): number => accuracySpread(runs, { epoch: 5, ...group }).mean;
  const curves = (group: RunGroup) => meanCurves(runs, group);

  test('of the small network: order and first weights hardly matter, and equal first weights less', () => {
    const given = mean({ framework: 'torch', setting: 'given-torch' });
    const shuffled = mean({ framework: 'torch', setting: 'small' });
    const glorot = mean({ framework: 'torch', setting: 'small-glorot' });
    const keras = { framework: 'keras', setting: 'small' } as const;
    expect(Math.abs(given - shuffled)).toBeLessThan(0.003);
    expect(shuffled - glorot).toBeGreaterThan(0);
    expect(shuffled - glorot).toBeLessThan(0.01);
    const { highest, lowest } = accuracySpread(runs, { ...keras, epoch: 5 });
    expect(Math.abs(glorot - mean(keras))).toBeLessThan(highest - lowest);
  });

  test('of the large network: with equal first weights the curves are the same, and one validation loss bends', () => {
    const keras = curves({ framework: 'keras', setting: 'large' });
    const glorot = curves({ framework: 'torch', setting: 'large-glorot' });
    const own = curves({ framework: 'torch', setting: 'large' });
    keras.training.forEach((loss, epoch) => expect(Math.abs(loss - (glorot.training[epoch] ?? NaN))).toBeLessThan(0.1));
    expect((own.training[0] ?? 0) - (keras.training[0] ?? 0)).toBeGreaterThan(0.3);
    for (const { validation } of [keras, own]) expect(validation).toEqual(validation.toSorted((a, b) => b - a));
    const [, , third = NaN, fourth = NaN, fifth = NaN] = glorot.validation;
    expect(fourth).toBeGreaterThan(third);
    expect(fifth).toBeLessThan(fourth);
  });
});

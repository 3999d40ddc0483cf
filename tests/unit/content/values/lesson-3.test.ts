/** The numbers of lesson 3, held against arithmetic that knows no dialect, and against its source. */
import { expect, test } from 'vitest';
import { values } from '../../../../content/lessons/03-graphs-tensors-gradients/values.ts';

/** Weights and a bias for each output. */
const affine = (inputs: number, outputs: number): number => (inputs + 1) * outputs;

test('differentiates the mean of squares', () => {
  expect(values.meanOfSquares).toBeCloseTo(14 / 3, 6);
  values.points.forEach((point, index) => {
    expect(values.gradient[index]).toBeCloseTo((2 * point) / 3, 6);
    expect(values.accumulated[index]).toBeCloseTo((4 * point) / 3, 6);
  });
  expect(values.nudgeSlope).toBeCloseTo(2, 2);
  expect(values.quizGradient).toBeCloseTo((2 * 4) / 4, 6);
});

test('trains the line to the losses that the source prints', () => {
  expect(values.losses.map((loss) => loss.toFixed(4))).toEqual([
    ...['0.2024', '0.1098', '0.0627', '0.0371', '0.0232'],
    ...['0.0156', '0.0115', '0.0093', '0.0081', '0.0074'],
  ]);
  // As torch.linalg.lstsq answers in the listing.
  expect(values.best.slope).toBeCloseTo(2.977, 3);
  expect(values.best.intercept).toBeCloseTo(4.023, 3);
  expect(values.best.loss).toBeLessThan(values.losses.at(-1) ?? 0);
});

test('knows how large a step may be', () => {
  expect(values.rateBelow).toBeLessThan(values.rateLimit);
  expect(values.rateAbove).toBeGreaterThan(values.rateLimit);
});

test('counts parameters', () => {
  expect(values.hiddenParameters).toBe(affine(28 * 28, 128));
  expect(values.outputParameters).toBe(affine(128, 10));
  expect(values.parameterCount).toBe(affine(28 * 28, 128) + affine(128, 10));
  expect(values.quizParameters).toBe(affine(28 * 28, 64) + affine(64, 10));
  expect(values.dropoutScale).toBeCloseTo(1 / (1 - values.dropoutRate), 6);
});

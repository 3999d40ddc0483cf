/** The numbers of lesson 0, held against arithmetic that knows no dialect, and against what PyTorch 2.13 prints. */
import { expect, test } from 'vitest';
import { values } from '../../../../content/lessons/00-start-here/values.ts';

test('counts parameters', () => {
  expect(values.hiddenParameters).toBe((28 * 28 + 1) * 32);
  expect(values.outputParameters).toBe((32 + 1) * 10);
  expect(values.parameterCount).toBe(values.hiddenParameters + values.outputParameters);
  expect(values.guess).toBe(0.1);
});

test('counts multiplications and additions', () => {
  expect(values.matrix.megaOperations).toBeCloseTo((2 * 512 ** 3) / 1e6, 6);
  const forwardAndBackward = 3 * 2 * (784 * 32 + 32 * 10) * 32;
  expect(values.step.megaOperations).toBeCloseTo(forwardAndBackward / 1e6, 6);
  expect(values.step.stepsInASecondAtOneGflop).toBeCloseTo(1e9 / forwardAndBackward, 6);
});

test('counts steps', () => {
  expect(values.training.stepsInAnEpoch).toBe(125);
  expect(values.training.steps).toBe(375);
});

test('draws what torch.manual_seed(42), then 43, gives torch.rand(3)', () => {
  const close = (numbers: readonly number[]) => numbers.map((number) => number.toFixed(4));
  expect(close(values.seeded.first)).toEqual(['0.8823', '0.9150', '0.3829']);
  expect(close(values.seeded.other)).toEqual(['0.4540', '0.1965', '0.9210']);
  expect(values.seeded.again).toEqual(values.seeded.first);
});

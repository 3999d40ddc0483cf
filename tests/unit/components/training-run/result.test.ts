import { describe, expect, it } from 'vitest';
import { flattenResults } from '../../../../components/training-run/result.ts';
import { dialectResult } from '../cnn-trainer/fixtures.ts';

describe('flattenResults', () => {
  it('gives plain names for one dialect, without what was not measured', () => {
    expect(flattenResults(new Map([['keras', dialectResult]]))).toEqual({
      testLoss: 1.6,
      testAccuracy: 0.43,
      trainLoss: 1.5,
      trainAccuracy: 0.45,
      parameterCount: 122_570,
      trainingSeconds: 12,
      imagesPerSecond: 1_500,
    });
  });

  it('gives each dialect its names, and the lower test accuracy as the common one', () => {
    const metrics = flattenResults(
      new Map([
        ['torch', { ...dialectResult, testAccuracy: 0.41, validationAccuracy: 0.4 }],
        ['keras', dialectResult],
      ]),
    );
    expect(metrics).toMatchObject({
      torchTestAccuracy: 0.41,
      kerasTestAccuracy: 0.43,
      testAccuracy: 0.41,
      torchValidationAccuracy: 0.4,
    });
    expect(metrics).not.toHaveProperty('kerasValidationAccuracy');
    expect(metrics).not.toHaveProperty('testLoss');
  });
});

import { describe, expect, it } from 'vitest';
import { judgeExpectations, metricLabel } from '../../../../components/experiment/expectation.ts';

describe('judgeExpectations', () => {
  it('tells what is expected and what was reached', () => {
    expect(judgeExpectations({ testAccuracy: { min: 0.4 } }, { testAccuracy: 0.43 })).toEqual([
      { text: 'test accuracy at least 0.40, reached 0.43', met: true },
    ]);
  });

  it('does not repeat a figure that equals what is expected', () => {
    const [judgement] = judgeExpectations({ parameterCount: { equals: 122_570 } }, { parameterCount: 122_570 });
    expect(judgement?.text).toBe('parameter count 122,570, reached');
  });

  it('judges nothing before a run', () => {
    expect(judgeExpectations({ testAccuracy: { min: 0.4 } }, null)).toEqual([
      { text: 'test accuracy at least 0.40', met: null },
    ]);
  });

  it.each([
    [{ min: 0.4 }, 0.39, false],
    [{ min: 0.4 }, 0.4, true],
    [{ max: 2.3 }, 2.4, false],
    [{ min: 1, max: 2 }, 1.5, true],
    [{ equals: 122570 }, 122570, true],
    [{ equals: 122570 }, 122571, false],
    [{ equals: 10, tolerance: 1 }, 10.9, true],
    [{ min: 0.4 }, Number.NaN, false],
  ])('holds %o against %d: %s', (expectation, value, met) => {
    expect(judgeExpectations({ figure: expectation }, { figure: value })[0]?.met).toBe(met);
  });

  it('tells a tiny figure with an exponent, not as 0.00', () => {
    expect(judgeExpectations({ lossDifference: { max: 0.00001 } }, { lossDifference: 2.4e-7 })[0]?.text).toBe(
      'loss difference at most 0.00001, reached 2.4e-7',
    );
  });

  it('tells a figure as finely as it is expected', () => {
    const expected = { loss: { equals: 0.1098, tolerance: 0.00005 } };
    expect(judgeExpectations(expected, { loss: 0.109808 })[0]?.text).toBe('loss 0.1098 ± 0.00005, reached 0.10981');
  });

  it('counts a figure that the run lacks as not met', () => {
    expect(judgeExpectations({ images: { equals: 25 } }, {})).toEqual([
      { text: 'images 25, not measured', met: false },
    ]);
  });
});

describe('metricLabel', () => {
  it.each([
    ['testAccuracy', 'test accuracy'],
    ['kerasTestAccuracy', 'Keras test accuracy'],
    ['torchParameterCount', 'PyTorch parameter count'],
  ])('%s is “%s”', (name, label) => {
    expect(metricLabel(name)).toBe(label);
  });
});

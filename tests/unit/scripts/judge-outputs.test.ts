import { describe, expect, test } from 'vitest';
import { differenceOfOutputs } from '../../../scripts/judge/compare-outputs.mjs';

describe('outputs are the same', () => {
  test.each([
    ['text', 'Model: "sequential"\n', 'Model: "sequential"'],
    ['numbers within one part in ten thousand', 'loss 2345.67', 'loss 2345.60'],
    ['a last place that was rounded the other way', 'loss 0.4321', 'loss 0.4322'],
    ['what rounding leaves of nothing', '[1.2e-08, -0.0000001]', '[-3e-09, 0.0000002]'],
    ['durations', '4/4 ━━━━ 1s 473ms/step - loss: 2.8865', '4/4 ━━━━ 0s 2ms/step - loss: 2.8866'],
    ['addresses', '<function f at 0x7f12ab>', '<function f at 0x7f99cd>'],
    ['another alignment of equal numbers', 'tensor([ 0.5,  1.25])', 'tensor([0.5, 1.25])'],
  ])('with %s', (_, recorded, printed) => {
    expect(differenceOfOutputs(recorded, printed)).toBeUndefined();
  });
});

describe('outputs differ, and the line says where', () => {
  test.each([
    ['a word', 'a\ncpu', 'a\ncuda', 'line 2 is "cpu", and "cuda" now'],
    ['a number', 'loss 0.4321', 'loss 0.4324', 'line 1 is "loss 0.4321", and "loss 0.4324" now'],
    ['a whole number', '122,570', '122,571', 'line 1 is "122,570", and "122,571" now'],
    ['a digit in a name', 'conv2d', 'conv3d', 'line 1 is "conv2d", and "conv3d" now'],
    ['more lines', 'a', 'a\nb', 'line 2 is null, and "b" now'],
  ])('with %s', (_, recorded, printed, difference) => {
    expect(differenceOfOutputs(recorded, printed)).toBe(difference);
  });
});

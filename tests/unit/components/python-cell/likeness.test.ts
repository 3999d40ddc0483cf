import { expect, test } from 'vitest';
import { likeness } from '../../../../components/python-cell/likeness.ts';

test.each([
  ['tensor([0.6667])\n', 'tensor([0.6667])', 'same'],
  ['a  \n\nb\n', 'a\nb', 'same'],
  ['25450\ntest accuracy 0.89\n', '25450\n\n…', 'same'],
  ['1\n2\n3\n', '1\n…\n3', 'same'],
  ['1\n2\n', '1\n…\n3', 'other'],
  ['loss 0.69315', 'loss 0.69314', 'close'],
  ['loss 123.4567', 'loss 123.4600', 'close'],
  ['loss 0.6931', 'loss 0.6951', 'other'],
  ['[0.6666667 2.0000002]', '[0.6666667 2.       ]', 'close'],
  ['[2.5]', '[2.]', 'other'],
  ['1.3000e-05', '1.2999e-05', 'close'],
  ['1.3000e-05', '4.2999e-05', 'other'],
  ['3 of 4', '2 of 4', 'other'],
  ['', 'x', 'other'],
  ['x', 'x\ny', 'other'],
  ['(1+1)*2 [a]', '(1+1)*2 [a]', 'same'],
] as const)('%j is to %j: %s', (printed, recorded, expected) => {
  expect(likeness(printed, recorded)).toBe(expected);
});

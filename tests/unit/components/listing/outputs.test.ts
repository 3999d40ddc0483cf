import { expect, test } from 'vitest';
import { printedText } from '../../../../components/listing/outputs.ts';

const output = '# %% model\n122570\n\n# %% train\n…\n';

test('takes what a cell prints', () => {
  expect(printedText(output, 'torch_cnn.py', 'model')).toBe('122570');
});

test('shows a whole file with a sign where something is not recorded', () => {
  expect(printedText(output, 'torch_cnn.py')).toBe('122570\n\n…');
});

test('refuses a cell whose output is not recorded, and one that prints nothing', () => {
  expect(() => printedText(output, 'torch_cnn.py', 'train')).toThrow('"train" of torch_cnn.py prints is not recorded');
  expect(() => printedText(output, 'torch_cnn.py', 'data')).toThrow('expected one cell "data", found 0');
});

import { expect, test } from 'vitest';
import { codeParts } from '../../../../components/rich-text/code-parts.ts';

test('code in a text stands between backticks', () => {
  expect(codeParts('Written `a @ b`, as here.')).toEqual([
    { text: 'Written ', isCode: false },
    { text: 'a @ b', isCode: true },
    { text: ', as here.', isCode: false },
  ]);
});

import { expect, test } from 'vitest';
import { shortText } from '../../../../components/quiz/short-text.ts';

test.each([
  ['one\n  line ', 9, 'one line'],
  ['exactly', 7, 'exactly'],
  ['one more', 7, 'one mo…'],
  ['no 😀 half', 5, 'no …'],
])('%j in %i is %j', (text, limit, short) => {
  expect(shortText(text, limit)).toBe(short);
});

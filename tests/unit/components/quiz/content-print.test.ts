import { expect, test } from 'vitest';
import { contentPrint, isSameContent } from '../../../../components/quiz/content-print.ts';
import { readQuiz } from '../../../../components/quiz/read-quiz.ts';

const questions = (right: string, wrong: string, box = ' ') =>
  readQuiz(
    `<quiz-question><p>Q</p><ul><li><input type="checkbox" checked disabled>${right}</li><li><input type="checkbox"${box === 'x' ? ' checked' : ''} disabled>${wrong}</li></ul></quiz-question>`,
    'test',
  );
const original = contentPrint(questions('yes', 'no'), undefined);
const german = contentPrint(questions('ja', 'nein'), 'de');

test('a translation asks the same', () => {
  expect(isSameContent(original, german)).toBe(true);
  expect(isSameContent(german, original)).toBe(true);
  expect(isSameContent(german, contentPrint(questions('sí', 'no'), 'es'))).toBe(true);
});

test('other words in the same language ask something else', () => {
  expect(isSameContent(original, contentPrint(questions('yes', 'never'), undefined))).toBe(false);
  expect(isSameContent(german, contentPrint(questions('ja', 'nie'), 'de'))).toBe(false);
});

test('a question with another right answer is another one in every language', () => {
  expect(isSameContent(original, contentPrint(questions('ja', 'nein', 'x'), 'de'))).toBe(false);
});

test('what older versions have kept is the words alone', () => {
  const [words = ''] = original.split('.');
  expect(isSameContent(words, original)).toBe(true);
  expect(isSameContent(words, german)).toBe(false);
});

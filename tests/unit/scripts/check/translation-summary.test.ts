import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCourse } from '../../../../scripts/check/course.ts';
import { translationSummary } from '../../../../scripts/check/translation-summary.ts';

const root = join(import.meta.dirname, '../../../..');
const missing = (language: string) => (language === 'es' ? ['duet.one', 'duet.two'] : []);

test('lists pages and words without a translation, and what a translation lacks', () => {
  const folder = 'tests/fixtures/chapters/translation';
  expect(translationSummary(readCourse(root, join(root, folder)), missing)).toEqual([
    'In Deutsch (de): 1 of 1 pages',
    `  ${folder}/index.de.mdx lacks goals, <Quiz> “quiz-one”`,
    'In Español (es): 0 of 1 pages',
    '  interface without duet.one, duet.two',
    `  not translated: ${folder}/index.mdx`,
  ]);
});

test('has nothing to say of a course in one language', () => {
  expect(translationSummary(readCourse(root, join(root, 'tests/fixtures/chapters/good')), missing)).toEqual([]);
});

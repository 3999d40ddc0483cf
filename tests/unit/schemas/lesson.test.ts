import { expect, test } from 'vitest';
import { lessonSchema } from '../../../src/schemas/lesson.ts';

const source = { title: 'A title', date: '2023', kind: 'article' };

test('takes a page without a word about lessons, and lesson 0', () => {
  expect(lessonSchema.parse({})).toEqual({});
  expect(lessonSchema.parse({ lesson: 0, source })).toEqual({ lesson: 0, source });
});

test.each([
  ['an unknown kind of source', { source: { ...source, kind: 'podcast' } }, 'source.kind'],
  ['a misspelt field of the source', { source: { ...source, change: ['It moved.'] } }, 'source'],
  ['an empty list of goals', { goals: [] }, 'goals'],
  [
    'an address without its protocol',
    { furtherReading: [{ title: 'A', url: 'keras.io', note: 'B' }] },
    'furtherReading.0.url',
  ],
  ['a note that is missing', { furtherReading: [{ title: 'A', url: 'https://keras.io' }] }, 'furtherReading.0.note'],
])('refuses %s', (_, frontMatter, path) => {
  const { error } = lessonSchema.safeParse(frontMatter);
  expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});

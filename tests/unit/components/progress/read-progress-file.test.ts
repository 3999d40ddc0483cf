import { expect, test } from 'vitest';
import { readProgressFile } from '../../../../components/progress/read-progress-file.ts';

const file = { format: 'duet-progress', version: 1, opened: [], done: ['lessons/digits'], work: [] };
const work = { kind: 'quiz', page: 'lessons/digits', id: 'quiz-shapes', text: '{}' };

test('reads a file of version 1', () => {
  expect(readProgressFile(JSON.stringify({ ...file, work: [work] }))).toEqual({ ...file, work: [work] });
});

test.each([
  ['not JSON', 'a, b', 'The file is not JSON.'],
  ['another program’s JSON', '{"done": []}', 'This is not a file of Duet’s progress.'],
  ['null', 'null', 'This is not a file of Duet’s progress.'],
  ['a later version', { ...file, version: 2 }, 'The file is of version 2, and this page reads version 1.'],
  [
    'an address instead of a lesson',
    { ...file, done: ['https://example.org'] },
    'what it says at done.0 cannot be right',
  ],
  ['a key of another page', { ...file, work: [{ ...work, page: '../theme' }] }, 'what it says at work.0.page'],
  ['an id that is none', { ...file, work: [{ ...work, id: 'a#b' }] }, 'what it says at work.0.id'],
  ['work of an unknown kind', { ...file, work: [{ ...work, kind: 'theme' }] }, 'what it says at work.0.kind'],
])('refuses %s with a fact and a fix', (_, content, fact) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  expect(() => readProgressFile(text)).toThrow(fact);
  expect(() => readProgressFile(text)).toThrow(/Choose|Reload/);
});

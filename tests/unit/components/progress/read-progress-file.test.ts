import { expect, test } from 'vitest';
import { readProgressFile } from '../../../../components/progress/read-progress-file.ts';

const file = { format: 'duet-progress', version: 1, opened: [], done: ['lessons/digits'], work: [] };
const work = { kind: 'quiz', page: 'lessons/digits', id: 'quiz-shapes', text: '{}' };

test('reads a file of version 1', () => {
  const { opened, done } = file;
  expect(readProgressFile(JSON.stringify({ ...file, work: [work] }))).toEqual({ opened, done, work: [work] });
});

test('reads a file of version 2, and takes over nothing of what is for people', () => {
  const { opened, done } = file;
  const result = { ...work, kind: 'result' };
  const text = JSON.stringify({ ...file, version: 2, summary: 7, report: { name: 'Ada' }, work: [result] });
  expect(readProgressFile(text)).toEqual({ opened, done, work: [result] });
});

test.each([
  ['not JSON', 'a, b', 'The file is not JSON, or only a part of it.'],
  ['another program’s JSON', '{"done": []}', 'This is not a file of Duet’s progress.'],
  ['null', 'null', 'This is not a file of Duet’s progress.'],
  ['a later version', { ...file, version: 3 }, 'The file is of version 3, and this page reads versions up to 2.'],
  [
    'an address instead of a lesson',
    { ...file, done: ['https://example.org'] },
    'what it says at done.0 cannot be right',
  ],
  ['a key of another page', { ...file, work: [{ ...work, page: '../theme' }] }, 'what it says at work.0.page'],
  ['an id that is none', { ...file, work: [{ ...work, id: 'a#b' }] }, 'what it says at work.0.id'],
  ['no version', { ...file, version: undefined }, 'what it says at version'],
  ['a version that is none', { ...file, version: 1.5 }, 'what it says at version'],
  ['a result in a file of version 1', { ...file, work: [{ ...work, kind: 'result' }] }, 'what it says at work.0.kind'],
  ['more than version 2 has', { ...file, version: 2, name: 'Ada' }, 'what it says at its top level'],
  ['work of an unknown kind', { ...file, work: [{ ...work, kind: 'theme' }] }, 'what it says at work.0.kind'],
])('refuses %s with a fact and a fix', (_, content, fact) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  expect(() => readProgressFile(text)).toThrow(fact);
  expect(() => readProgressFile(text)).toThrow(/Choose|Reload/);
});

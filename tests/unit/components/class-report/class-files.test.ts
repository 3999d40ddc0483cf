import { expect, test } from 'vitest';
import { findNamesakes, newestOfEach, withoutCopies } from '../../../../components/class-report/class-files.ts';
import { statusText } from '../../../../components/class-report/status-text.ts';
import { file } from './support.ts';

const old = file({ name: 'Ada  Löwe', date: '2026-11-01T10:00:00.000Z' });
const recent = file({ name: ' ada lo\u0308we', date: '2026-11-22T10:00:00.000Z' });
const other = file({ name: 'Grace' });
const nameless = [file({ name: '' }), file({ name: ' ' })];

test('the newest file of each name counts, in whichever order they come', () => {
  expect(newestOfEach([old, other, recent])).toEqual([other, recent]);
  expect(newestOfEach([recent, other, old])).toEqual([recent, other]);
});

test('files without a name are readers of their own', () => {
  expect(newestOfEach(nameless)).toEqual(nameless);
  expect(findNamesakes(nameless)).toEqual([]);
});

test('tells which files have one name', () => {
  expect(findNamesakes([old, other, recent])).toEqual([{ name: ' ada lo\u0308we', files: [recent, old] }]);
});

test('a copy is left out, within a batch and between two', () => {
  const copy = { ...old, fileName: 'copy.json' };
  expect(withoutCopies([old], [copy, other, other])).toEqual([old, other]);
});

test('says what was read', () => {
  expect(statusText({ read: 1, refused: 0, copies: 0, shown: 1, older: 0 })).toBe('1 file read. 1 reader shown.');
  expect(statusText({ read: 1000, refused: 2, copies: 3, shown: 998, older: 1 })).toBe(
    '1,000 files read, 2 not read, 3 there already. 998 readers shown. 1 older file of the same names left out.',
  );
});

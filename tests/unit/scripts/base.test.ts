import { expect, it } from 'vitest';
import { readBase } from '../../../scripts/setup/base.mjs';

it.each(['course', '/course', '/course/', 'course/', '//course//'])('%s is the folder /course/', (setting) => {
  expect(readBase(setting)).toBe('/course/');
});

it('may have several folders', () => {
  expect(readBase('school/it/duet-2.0')).toBe('/school/it/duet-2.0/');
});

it.each([undefined, '', '/'])('%o is the root of the host', (setting) => {
  expect(readBase(setting)).toBe('/');
});

it.each(['https://example.org/course/', 'C:/Program Files/Git/course/', '../course', './', 'a b', 'course?x'])(
  'refuses %s in one sentence',
  (setting) => {
    expect(() => readBase(setting)).toThrow(`as in BASE=course, and it is "${setting}".`);
  },
);

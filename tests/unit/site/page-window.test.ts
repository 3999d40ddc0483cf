import { describe, expect, test } from 'vitest';
import { windowOf } from '../../../src/site/page-window.ts';

/** Indexes of the listed pages, and in their places how many are omitted: `[0, '+37', 38]`. */
function windowAt(current: number, count: number): (number | string)[] {
  const pages = Array.from({ length: count }, (_, index) => index);
  return windowOf(pages, current).map((entry) => ('page' in entry ? entry.page : `+${entry.omitted}`));
}

const between = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('windowOf', () => {
  test.each([0, 1, 9, 60])('lists all of %d pages', (count) => {
    expect(windowAt(0, count)).toEqual(between(0, count - 1));
  });

  test('lists the neighbours of a page in the middle, and both ends', () => {
    expect(windowAt(500, 1000)).toEqual([0, '+487', ...between(488, 512), '+486', 999]);
  });

  test.each([
    ['the first page', 0, [...between(0, 12), '+986', 999]],
    ['a page near the start', 13, [...between(0, 25), '+973', 999]],
    ['the last page', 999, [0, '+986', ...between(987, 999)]],
    ['a page of another room', -1, [...between(0, 12), '+986', 999]],
  ])('at %s', (_, current, expected) => {
    expect(windowAt(current, 1000)).toEqual(expected);
  });

  test.each(between(-1, 60))('counts each of 61 pages once, at page %d', (current) => {
    const pages = Array.from({ length: 61 }, (_, index) => index);
    const entries = windowOf(pages, current);
    const counted = entries.reduce((sum, entry) => sum + ('page' in entry ? 1 : entry.omitted), 0);
    expect(counted).toBe(61);
    expect(entries.filter((entry) => 'page' in entry && entry.page === current)).toHaveLength(current < 0 ? 0 : 1);
  });

  test('grows no more with the course', () => {
    expect(windowAt(500, 100_000)).toHaveLength(windowAt(500, 1000).length);
  });
});

import { expect, test } from 'vitest';
import { fnv1a, shuffledPlaces } from '../../../../components/quiz/shuffle.ts';

test('a shuffled order has all places, is never the right one, and is the same every time', () => {
  for (let length = 2; length < 8; length += 1) {
    for (let start = 0; start < 40; start += 1) {
      const texts = Array.from({ length }, (_, index) => `step ${start + index}`);
      const places = shuffledPlaces(texts);
      expect(places.toSorted((a, b) => a - b)).toEqual([...texts.keys()]);
      expect(places).not.toEqual([...texts.keys()]);
      expect(shuffledPlaces(texts)).toEqual(places);
    }
  }
});

test('the hash is FNV-1a', () => {
  // From the reference's list of test vectors.
  expect(fnv1a('')).toBe(0x811c9dc5);
  expect(fnv1a('a')).toBe(0xe40c292c);
  expect(fnv1a('foobar')).toBe(0xbf9cf968);
});

import { expect, test } from 'vitest';
import { splitRows } from '../../../../src/datasets/own/split.ts';

const labels = Uint8Array.from({ length: 1_000 }, (_, row) => (row < 700 ? 0 : row < 980 ? 1 : 2));

test('every row is in one part, a fifth of each class in the test', () => {
  const { train, test } = splitRows(labels, 3);
  expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, row) => row));
  const counts = [0, 1, 2].map((label) => test.filter((row) => labels[row] === label).length);
  expect(counts).toEqual([140, 56, 4]);
});

test('every prefix has the classes in their shares', () => {
  const { train } = splitRows(labels, 3);
  for (const length of [50, 100, 400]) {
    const share = train.subarray(0, length).filter((row) => labels[row] === 0).length / length;
    expect(Math.abs(share - 0.7)).toBeLessThan(1.5 / length + 0.001);
  }
});

test('a file in an order of its own is mixed', () => {
  const { train } = splitRows(new Uint8Array(1_000), 1);
  const early = train.subarray(0, 100).reduce((sum, row) => sum + row, 0) / 100;
  expect(early).toBeGreaterThan(400);
  expect(early).toBeLessThan(600);
});

test('a class of two rows has one in each part', () => {
  const { train, test } = splitRows(Uint8Array.from([0, 0, 1, 1]), 2);
  expect([train.length, test.length]).toEqual([2, 2]);
});

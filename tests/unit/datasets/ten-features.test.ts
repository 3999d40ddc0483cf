import { expect, test } from 'vitest';
import { tenFeatures } from '../../../src/datasets/ten-features.ts';

/** What NumPy 2.4 draws after `RandomState(7).random_sample((10, 10))`, and the classes that it computes. */
const ofNumpy = {
  firstRow: [0.06925207, 0.35707063, 0.81282955],
  lastNumber: 0.21369690525470775,
  firstLabels: [4, 2, 2, 3, 2, 3, 4, 0, 0, 3, 2, 1, 0, 2, 4, 4, 1, 0, 0, 0],
  trainCounts: [787, 319, 840, 1234, 820],
  testCounts: [186, 75, 206, 302, 231],
};

const counts = (labels: Uint8Array) => [0, 1, 2, 3, 4].map((label) => labels.filter((each) => each === label).length);

test('The rows are those that NumPy draws', () => {
  const { train, test: rest } = tenFeatures();
  expect(train.images).toHaveLength(40_000);
  ofNumpy.firstRow.forEach((value, i) => expect(train.images[i]).toBeCloseTo(value, 7));
  expect(rest.images.at(-1)).toBe(Math.fround(ofNumpy.lastNumber));
});

test('A row has the class that NumPy computes', () => {
  const { train, test: rest } = tenFeatures();
  expect([...train.labels.slice(0, 20)]).toEqual(ofNumpy.firstLabels);
  expect(counts(train.labels)).toEqual(ofNumpy.trainCounts);
  expect(counts(rest.labels)).toEqual(ofNumpy.testCounts);
});

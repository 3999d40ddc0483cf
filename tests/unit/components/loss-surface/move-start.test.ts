import { expect, test } from 'vitest';
import { middleOf, movedByKey } from '../../../../components/loss-surface/move-start.ts';
import { surfaceProblems } from '../../../../components/loss-surface/surface-problems.ts';

const { regression } = surfaceProblems;

test.each([
  ['ArrowLeft', false, [2.75, 4]],
  ['ArrowRight', false, [3.25, 4]],
  ['ArrowUp', false, [3, 4.25]],
  ['ArrowDown', true, [3, 2.75]],
] as const)('%s moves the start (large: %s)', (key, isLarge, moved) => {
  expect(movedByKey([3, 4], key, isLarge, regression)).toEqual(moved);
});

test('a start does not leave the map, and other keys do not move it', () => {
  expect(movedByKey([7.9, 4], 'ArrowRight', true, regression)).toEqual([8, 4]);
  expect(movedByKey([-50, 4], 'ArrowLeft', false, regression)).toEqual([-2, 4]);
  expect(movedByKey([3, 4], 'Enter', false, regression)).toBeNull();
  expect(middleOf(regression)).toEqual([3, 4]);
});

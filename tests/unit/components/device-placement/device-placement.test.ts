import { describe, expect, test } from 'vitest';
import { placementFields, placementPresets } from '../../../../components/device-placement/placement-presets.ts';
import { lossDifference } from '../../../../components/device-placement/result-rows.ts';
import { parsePlacement, readSharedPlacement } from '../../../../components/device-placement/share-placement.ts';
import type { PlacementResult, PlacementTiming } from '../../../../src/training/protocol.ts';

const linkOf = (changed: Readonly<Record<string, string>> = {}) =>
  new Map([
    ...placementFields.map(({ name, key }) => [key, String(placementPresets.full[name])] as const),
    ...Object.entries(changed),
  ]);

describe('a share link', () => {
  test('gives back the settings', () => {
    expect(readSharedPlacement(linkOf())).toEqual(placementPresets.full);
  });

  test.each([
    ['hidden', '0'],
    ['hidden', '4097'],
    ['batch', '1.5'],
    ['batch', '1e3'],
    ['steps', '201'],
    ['seed', '-1'],
    ['seed', '<b>'],
  ])('with %s=%s is refused', (key, value) => {
    expect(() => readSharedPlacement(linkOf({ [key]: value }))).toThrow(`cannot be “${value}”`);
  });

  test('without a value is refused', () => {
    const link = linkOf();
    link.delete('batch');
    expect(() => readSharedPlacement(link)).toThrow('Batch size cannot be “”.');
  });
});

test('a field that cannot be is named, with what it may be', () => {
  expect(parsePlacement((field) => (field === 'steps' ? 'many' : '7'))).toEqual({
    field: 'steps',
    fact: 'Steps cannot be “many”.',
    fix: 'Take a whole number, 1 to 200.',
  });
});

test('the difference of losses is the largest of all steps and both devices', () => {
  const timing = (losses: readonly number[]): PlacementTiming => ({
    stepMilliseconds: 1,
    losses,
  });
  const result: PlacementResult = {
    devices: ['wasm', 'cpu'],
    parameters: [
      { count: 0, bytes: 0 },
      { count: 0, bytes: 0 },
    ],
    transfers: [],
    split: timing([1, 2, 3]),
    together: [timing([1, 2, 3]), timing([1, 2.25, 3.125])],
  };
  expect(lossDifference(result)).toBe(0.25);
});

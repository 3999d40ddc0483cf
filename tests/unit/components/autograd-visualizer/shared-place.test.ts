import { describe, expect, it } from 'vitest';
import { readSharedPlace, sharedPlaceValues } from '../../../../components/autograd-visualizer/shared-place.ts';
import { ShareLinkError } from '../../../../components/experiment/share-link.ts';

describe('the place in a share link', () => {
  it('comes back as it was', () => {
    for (const place of [
      { event: 5, descentSteps: 0 },
      { event: 0, descentSteps: 200 },
      { event: 12, descentSteps: 10 },
    ]) {
      expect(readSharedPlace(sharedPlaceValues(place))).toEqual(place);
    }
  });

  it('is the beginning in a link without one, and the beginning is not written', () => {
    expect(readSharedPlace(new Map([['view', 'torch']]))).toEqual({ event: 0, descentSteps: 0 });
    expect(sharedPlaceValues({ event: 0, descentSteps: 0 }).size).toBe(0);
  });

  it.each([
    ['event', '-1'],
    ['event', '1.5'],
    ['event', ''],
    ['event', '1e9'],
    ['descent', 'ten'],
    ['descent', '201'],
  ])('is refused: %s=%s', (key, text) => {
    expect(() => readSharedPlace(new Map([[key, text]]))).toThrow(ShareLinkError);
  });
});

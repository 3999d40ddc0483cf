import { describe, expect, it } from 'vitest';
import { pixelPath } from '../../../../components/charts/pixel-path.ts';

describe('pixelPath', () => {
  it('steps from pixel to pixel, in as few characters as SVG can read', () => {
    expect(
      pixelPath([
        [10.4, 20.2],
        [12, 19],
        [15.6, 30],
      ]),
    ).toBe('M10,20l2-1 4,11');
  });

  it('leaves out what lies on the way, and what is the same pixel', () => {
    expect(
      pixelPath([
        [0, 0],
        [0.2, 0.1],
        [5, 0],
        [10, 0],
        [10, 8],
      ]),
    ).toBe('M0,0l10,0 0,8');
  });

  it('keeps a point from which the path turns back', () => {
    expect(
      pixelPath([
        [0, 0],
        [10, 0],
        [4, 0],
      ]),
    ).toBe('M0,0l10,0-6,0');
  });

  it('closes a ring, and draws nothing without points', () => {
    expect(
      pixelPath(
        [
          [0, 0],
          [5, 0],
          [5, 5],
        ],
        true,
      ),
    ).toBe('M0,0l5,0 0,5z');
    expect(pixelPath([])).toBe('');
  });
});

import { describe, expect, test } from 'vitest';
import { errorFunction } from '../../../src/torch/random/error-function.ts';
import { fusedMultiplyAdd } from '../../../src/torch/random/float32.ts';
import { logarithm, sineAndCosine } from '../../../src/torch/random/vectorized-math.ts';

const { fround } = Math;

describe('a fused multiply-add', () => {
  /** Distance of 1 to the next float32. */
  const ulp = 2 ** -23;
  /** Two float32 numbers whose product is half of that, less 2^-54: too little for a double near 1 to tell. */
  const [a, b] = [(ulp / 2) * (1 + 2 ** -15), 1 - 2 ** -15] as const;

  test('rounds once, where two instructions round twice', () => {
    expect(fusedMultiplyAdd(1 + ulp, 1 - ulp, -1)).toBe(-ulp * ulp);
    expect(fround(fround((1 + ulp) * (1 - ulp)) - 1)).toBe(0);
  });

  test('goes to the nearer neighbour, though a double sum lies halfway', () => {
    expect(fround(a * b + 1 + ulp)).toBe(1 + 2 * ulp);
    expect(fusedMultiplyAdd(a, b, 1 + ulp)).toBe(1 + ulp);
    expect(fround(-a * b + 1 + ulp)).toBe(1);
    expect(fusedMultiplyAdd(-a, b, 1 + ulp)).toBe(1 + ulp);
    expect(fusedMultiplyAdd(a, -b, -1 - ulp)).toBe(-1 - ulp);
  });

  test('goes to the even neighbour exactly halfway', () => {
    expect(fusedMultiplyAdd(ulp, 0.5, 1)).toBe(1);
    expect(fusedMultiplyAdd(ulp, 0.5, 1 + ulp)).toBe(1 + 2 * ulp);
    expect(fusedMultiplyAdd(ulp, -0.5, 1 + ulp)).toBe(1);
  });
});

test('the float32 logarithm is right to a rounding or two', () => {
  for (const steps of [1, 2, 3, 1000, 2 ** 23 - 1, 2 ** 23, 11_863_283, 11_863_284, 2 ** 24 - 1, 2 ** 24]) {
    const value = steps / 2 ** 24;
    expect(Math.abs(logarithm(value) - Math.log(value))).toBeLessThanOrEqual(1.2e-7 * Math.abs(Math.log(value)));
  }
});

test('the float32 sine and cosine are right in each octant', () => {
  for (let step = 0; step < 64; step++) {
    const angle = fround((2 * Math.PI * step) / 64);
    const [sine, cosine] = sineAndCosine(angle);
    expect(Math.abs(sine - Math.sin(angle))).toBeLessThan(1.2e-7);
    expect(Math.abs(cosine - Math.cos(angle))).toBeLessThan(1.2e-7);
  }
});

test.each([
  [0, 0],
  [0.5, 0.5204998778130465],
  [-1, -0.8427007929497149],
  [2, 0.9953222650189527],
  [5, 0.9999999999984626],
  [7, 1],
  [-Infinity, -1],
])('the error function of %f is %f', (x, expected) => {
  expect(errorFunction(x)).toBeCloseTo(expected, 14);
});

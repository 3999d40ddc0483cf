import { fusedMultiplyAdd } from './float32.ts';

const { fround } = Math;

/**
 * Logarithm, sine and cosine in float32 as PyTorch's AVX2 kernel computes them eight at a time: the polynomials of the
 * Cephes library, each multiplication that is followed by an addition fused with it. The results are those of the
 * kernel to the last bit, which a correctly rounded logarithm is not.
 *
 * @source https://www.netlib.org/cephes/ (single precision: logf.c, sinf.c)
 */

/** float32 constants: each is rounded once from its decimal digits. */
const SQRT_HALF = fround(Math.SQRT1_2);
const LOG_POLYNOMIAL = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(fround);
/** ln 2 in two parts: the large one has so few digits that its product with an exponent is exact. */
const LN2_SMALL_PART = fround(-2.1219444e-4);
const LN2_LARGE_PART = 0.693359375;

const FOUR_OVER_PI = fround(1.27323954473516);
/** π/4 in three parts, subtracted one after the other: 24 bits would not be enough. */
const MINUS_QUARTER_PI_PARTS = [-0.78515625, -2.4187564849853516e-4, -3.774894977445941e-8].map(fround);
const SINE_POLYNOMIAL = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(fround);
const COSINE_POLYNOMIAL = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(fround);

/** A polynomial by Horner's rule, the highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => fusedMultiplyAdd(sum, x, coefficient));
}

/** Natural logarithm of a multiple of 2^-24 in (0, 1], the numbers that normal numbers are made from. */
export function logarithm(value: number): number {
  // value = fraction * 2^exponent with the fraction in [√½, √2): the polynomial is for logarithms near 0.
  let exponent = 32 - Math.clz32(value * 2 ** 24) - 24;
  let fraction = value / 2 ** exponent;
  if (fraction < SQRT_HALF) {
    exponent -= 1;
    fraction *= 2;
  }
  const x = fraction - 1;
  const square = fround(x * x);
  const series = fround(x * polynomial(LOG_POLYNOMIAL, x));
  let correction = fusedMultiplyAdd(series, square, fround(exponent * LN2_SMALL_PART));
  correction = fusedMultiplyAdd(square, -0.5, correction);
  return fusedMultiplyAdd(exponent, LN2_LARGE_PART, fround(x + correction));
}

/** Sine and cosine of a float32 angle from 0 to 2π, in radians. */
export function sineAndCosine(angle: number): readonly [sine: number, cosine: number] {
  // The octant, made even: the angle is then at most π/4 from a multiple of π/2.
  const octant = (Math.trunc(fround(angle * FOUR_OVER_PI)) + 1) & ~1;
  const rest = MINUS_QUARTER_PI_PARTS.reduce((left, part) => fusedMultiplyAdd(octant, part, left), angle);
  const square = fround(rest * rest);
  const cosineSeries = fround(square * polynomial(COSINE_POLYNOMIAL, square));
  const cosineOfRest = fround(fusedMultiplyAdd(square, cosineSeries, -square / 2) + 1);
  const sineSeries = fround(square * polynomial(SINE_POLYNOMIAL, square));
  const sineOfRest = fusedMultiplyAdd(rest, sineSeries, rest);
  const isSwapped = (octant & 2) !== 0;
  const sine = isSwapped ? cosineOfRest : sineOfRest;
  const cosine = isSwapped ? sineOfRest : cosineOfRest;
  return [octant & 4 ? -sine : sine, (octant + 2) & 4 ? -cosine : cosine];
}

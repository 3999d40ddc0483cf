/**
 * Decimal digits of floats as Python and C print them: rounded from the exact binary value, a tie to the even digit.
 * Number.prototype.toFixed and toExponential send ties away from zero, so 0.03125 would print as 0.0313 and not 0.0312.
 */

const FRACTION_BITS = 52;
/** Unbiased exponent of the last bit of a subnormal number, which is also the smallest there is. */
const SMALLEST_EXPONENT = -1074;

/** `value` with `digits` digits after the point, as Python's `f'{value:.{digits}f}'`. `inf`, `-inf` and `nan` as such. */
export function toFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const units = roundedUnits(Math.abs(value), digits)
    .toString()
    .padStart(digits + 1, '0');
  const whole = units.slice(0, units.length - digits);
  return sign(value) + withFraction(whole, units.slice(units.length - digits));
}

/** `value` as one digit, `digits` more after the point and an exponent, as Python's `f'{value:.{digits}e}'`. */
export function toExponential(value: number, digits: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const { mantissa, exponent } = scientific(Math.abs(value), digits);
  const power = Math.abs(exponent).toString().padStart(2, '0');
  return `${sign(value)}${withFraction(mantissa.slice(0, 1), mantissa.slice(1))}e${exponent < 0 ? '-' : '+'}${power}`;
}

function withFraction(whole: string, fraction: string): string {
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function nonFinite(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'inf' : '-inf';
}

/** Python prints the sign of negative zero, and of what is rounded to zero. */
function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

function scientific(magnitude: number, digits: number): { readonly mantissa: string; readonly exponent: number } {
  if (magnitude === 0) return { mantissa: '0'.repeat(digits + 1), exponent: 0 };
  // The shortest digits that read back as the value can be rounded up to the next power of ten: then one try more.
  const highest = Number(magnitude.toExponential().split('e')[1]);
  for (let exponent = highest; ; exponent -= 1) {
    const mantissa = roundedUnits(magnitude, digits - exponent).toString();
    if (mantissa.length === digits + 1) return { mantissa, exponent };
    if (mantissa.length > digits + 1) return { mantissa: mantissa.slice(0, -1), exponent: exponent + 1 };
  }
}

/** `magnitude · 10^decimals`, rounded to a whole number, ties to even. Exact: every float is a whole number times 2^n. */
function roundedUnits(magnitude: number, decimals: number): bigint {
  const { significand, exponent } = binary(magnitude);
  const numerator = significand * 10n ** atLeastZero(decimals) * 2n ** atLeastZero(exponent);
  const denominator = 10n ** atLeastZero(-decimals) * 2n ** atLeastZero(-exponent);
  const quotient = numerator / denominator;
  const twiceRemainder = (numerator % denominator) * 2n;
  const roundUp = twiceRemainder > denominator || (twiceRemainder === denominator && quotient % 2n === 1n);
  return roundUp ? quotient + 1n : quotient;
}

function atLeastZero(value: number): bigint {
  return BigInt(Math.max(value, 0));
}

/** The whole number and the power of two whose product `magnitude` is. */
function binary(magnitude: number): { readonly significand: bigint; readonly exponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, magnitude);
  const biasedExponent = bits.getUint32(0) >>> 20;
  const fraction = bits.getBigUint64(0) & (2n ** BigInt(FRACTION_BITS) - 1n);
  if (biasedExponent === 0) return { significand: fraction, exponent: SMALLEST_EXPONENT };
  return {
    significand: fraction + 2n ** BigInt(FRACTION_BITS),
    exponent: biasedExponent - 1 + SMALLEST_EXPONENT,
  };
}

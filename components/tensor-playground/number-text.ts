const SIGNIFICANT_DIGITS = 5;
/** Of floats from `LONG` on, so that none of their fractions looks like a whole number; float32 has no more. */
const MOST_SIGNIFICANT_DIGITS = 7;
const LONG = 1e4;
/** Floats below and from here on are written with an exponent. */
const SMALL = 1e-4;
const LARGE = 1e6;

/** A number as Python writes one of its type: `2` for whole numbers, `2.` for floats, `True` for truth values. */
export function numberText(value: number, dtype: string): string {
  if (dtype === 'bool') return value === 0 ? 'False' : 'True';
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (!dtype.startsWith('float')) return String(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < LARGE) return `${value}.`;
  if (size < SMALL || size >= LARGE) return Number(value.toPrecision(SIGNIFICANT_DIGITS)).toExponential();
  const short = Number(value.toPrecision(size < LONG ? SIGNIFICANT_DIGITS : MOST_SIGNIFICANT_DIGITS));
  return Number.isInteger(short) ? `${short}.` : String(short);
}

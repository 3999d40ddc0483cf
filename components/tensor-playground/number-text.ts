const SIGNIFICANT_DIGITS = 5;
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
  const short = Number(value.toPrecision(SIGNIFICANT_DIGITS));
  if (size < SMALL || size >= LARGE) return short.toExponential();
  return Number.isInteger(short) ? `${short}.` : String(short);
}

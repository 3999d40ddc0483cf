/** A number as Python writes one of its type: `2` for whole numbers, `2.` for floats, `True` for truth values. */
export function numberText(value: number, dtype: string): string {
  if (dtype === 'bool') return value === 0 ? 'False' : 'True';
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (!dtype.startsWith('float')) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return `${value}.`;
  const short = Number(value.toPrecision(5));
  return Number.isInteger(short) && Math.abs(short) < 1e6 ? `${short}.` : String(short);
}

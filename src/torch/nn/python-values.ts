/** How Python writes the values in the line of a module. */

/** A value that a line of a module can show. */
export type PythonValue = number | boolean | string | null | readonly PythonValue[];

/** Python's `str`: `True`, `None`, `(3, 3)`, `1e-05`. A whole number is written as an integer. */
export function formatPython(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return value;
  const items = value.map((item) => (typeof item === 'string' ? `'${item}'` : formatPython(item)));
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

/** A parameter whose default is a float of a whole value, such as 1.0, in which JavaScript's 1 does not show it. */
export function formatFloat(value: number, defaultValue: number): string {
  return value === defaultValue && Number.isInteger(value) ? `${value}.0` : formatNumber(value);
}

/** Python writes `1e-05` from below 1e-4 on; JavaScript `0.00001`, and `1e-7` without the zero. */
function formatNumber(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || magnitude >= 1e-4 || !Number.isFinite(value)) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e-');
  return `${digits}e-${exponent.padStart(2, '0')}`;
}

/** `name=value, ...` of those keywords whose value is given. */
export function formatKeywords(keywords: Readonly<Record<string, PythonValue | undefined>>): string {
  return Object.entries(keywords)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${formatPython(value)}`))
    .join(', ');
}

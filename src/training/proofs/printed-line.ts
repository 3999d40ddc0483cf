/** A value that has been read: numbers of a float tensor are marked, so that 2 prints as 2.0. */
export type ReadValue = NestedValue | { readonly floats: NestedValue };

export type NestedValue = string | number | boolean | null | readonly ReadValue[];

const DECIMALS = 4;
const SMALLEST_FIXED = 1e-3;

/** Values side by side as Python's print writes them; numbers have four decimals, or four digits where they are small. */
export function printedLine(values: readonly ReadValue[]): string {
  return values.map((value) => valueText(value, false)).join(' ');
}

function valueText(value: ReadValue, isFloat: boolean): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value, isFloat);
  if ('floats' in value) return valueText(value.floats, true);
  return `[${value.map((item) => valueText(item, isFloat)).join(', ')}]`;
}

function numberText(value: number, isFloat: boolean): string {
  const isSmall = value !== 0 && Math.abs(value) < SMALLEST_FIXED;
  const rounded = Number(isSmall ? value.toPrecision(DECIMALS) : value.toFixed(DECIMALS));
  // Minus zero, as what is negative and rounds to nothing, prints as zero.
  const text = String(rounded + 0);
  return isFloat && Number.isInteger(rounded) ? `${text}.0` : text;
}

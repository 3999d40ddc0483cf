import type { DType } from '../dtype.ts';
import { toExponential, toFixed } from './decimal.ts';
import type { PrintOptions } from './print-options.ts';

/** Beyond these, and for a wider range of magnitudes than this, PyTorch prints floats in scientific notation. */
const LARGEST_FIXED = 1e8;
const SMALLEST_FIXED = 1e-4;
const WIDEST_FIXED_RANGE = 1000;

/** How the elements of one tensor are printed: all in one notation, each padded to `width` characters. */
export interface NumberFormat {
  readonly width: number;
  readonly format: (value: number) => string;
}

/**
 * The format that fits `values`. `width` is that of the widest finite element other than zero, so infinities, nan and
 * negative zero may stand out.
 */
export function numberFormat(values: readonly number[], dtype: DType, options: PrintOptions): NumberFormat {
  const write = dtype === 'float32' ? floatWriter(values, options) : dtype === 'bool' ? writeBool : writeInteger;
  const measured = dtype === 'float32' ? values.filter(isFiniteNonzero) : values;
  const width = measured.reduce((widest, value) => Math.max(widest, write(value).length), 1);
  return { width, format: (value) => write(value).padStart(width) };
}

function floatWriter(values: readonly number[], { precision, sciMode }: PrintOptions): (value: number) => string {
  const measured = values.filter(isFiniteNonzero);
  // A tensor of nothing but zeros, infinities and nan has no magnitude to choose by, not even when asked to.
  if (measured.length > 0 && (sciMode ?? needsScientific(measured))) return (value) => toExponential(value, precision);
  if (measured.every(Number.isInteger)) return writeWholeFloat;
  return (value) => toFixed(value, precision);
}

function needsScientific(values: readonly number[]): boolean {
  const magnitudes = values.map(Math.abs);
  const smallest = magnitudes.reduce((a, b) => Math.min(a, b));
  const largest = magnitudes.reduce((a, b) => Math.max(a, b));
  return largest / smallest > WIDEST_FIXED_RANGE || largest > LARGEST_FIXED || smallest < SMALLEST_FIXED;
}

function isFiniteNonzero(value: number): boolean {
  return Number.isFinite(value) && value !== 0;
}

/** A float without a fraction: `2.`, as Python may write it, too. */
function writeWholeFloat(value: number): string {
  return Number.isFinite(value) ? `${toFixed(value, 0)}.` : toFixed(value, 0);
}

/** Every digit of an integer, which String() would leave out above 10^21 and fill with zeros above 2^53. */
function writeInteger(value: number): string {
  return BigInt(value).toString();
}

function writeBool(value: number): string {
  return value === 0 ? 'False' : 'True';
}

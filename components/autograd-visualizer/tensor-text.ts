import type { TensorNumbers } from '../../src/training/protocol.ts';

/** What is longer is told by its shape alone. */
const MOST_NUMBERS = 24;
const MOST_COLUMNS = 6;

/** A number with at most so many decimals, without zeros at its end: 0.6667, 2, 1.5e-7. */
export function numberText(value: number, decimals = 4): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size < 10 ** -decimals || size >= 1e6)) return value.toExponential(decimals - 2);
  // Adding zero turns -0 into 0.
  return String(Number(value.toFixed(decimals)) + 0);
}

/** [2, 3]; [] for a scalar. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

/** A tensor as lines: one for each row of a matrix. Larger ones are cut to their first numbers. */
export function tensorLines({ shape, values }: TensorNumbers, decimals = 4): readonly string[] {
  const columns = shape.at(-1) ?? 1;
  if (shape.length === 0) return [numberText(values[0] ?? Number.NaN, decimals)];
  if (values.length === 0) return ['[]'];
  if (values.length > MOST_NUMBERS || columns > MOST_COLUMNS || shape.length > 2) {
    const first = values.slice(0, 3).map((value) => numberText(value, decimals));
    return [values.length > 3 ? `${first.join(', ')}, … (${values.length})` : first.join(', ')];
  }
  if (shape.length === 1) return [rowText(values, decimals)];
  return Array.from({ length: shape[0] ?? 0 }, (_, row) =>
    rowText(values.slice(row * columns, (row + 1) * columns), decimals),
  );
}

/** A tensor in one line, as Python writes nested lists. */
export function tensorText(tensor: TensorNumbers, decimals = 4): string {
  const lines = tensorLines(tensor, decimals);
  const isWhole = lines[0]?.startsWith('[') === true;
  return isWhole && tensor.shape.length > 1 ? `[${lines.join(', ')}]` : lines.join(', ');
}

function rowText(values: readonly number[], decimals: number): string {
  return `[${values.map((value) => numberText(value, decimals)).join(', ')}]`;
}

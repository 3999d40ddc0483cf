import type { DialectName } from '../../src/training/protocol.ts';

/**
 * Which runs belong together: what the columns of the file hold, by their names in camelCase: `validationSplit: 0.3` for
 * `validation_split`. Columns that are not named may hold anything.
 */
export type RunGroup = { readonly framework: DialectName } & Readonly<Record<string, string | number>>;

/** Test accuracies of runs that differ in the seed alone, 0 to 1. */
export interface Spread {
  readonly accuracies: readonly number[];
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Test accuracies of one group of runs, from the column `test_accuracy`.
 *
 * @param csv a file of measured runs, one a row, with a header.
 * @throws {Error} when the file has no such column, or no row belongs to the group.
 */
export function accuracySpread(csv: string, group: RunGroup): Spread {
  const accuracies = runsOf(csv, group).map((run) => Number(run.testAccuracy));
  return {
    accuracies,
    mean: accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length,
    lowest: Math.min(...accuracies),
    highest: Math.max(...accuracies),
  };
}

/**
 * The rows of a group, by column in camelCase.
 *
 * @throws {Error} when a column is missing, or no row belongs to the group.
 */
export function runsOf(csv: string, group: RunGroup): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...rows] = csv.trim().split('\n');
  const columns = header.split(',').map((name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const missing = [...Object.keys(group), 'testAccuracy'].filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new Error(`Measured runs: no column for ${missing.join(', ')}. The header is "${header}".`);
  }
  const runs = rows
    .map((row) => row.split(','))
    .map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])));
  const own = runs.filter((run) => Object.entries(group).every(([name, value]) => isSame(run[name] ?? '', value)));
  if (own.length === 0) {
    throw new Error(`Measured runs: none for ${JSON.stringify(group)}. Add the rows or correct the group.`);
  }
  return own;
}

function isSame(cell: string, value: string | number): boolean {
  return typeof value === 'number' ? Number(cell) === value : cell === value;
}

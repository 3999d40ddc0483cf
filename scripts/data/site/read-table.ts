import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findColumns } from '../../../src/datasets/own/csv-columns.ts';
import { csvRows, findDelimiter, type CsvRow } from '../../../src/datasets/own/csv-rows.ts';
import { readCsv } from '../../../src/datasets/own/read-csv.ts';
import { refuse } from './data-problem.ts';
import type { SetFile } from './read-set-file.ts';
import type { SiteExamples } from './site-examples.ts';

export const TABLE_FILE = 'rows.csv';

/**
 * Reads `rows.csv` as the page reads a CSV file of a reader's: the column of the classes, the others pixels or features.
 *
 * @throws {BuildError} when there is no such column.
 * @throws {DatasetError} that names the line and the column at fault.
 */
export async function readTable(folder: string, setFile: SetFile): Promise<SiteExamples> {
  const file = new File([await readFile(join(folder, TABLE_FILE))], TABLE_FILE, { type: 'text/csv' });
  const labelColumn = await labelColumnOf(file, setFile);
  const { description, dataset, notes } = await readCsv(file, { id: 0, labelColumn, onProgress: () => undefined });
  const { height, width, channels, classNames, source } = description;
  const { train, test } = dataset;
  return { height, width, channels, source, storedClassNames: classNames, train, test, notes };
}

async function labelColumnOf(file: File, { labelColumn: asked, file: setFileName, lineOf }: SetFile): Promise<number> {
  const field = 'labelColumn';
  if (asked === undefined) {
    const fact = `It does not say which column of ${TABLE_FILE} holds the classes.`;
    const fix = `Write “${field}:” and what the column is called, or its number from 1.`;
    refuse([{ file: setFileName, line: null, fact, fix }]);
  }
  const delimiter = await findDelimiter(file);
  const { names } = findColumns(file.name, await firstRows(file, delimiter), delimiter, null);
  const column = typeof asked === 'number' ? asked - 1 : names.indexOf(asked ?? '');
  if (column >= 0 && column < names.length) return column;
  const columns =
    names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more` : names.join(', ');
  const fact = `${TABLE_FILE} has no column ${typeof asked === 'number' ? asked : `“${asked}”`}.`;
  refuse([{ file: setFileName, line: lineOf(field), fact, fix: `Name one of its columns: ${columns}.` }]);
  return column;
}

async function firstRows(file: File, delimiter: string): Promise<readonly CsvRow[]> {
  const first: CsvRow[] = [];
  for await (const rows of csvRows(file, delimiter, () => undefined)) {
    first.push(...rows.slice(0, 2));
    if (first.length >= 2) break;
  }
  return first;
}

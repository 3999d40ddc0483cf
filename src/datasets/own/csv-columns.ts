import { DatasetError } from '../dataset-error.ts';
import type { CsvRow } from './csv-rows.ts';

/** Which column of a CSV file is what. Columns are counted from 0. */
export interface CsvColumns {
  readonly hasHeader: boolean;
  /** Of the header, or "column 1" where there is none. */
  readonly names: readonly string[];
  readonly labelColumn: number;
  readonly leftOut: readonly number[];
}

const LABEL_NAME = /^(label|labels|class|target|y|species|category|digit|variety|type)$/i;
/** Rows' own numbers: a network would learn the order of the file. */
const ROW_NUMBER_NAME = /^(id|index|unnamed: 0|)$/i;
const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;
const DECIMAL_COMMA = /^([-+]?\d*),(\d+)$/;

/**
 * What the columns are, by the first two rows.
 *
 * @param askedLabel the column that the reader chose; without one it is the column that is called so, else the first one
 *   of text, else the last one; the first one where the others can be the pixels of an image.
 * @throws {DatasetError} when the first two rows cannot be those of a table with a label.
 */
export function findColumns(
  file: string,
  rows: readonly CsvRow[],
  delimiter: string,
  askedLabel: number | null,
): CsvColumns {
  const isNumber = (cell: string | undefined) => !Number.isNaN(numberOf(cell ?? '', delimiter));
  const [first, second] = rows;
  if (!first || !second) {
    throw new DatasetError(file, `${file} has fewer than two rows.`, 'Choose a file with a row for each example.');
  }
  const count = first.cells.length;
  if (count < 2) {
    const fact = `${file} has one column alone.`;
    throw new DatasetError(file, fact, 'Choose a file with a column for the label and columns of numbers.');
  }
  const hasHeader = first.cells.some((cell, column) => !isNumber(cell) && isNumber(second.cells[column]));
  const header = hasHeader ? first.cells.map((cell) => cell.trim()) : [];
  refuseDuplicates(file, header, first.line);
  const names = first.cells.map((_, column) => nameOf(header[column] ?? '', column));
  const leftOut = header.flatMap((name, column) => (ROW_NUMBER_NAME.test(name) && column !== askedLabel ? column : []));
  const example = hasHeader ? second.cells : first.cells;
  const candidates = example.flatMap((_, column) => (leftOut.includes(column) ? [] : column));
  const firstText = candidates.find((column) => !isNumber(example[column]));
  const labelColumn = askedLabel ?? defaultLabel(header, candidates, firstText);
  if (labelColumn >= count) {
    const fact = `${file} has ${count} columns: there is none with the number ${labelColumn + 1}.`;
    throw new DatasetError(file, fact, 'Choose the column of the label.');
  }
  if (leftOut.length + 1 < count) return { hasHeader, names, labelColumn, leftOut };
  throw new DatasetError(file, `${file} has no column of numbers.`, 'Choose a file with numbers beside the label.');
}

/**
 * What a cell says as a number; NaN where it is none.
 *
 * @param delimiter with semicolons, as where 3,5 is three and a half, a comma is a decimal comma; else it parts thousands
 *   or makes no sense.
 */
export function numberOf(cell: string, delimiter: string): number {
  const text = delimiter === ';' ? cell.trim().replace(DECIMAL_COMMA, '$1.$2') : cell.trim();
  return NUMBER.test(text) ? Number(text) : NaN;
}

function defaultLabel(header: readonly string[], candidates: readonly number[], firstText: number | undefined): number {
  const named = header.findIndex((name) => LABEL_NAME.test(name));
  if (named >= 0) return named;
  const edge = imageShapeOf(candidates.length - 1) ? candidates.at(0) : candidates.at(-1);
  return firstText ?? edge ?? 0;
}

function nameOf(header: string, column: number): string {
  return header === '' ? `column ${column + 1}` : header;
}

function refuseDuplicates(file: string, header: readonly string[], line: number): void {
  const column = header.findIndex((name, index) => name !== '' && header.indexOf(name) < index);
  const name = header[column];
  if (name === undefined) return;
  const fact = `Two columns of ${file} are called “${name}”: ${header.indexOf(name) + 1} and ${column + 1}.`;
  throw new DatasetError(file, fact, `Rename one of them in line ${line}.`);
}

/** Smaller squares are more likely a few features than an image. */
const SMALLEST_SIDE = 8;
const LARGEST_SIDE = 128;

/** [height, width, channels] of square images of so many numbers, grey or in colour; null where there are none. */
export function imageShapeOf(numbers: number): readonly [number, number, number] | null {
  for (const channels of [1, 3]) {
    const side = Math.sqrt(numbers / channels);
    if (Number.isInteger(side) && side >= SMALLEST_SIDE && side <= LARGEST_SIDE) return [side, side, channels];
  }
  return null;
}

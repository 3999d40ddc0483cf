import { DatasetError } from '../dataset-error.ts';
import type { ImageSet } from '../load.ts';
import { ClassCollector, tooManyClasses, type ClassLabels } from './class-labels.ts';
import { findColumns, imageShapeOf, numberOf, type CsvColumns } from './csv-columns.ts';
import { csvRows, findDelimiter, type CsvRow } from './csv-rows.ts';
import { byteRows, columnRanges, scaledRows } from './features.ts';
import { NumberTable } from './number-table.ts';
import type { CsvTable, OwnData } from './own-data.ts';
import { splitRows } from './split.ts';

/** How a reader wants a CSV file to be read. */
export interface CsvOptions {
  /** Tells the sets of a page apart. */
  readonly id: number;
  /** Column counted from 0; null leaves the choice to what the columns are called. */
  readonly labelColumn: number | null;
  /** Called with a share of the file, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** What a tab can be expected to hold beside the network: 64 MB of bytes, or 80 MB of float64 while a file is read. */
const MOST_BYTES = 64_000_000;
const MOST_NUMBERS = 10_000_000;
/** Bytes take four characters at the most, numbers more. */
const MOST_FILE_BYTES = 300_000_000;
/** Sizes of a layer's input, and of a row that anybody can have meant. */
const MOST_COLUMNS = 16_384;
const SHOWN_ROWS = 5;
/** Pixels are rarely all dark: numbers below are more likely counts. */
const DARKEST_PIXELS = 100;
const MISSING = /^(|na|n\/a|nan|null|none|\?)$/i;

/**
 * Reads a CSV file of examples: a column of labels, the others numbers.
 *
 * Numbers that are bytes, and as many as a square image has, are pixels; others are features, each scaled from the range
 * that it has in the training rows to 0..1, in shape [1, features, 1].
 *
 * @throws {DatasetError} that names the line and the column at fault.
 */
export async function readCsv(file: File, options: CsvOptions): Promise<OwnData> {
  if (file.size > MOST_FILE_BYTES) {
    const fact = `${file.name} has ${Math.round(file.size / 1e6)} MB; at most ${MOST_FILE_BYTES / 1e6} MB are read here.`;
    throw new DatasetError(file.name, fact, 'Choose a file with fewer rows.');
  }
  const delimiter = await findDelimiter(file);
  const rows = csvRows(file, delimiter, (bytes) => options.onProgress(bytes / file.size));
  const { beginning, rest } = await beginningOf(rows);
  const columns = findColumns(file.name, beginning, delimiter, options.labelColumn);
  const reader = new TableReader(file.name, delimiter, columns);
  reader.read(columns.hasHeader ? beginning.slice(1) : beginning);
  for await (const more of rest) reader.read(more);
  return ownData(file.name, reader, options.id);
}

/** The first rows, at least two where there are any, and those that follow. */
async function beginningOf(rows: AsyncGenerator<readonly CsvRow[]>) {
  let beginning: readonly CsvRow[] = [];
  while (beginning.length < 2) {
    const next = await rows.next();
    if (next.done) break;
    beginning = [...beginning, ...next.value];
  }
  return { beginning, rest: rows };
}

/** Takes rows apart into numbers and classes. */
class TableReader {
  readonly columns: CsvColumns;
  readonly delimiter: string;
  readonly numbers: NumberTable;
  readonly shown: (readonly string[])[] = [];
  readonly #classes = new ClassCollector();
  readonly #file: string;
  readonly #isFeature: readonly boolean[];

  constructor(file: string, delimiter: string, columns: CsvColumns) {
    this.#file = file;
    this.delimiter = delimiter;
    this.columns = columns;
    const { names, labelColumn, leftOut } = columns;
    if (names.length > MOST_COLUMNS) {
      const fact = `${file} has ${names.length.toLocaleString('en')} columns; at most ${MOST_COLUMNS.toLocaleString('en')} are read.`;
      throw new DatasetError(file, fact, 'Choose a file with fewer columns.');
    }
    this.#isFeature = names.map((_, column) => column !== labelColumn && !leftOut.includes(column));
    this.numbers = new NumberTable(this.#isFeature.filter(Boolean).length);
  }

  get classes(): ClassLabels {
    return this.#classes.labels(this.#file, 'row', this.#labelName);
  }

  read(rows: readonly CsvRow[]): void {
    for (const row of rows) this.#readRow(row);
    const { length, isBytes } = this.numbers;
    const most = isBytes ? MOST_BYTES : MOST_NUMBERS;
    if (length <= most) return;
    const kind = isBytes ? 'pixels' : 'numbers';
    const fact = `${this.#file} has more than ${most / 1e6} million ${kind}, which is more than is read here.`;
    const mostRows = Math.floor(most / this.numbers.columns).toLocaleString('en');
    throw new DatasetError(this.#file, fact, `Keep at most ${mostRows} of its rows.`);
  }

  #readRow({ line, cells }: CsvRow): void {
    const { names, labelColumn } = this.columns;
    if (cells.length !== names.length) {
      const fact = `Line ${line} of ${this.#file} has ${cells.length} cells, the first line has ${names.length}.`;
      throw new DatasetError(this.#file, fact, 'Give all lines as many cells.');
    }
    if (this.shown.length < SHOWN_ROWS) this.shown.push(cells);
    const label = (cells[labelColumn] ?? '').trim();
    if (MISSING.test(label)) throw this.#missing(line, labelColumn);
    if (!this.#classes.add(label)) throw tooManyClasses(this.#file, this.#labelName);
    for (let column = 0; column < cells.length; column++) {
      if (this.#isFeature[column]) this.numbers.push(this.#numberIn(cells[column] ?? '', line, column));
    }
  }

  #numberIn(cell: string, line: number, column: number): number {
    const value = numberOf(cell, this.delimiter);
    if (Number.isFinite(value)) return value;
    if (MISSING.test(cell.trim())) throw this.#missing(line, column);
    const text = cell.length > 20 ? `${cell.slice(0, 20)}…` : cell;
    const fact = `Line ${line} of ${this.#file} has “${text}” in the column “${this.#name(column)}”, where a number should stand.`;
    throw new DatasetError(this.#file, fact, 'Write a number there, leave the column out, or choose it as the label.');
  }

  #missing(line: number, column: number): DatasetError {
    const fact = `Line ${line} of ${this.#file} has no value in the column “${this.#name(column)}”.`;
    return new DatasetError(this.#file, fact, 'Fill it in, or leave the line out.');
  }

  #name(column: number): string {
    return this.columns.names[column] ?? '';
  }

  get #labelName(): string {
    return `the column “${this.#name(this.columns.labelColumn)}”`;
  }
}

function ownData(fileName: string, { columns, delimiter, numbers, shown, classes }: TableReader, id: number): OwnData {
  const { hasHeader, names, labelColumn, leftOut } = columns;
  const image = numbers.isBytes && numbers.largestByte >= DARKEST_PIXELS ? imageShapeOf(numbers.columns) : null;
  const [height, width, channels] = image ?? [1, numbers.columns, 1];
  const split = splitRows(classes.labels, classes.classNames.length);
  const ranges = columnRanges(numbers, split.train);
  const part = (rows: Uint32Array): ImageSet => ({
    images: image ? byteRows(numbers, rows) : scaledRows(numbers, rows, ranges),
    labels: Uint8Array.from(rows, (row) => classes.labels[row] ?? 0),
    count: rows.length,
  });
  const { classNames } = classes;
  const table: CsvTable = { columns: names, rows: shown };
  const left = leftOut.map((column) => `“${names[column] ?? ''}”`);
  return {
    description: {
      id,
      title: fileName,
      width,
      height,
      channels,
      classNames,
      fullTrainImages: split.train.length,
      fullTestImages: split.test.length,
      source: {
        type: 'csv',
        fileName,
        delimiter,
        hasHeader,
        labelColumn,
        leftOut,
        content: image ? 'pixels' : 'features',
      },
    },
    dataset: { train: part(split.train), test: part(split.test), height, width, channels, classNames },
    classCounts: classes.counts,
    notes: left.length > 0 ? [`Left out, because row numbers tell nothing: ${left.join(', ')}.`] : [],
    table,
  };
}

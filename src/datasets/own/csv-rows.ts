/** A CSV file as rows of text, chunk by chunk, so that the file is never in memory as a whole. */
import Papa from 'papaparse';
import { DatasetError } from '../dataset-error.ts';

/** A row of a file. */
export interface CsvRow {
  /** Counted from 1; empty lines count. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Enough to tell what a file is. */
const BEGINNING_BYTES = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
/** A line of more than this has a quote that never ends, or is no line of a table. */
const LONGEST_LINE_CHARACTERS = 8 * 2 ** 20;

/**
 * The delimiter of a CSV file.
 *
 * @throws {DatasetError} when the file is empty, or is no text.
 */
export async function findDelimiter(file: File): Promise<string> {
  if (file.size === 0) throw new DatasetError(file.name, `${file.name} is empty.`, 'Choose a file with rows.');
  const beginning = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer());
  if (beginning.includes(0)) {
    const fix = 'Choose a text file; a spreadsheet can be saved as “CSV UTF-8”.';
    throw new DatasetError(file.name, `${file.name} is no text file.`, fix);
  }
  const text = new TextDecoder().decode(beginning);
  const { meta } = Papa.parse<string[]>(text, { preview: 20, delimitersToGuess: DELIMITERS });
  return meta.delimiter;
}

/**
 * The rows of a CSV file, as RFC 4180 has them: quotes, line ends of any system, a byte order mark. Lines without any
 * text are left out.
 *
 * @param onBytes called with the bytes read so far.
 * @throws {DatasetError} for bytes that are not UTF-8, and for quotes that never end.
 */
export async function* csvRows(
  file: File,
  delimiter: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly CsvRow[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = file.stream().getReader();
  const parser = new RowParser(file.name, delimiter);
  let bytes = 0;
  for (let next = await reader.read(); next.value; next = await reader.read()) {
    bytes += next.value.length;
    yield parser.push(decode(decoder, next.value, file.name), false);
    onBytes(bytes);
  }
  yield parser.push(decode(decoder, new Uint8Array(), file.name), true);
}

function decode(decoder: TextDecoder, bytes: Uint8Array, file: string): string {
  try {
    return decoder.decode(bytes, { stream: bytes.length > 0 });
  } catch (error) {
    const fix = 'Save it as “CSV UTF-8”.';
    throw new DatasetError(file, `${file} has characters that are not UTF-8.`, fix, { cause: error });
  }
}

/** Cuts text that comes in chunks into rows. */
class RowParser {
  readonly #file: string;
  readonly #delimiter: string;
  #newline: '\n' | '\r\n' | '\r' | null = null;
  #rest = '';
  #line = 1;

  constructor(file: string, delimiter: string) {
    this.#file = file;
    this.#delimiter = delimiter;
  }

  /** @param isLast whether no more text comes: else the last line waits for its end. */
  push(text: string, isLast: boolean): readonly CsvRow[] {
    const input = this.#rest + text;
    this.#newline ??= newlineOf(input, isLast);
    if (this.#newline === null) {
      this.#rest = input;
      this.#requireEnd();
      return [];
    }
    const parser = new Papa.Parser({ delimiter: this.#delimiter, newline: this.#newline });
    const { data, errors, meta } = parser.parse(input, 0, !isLast) as Papa.ParseResult<string[]>;
    const [error] = isLast ? errors : [];
    if (error) {
      const line = this.#line + (error.row ?? 0);
      const fact = `Line ${line} of ${this.#file} has a quote that does not end, or text behind one.`;
      throw new DatasetError(this.#file, fact, 'Put quotes around whole cells, and write a quote within one twice.');
    }
    this.#rest = isLast ? '' : input.slice(meta.cursor);
    this.#requireEnd();
    return data.flatMap((cells) => this.#row(cells));
  }

  #row(cells: readonly string[]): CsvRow[] {
    const line = this.#line;
    this.#line += 1 + cells.reduce((lines, cell) => lines + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
    return cells.every((cell) => cell.trim() === '') ? [] : [{ line, cells }];
  }

  #requireEnd(): void {
    if (this.#rest.length <= LONGEST_LINE_CHARACTERS) return;
    const fact = `Line ${this.#line} of ${this.#file} has no end within ${LONGEST_LINE_CHARACTERS / 2 ** 20} million characters.`;
    throw new DatasetError(this.#file, fact, 'Look for a quote that is not closed, or choose a file of rows.');
  }
}

/** The line end of a text by its first; null while none has come. */
function newlineOf(text: string, isWhole: boolean): '\n' | '\r\n' | '\r' | null {
  const place = text.search(/[\r\n]/);
  if (place < 0) return isWhole ? '\n' : null;
  if (text[place] === '\n') return '\n';
  // Its second half may come with the next chunk.
  if (place === text.length - 1 && !isWhole) return null;
  return text[place + 1] === '\n' ? '\r\n' : '\r';
}

import { fileText } from './file-text.ts';
import type { KeptProgress } from './progress-schema.ts';
import { readProgressFile } from './read-progress-file.ts';

/** More than the work of many courses. */
const MAX_FILE_BYTES = 10_000_000;

/**
 * Reads a file that the reader chose.
 *
 * @throws {ProgressFileError} when it is too large, cannot be read or is none of Duet's.
 */
export async function loadProgressFile(file: File): Promise<KeptProgress> {
  return readProgressFile(await fileText(file, MAX_FILE_BYTES));
}

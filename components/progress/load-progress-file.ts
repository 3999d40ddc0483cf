import { ProgressFileError } from './progress-file-error.ts';
import type { ProgressFile } from './progress-schema.ts';
import { MAX_FILE_BYTES, readProgressFile } from './read-progress-file.ts';

/**
 * Reads a file that the reader chose.
 *
 * @throws {ProgressFileError} when it is too large, cannot be read or is none of Duet's.
 */
export async function loadProgressFile(file: File): Promise<ProgressFile> {
  if (file.size > MAX_FILE_BYTES)
    throw new ProgressFileError(
      `${file.name} has ${Math.ceil(file.size / 1e6)} MB, and a file of progress has at most ${MAX_FILE_BYTES / 1e6} MB.`,
      'Choose a file that “Export” on this page has written.',
    );
  let text: string;
  try {
    text = await file.text();
  } catch {
    throw new ProgressFileError(
      `${file.name} could not be read.`,
      'Look whether it is still there, and choose it again.',
    );
  }
  return readProgressFile(text);
}

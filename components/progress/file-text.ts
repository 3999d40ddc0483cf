import { EXPORT_AGAIN } from './parse-progress-json.ts';
import { ProgressFileError } from './progress-file-error.ts';

/**
 * The text of a file that somebody chose.
 *
 * @throws {ProgressFileError} when it is too large or cannot be read.
 */
export async function fileText(file: File, maxBytes: number): Promise<string> {
  if (file.size > maxBytes)
    throw new ProgressFileError(
      `The file has ${(file.size / 1e6).toFixed(1)} MB, and one of progress has at most ${maxBytes / 1e6} MB here.`,
      EXPORT_AGAIN,
    );
  try {
    return await file.text();
  } catch {
    throw new ProgressFileError('The file could not be read.', 'Look whether it is still there, and choose it again.');
  }
}

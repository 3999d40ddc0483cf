import { ProgressFileError } from './progress-file-error.ts';
import { progressFileSchema, type ProgressFile } from './progress-schema.ts';

/** More than the work of many courses. */
export const MAX_FILE_BYTES = 10_000_000;

const CHOOSE_ANOTHER = 'Choose a file that “Export” on this page has written.';

/**
 * Reads what {@link writeProgressFile} writes.
 *
 * @throws {ProgressFileError} for anything else.
 */
export function readProgressFile(text: string): ProgressFile {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== 'duet-progress')
    throw new ProgressFileError('This is not a file of Duet’s progress.', CHOOSE_ANOTHER);
  if ('version' in json && typeof json.version === 'number' && json.version > 1)
    throw new ProgressFileError(
      `The file is of version ${json.version}, and this page reads version 1.`,
      'Reload the page to get a newer one, or export again where you learn now.',
    );
  const { success, data, error } = progressFileSchema.safeParse(json);
  if (success) return data;
  const [{ path } = { path: [] }] = error.issues;
  const place = path.length > 0 ? path.join('.') : 'its top level';
  throw new ProgressFileError(`The file has been changed: what it says at ${place} cannot be right.`, CHOOSE_ANOTHER);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProgressFileError('The file is not JSON.', CHOOSE_ANOTHER);
  }
}

import { ProgressFileError } from './progress-file-error.ts';

/** The version of files that this page writes. */
export const PROGRESS_VERSION = 2;

/** What to do about a file that cannot be used. */
export const EXPORT_AGAIN = 'Choose a file that “Export” on the course map has written.';

/** A file's JSON, its version, and what else it holds: not yet checked. */
export interface ProgressJson {
  readonly version: 1 | 2;
  readonly json: object;
}

/** @throws {ProgressFileError} when a text is no JSON, not of Duet, or of a version that this page does not know. */
export function parseProgressJson(text: string): ProgressJson {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== 'duet-progress')
    throw new ProgressFileError('This is not a file of Duet’s progress.', EXPORT_AGAIN);
  const version = 'version' in json ? json.version : undefined;
  if (typeof version === 'number' && version > PROGRESS_VERSION)
    throw new ProgressFileError(
      `The file is of version ${version}, and this page reads versions up to ${PROGRESS_VERSION}.`,
      'Reload the page to get a newer one, or export again where you learn now.',
    );
  if (version !== 1 && version !== PROGRESS_VERSION) throw changedFile('version');
  return { version, json };
}

/** A file that nobody's export has written as it is. @param place where in it: `work.0.kind` */
export function changedFile(place: string): ProgressFileError {
  return new ProgressFileError(`The file has been changed: what it says at ${place} cannot be right.`, EXPORT_AGAIN);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProgressFileError('The file is not JSON, or only a part of it.', EXPORT_AGAIN);
  }
}

import { checked } from './checked.ts';
import { parseProgressJson } from './parse-progress-json.ts';
import { progressFileSchemas, type KeptProgress } from './progress-schema.ts';

/**
 * Reads a file that the course map has exported, of this version or an earlier one.
 *
 * @throws {ProgressFileError} for anything else.
 */
export function readProgressFile(text: string): KeptProgress {
  const { version, json } = parseProgressJson(text);
  const { opened, done, work } =
    version === 1 ? checked(progressFileSchemas[1], json) : checked(progressFileSchemas[2], json);
  return { opened, done, work };
}

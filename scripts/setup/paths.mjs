import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository, or of the package where Duet is installed as one; without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Folder of the course that a command is for: the one that it was started in, as npm does. In the repository that is the
 * repository; a course of somebody else's has Duet in its node_modules.
 */
export const course = process.cwd();

/**
 * Folder of an installed package, beside this one where Duet is a package itself.
 *
 * @param {string} name
 */
export function packageFolder(name) {
  const own = path.join(root, 'node_modules', name);
  return existsSync(own) ? own : path.join(root, '..', name);
}

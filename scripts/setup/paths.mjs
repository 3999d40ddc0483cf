import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository, or of the package where Duet is installed as one; without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Folder of the course that a command is for: the one that it was started in, as npm does. In the repository that is the
 * repository; a course of somebody else's has Duet in its node_modules.
 */
export const course = process.cwd();

/** Where packages are installed: beside this one where Duet is a package itself. */
const packages =
  path.basename(path.dirname(root)) === 'node_modules' ? path.dirname(root) : path.join(root, 'node_modules');

/**
 * Folder of an installed package, or where it will be.
 *
 * @param {string} name
 */
export function packageFolder(name) {
  return path.join(packages, name);
}

import { Failure } from './failure.mjs';

/**
 * The path below which the site lies on its host: `course`, `/course` and `/course/` mean the same, and no word the root.
 *
 * @param {string | undefined} setting such as the environment variable BASE
 * @returns {string} with a slash at both ends
 * @throws {Failure} when it is no path of plain names
 */
export function readBase(setting = '') {
  const names = setting.split('/').filter((name) => name !== '');
  if (names.every((name) => /^[\w.~-]+$/.test(name) && !/^\.+$/.test(name))) {
    return names.length === 0 ? '/' : `/${names.join('/')}/`;
  }
  // Git Bash on Windows turns /course/ into a folder of that machine.
  throw new Failure(`BASE must be the path of the site on its host, as in BASE=course, and it is "${setting}".`);
}

// Runs before anything is known of the Node that runs it: syntax of 2019, no imports.

const OLDEST_MAJOR = 20;

/**
 * One sentence for the user when this Node cannot run Duet's scripts, else ''.
 *
 * @param {string} version as in `process.versions.node`, such as '18.20.4'
 * @returns {string}
 */
export function nodeComplaint(version) {
  if (Number(version.split('.')[0]) >= OLDEST_MAJOR) return '';
  return `Duet needs Node ${OLDEST_MAJOR} or newer, and this is Node ${version}: install the LTS version from https://nodejs.org/.`;
}

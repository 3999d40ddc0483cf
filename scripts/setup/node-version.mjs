// Runs before anything is known of the Node that runs it: syntax of 2019, no imports.

const OLDEST_MAJOR = 20;

/**
 * Whether this Node can run Duet's scripts. If not, says so in one sentence and sets a failing exit code.
 *
 * @param {string} version as in `process.versions.node`, such as '18.20.4'
 * @returns {boolean}
 */
export function acceptNode(version) {
  if (Number(version.split('.')[0]) >= OLDEST_MAJOR) return true;
  console.error(
    `Duet needs Node ${OLDEST_MAJOR} or newer, and this is Node ${version}: install the LTS version from https://nodejs.org/.`,
  );
  process.exitCode = 1;
  return false;
}

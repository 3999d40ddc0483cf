import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';
import { announce, npm, projectNode, run } from './processes.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/** Quiet but for errors, and patient for seconds instead of minutes when the network is away. */
const npmFlags = [
  '--loglevel=error',
  '--prefer-offline',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=8000',
];

const networkErrors =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/** Installs the packages of the lockfile if any is missing, and the project's Node if its install script did not run. */
export async function installPackages() {
  if (!isInstalled(readLockfile('package-lock.json'), readLockfile('node_modules/.package-lock.json'))) {
    await announce('Installing packages (about a minute, once)', async () => {
      const { code, output } = await runNpm(['ci', ...npmFlags]);
      if (code !== 0) throw new Failure(explainFailedInstall(output));
    });
  }
  if (!(await projectNodeRuns())) await installProjectNode();
}

/**
 * Whether everything the lockfile asks for is in node_modules. npm writes the second lockfile into node_modules when an
 * install is complete. Optional packages may lack: they are for other systems.
 *
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 * @returns {boolean}
 */
export function isInstalled(wanted, installed) {
  const present = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(([location, { version, integrity, optional }]) => {
    if (location === '' || optional) return true;
    return present[location]?.version === version && present[location]?.integrity === integrity;
  });
}

/**
 * One sentence for the user, from what npm printed.
 *
 * @param {string} output
 * @returns {string}
 */
export function explainFailedInstall(output) {
  if (networkErrors.test(output)) {
    return 'The packages could not be downloaded because the npm registry was not reached: check the connection (and the proxy settings of npm), then run the same command again.';
  }
  return `${output.trimEnd()}\nnpm could not install the packages, for the reason above: mend it, then run the same command again.`;
}

/** @param {string} file relative to the repository @returns {Lockfile} */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  } catch {
    return {};
  }
}

async function projectNodeRuns() {
  const { code } = await run(projectNode, ['--version'], { capture: true });
  return code === 0;
}

/** npm skips install scripts where it is told to (`ignore-scripts`); the Node package is empty without its own. */
async function installProjectNode() {
  const { code, output } = await announce("Installing the project's Node", () =>
    runNpm(['rebuild', 'node', '--ignore-scripts=false', ...npmFlags]),
  );
  if (code === 0 && (await projectNodeRuns())) return;
  if (networkErrors.test(output)) throw new Failure(explainFailedInstall(output));
  throw new Failure(
    `${output.trimEnd()}\nThe project's own Node is missing because npm did not run the install script of the package "node": allow install scripts in npm's settings, delete node_modules, then run the same command again.`,
  );
}

/** @param {readonly string[]} args */
function runNpm(args) {
  const [command = 'npm', ...first] = npm();
  return run(command, [...first, ...args], { capture: true });
}

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../setup/failure.mjs';
import { course, root } from '../setup/paths.mjs';
import { announce, run } from '../setup/processes.mjs';

const onWindows = process.platform === 'win32';
const environment = path.join(course, '.judge');
const requirements = path.join(root, 'tests', 'judges', 'requirements.txt');
/** Copy of the requirements that are installed, written when the installation is complete. */
const installed = path.join(environment, 'installed-requirements.txt');

/**
 * Python of a virtual environment with the pinned frameworks, made when it is not there or its requirements changed.
 *
 * @returns {Promise<string>} path of the program
 * @throws {Failure} when Python or its module venv is missing, or a package cannot be installed
 */
export async function preparePython() {
  const python = path.join(environment, ...(onWindows ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  if (readOrEmpty(installed) === readOrEmpty(requirements) && (await succeeds(python, ['--version']))) return python;
  await announce('Making a Python environment in .judge', createEnvironment);
  await announce('Installing the real frameworks (some minutes, once)', () => installRequirements(python));
  writeFileSync(installed, readOrEmpty(requirements));
  return python;
}

async function createEnvironment() {
  const python = onWindows ? 'python' : 'python3';
  if (!(await succeeds(python, ['--version']))) {
    throw new Failure(`The real frameworks need Python, and there is no ${python}: install Python 3.11 or newer.`);
  }
  const { code, output } = await run(python, ['-m', 'venv', environment], { capture: true });
  if (code === 0) return;
  throw new Failure(
    `${output.trimEnd()}\n${python} could not make a virtual environment: install its module venv (on Debian the package python3-venv).`,
  );
}

/** @param {string} python */
async function installRequirements(python) {
  // With pip's own five retries, an index that cannot be reached costs 7.5 seconds for each of some sixty packages.
  const install = ['-m', 'pip', 'install', '--quiet', '--retries', '2', '-r', requirements];
  const { code, output } = await run(python, install, { capture: true });
  if (code === 0) return;
  throw new Failure(
    `${output.trimEnd()}\npip could not install the pinned frameworks, for the reason above: mend it, then run the same command again.`,
  );
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function succeeds(command, args) {
  return (await run(command, args, { capture: true })).code === 0;
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

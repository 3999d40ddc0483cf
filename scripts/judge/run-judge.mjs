import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure, runCommand } from '../setup/failure.mjs';
import { course, root } from '../setup/paths.mjs';
import { announce, run } from '../setup/processes.mjs';
import { differencesOfGoldens } from './compare.mjs';
import { judgeListings } from './listings.mjs';
import { preparePython } from './python.mjs';

/** @typedef {import('./compare.mjs').Golden} Golden */

const frameworks = ['torch', 'keras'];
const fixtures = path.join(root, 'tests', 'fixtures');

/** Differences shown of one run; a new version of a framework may change every case. */
const SHOWN = 40;

/**
 * `npm run judge`: lets the real frameworks compute all goldens and run all listings anew, and holds what is committed
 * against that. With `--write` it replaces the goldens instead, with `--write-listings` the outputs of the listings;
 * `--listings` only compares these. Both can be followed by the folder of one lesson.
 */
export async function main() {
  await runCommand(async () => {
    const { goldens, listings, lesson } = chooseModes(process.argv.slice(2));
    const python = await preparePython();
    const goldenDifferences = goldens ? await judgeGoldens(python, goldens === 'write') : 0;
    const failing = listings ? await judgeListings(python, { lesson, write: listings === 'write' }) : 0;
    process.exitCode = goldenDifferences + failing > 0 ? 1 : 0;
  });
}

/**
 * @param {string} python
 * @param {boolean} write
 * @returns {Promise<number>} cases that differ
 */
async function judgeGoldens(python, write) {
  const fresh = mkdtempSync(path.join(tmpdir(), 'duet-goldens-'));
  try {
    await announce('Computing the goldens with the real frameworks', () => makeGoldens(python, fresh));
    if (write) replaceGoldens(fresh);
    return report(compareFolders(fixtures, fresh));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} args
 * @returns {{ goldens?: 'compare' | 'write', listings?: 'compare' | 'write', lesson?: string }}
 */
function chooseModes([option, lesson, ...rest]) {
  // The goldens are Duet's own, and its package has none.
  const goldens = course === root ? 'compare' : undefined;
  if (option === undefined) return { goldens, listings: 'compare' };
  if (rest.length === 0 && option === '--listings') return { listings: 'compare', lesson };
  if (rest.length === 0 && option === '--write-listings') return { listings: 'write', lesson };
  if (lesson === undefined && option === '--write') return { goldens: 'write' };
  const known = '--write, --listings [lesson-folder] or --write-listings [lesson-folder]';
  throw new Failure(`"${[option, lesson, ...rest].join(' ')}" is no option: use npm run judge, or with -- ${known}.`);
}

/**
 * @param {string} python
 * @param {string} folder
 */
async function makeGoldens(python, folder) {
  const script = path.join(root, 'tests', 'judges', 'make_goldens.py');
  const { code, output } = await run(python, [script, folder], { capture: true });
  if (code !== 0) throw new Failure(`${output.trimEnd()}\nThe goldens could not be made, for the reason above.`);
}

/** @param {string} fresh folder of the new goldens */
function replaceGoldens(fresh) {
  for (const framework of frameworks) {
    for (const file of goldenFiles(path.join(fixtures, framework))) rmSync(path.join(fixtures, framework, file));
  }
  cpSync(fresh, fixtures, { recursive: true });
}

/**
 * @param {string} committed
 * @param {string} fresh
 */
function compareFolders(committed, fresh) {
  const results = frameworks.flatMap((framework) => {
    const [before, now] = [path.join(committed, framework), path.join(fresh, framework)];
    const files = [...new Set([...goldenFiles(before), ...goldenFiles(now)])].sort();
    return files.map((file) => ({
      file: `tests/fixtures/${framework}/${file}`,
      ...differencesOfGoldens(readGolden(path.join(before, file)), readGolden(path.join(now, file))),
    }));
  });
  return results;
}

/**
 * Prints what differs, and as the last line how much.
 *
 * @param {ReturnType<typeof compareFolders>} results
 * @returns {number} cases that differ
 */
function report(results) {
  const lines = results.flatMap(({ file, differences }) => differences.map((difference) => `${file}: ${difference}`));
  for (const line of lines.slice(0, SHOWN)) console.log(line);
  if (lines.length > SHOWN) console.log(`... and ${lines.length - SHOWN} more.`);
  const cases = results.reduce((sum, { cases }) => sum + cases, 0);
  const differ = results.reduce((sum, { differences }) => sum + differences.length, 0);
  if (differ > 0) console.log('Goldens are made by npm run judge -- --write, never by hand.');
  console.log(`${cases} cases, ${differ} differ`);
  return differ;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function goldenFiles(folder) {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

/**
 * @param {string} file
 * @returns {Golden} without cases when there is no such file
 */
function readGolden(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { framework: 'none', cases: [] };
  }
}

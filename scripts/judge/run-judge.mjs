import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure, runCommand } from '../setup/failure.mjs';
import { root } from '../setup/paths.mjs';
import { announce, run } from '../setup/processes.mjs';
import { differencesOfGoldens } from './compare.mjs';
import { preparePython } from './python.mjs';

/** @typedef {import('./compare.mjs').Golden} Golden */

const frameworks = ['torch', 'keras'];
const fixtures = path.join(root, 'tests', 'fixtures');

/** Differences shown of one run; a new version of a framework may change every case. */
const SHOWN = 40;

/**
 * `npm run judge`: lets the real frameworks compute all goldens anew and holds the committed ones against them. With
 * `--write` it replaces them instead.
 */
export async function main() {
  await runCommand(async () => {
    const write = chooseMode(process.argv.slice(2));
    const python = await preparePython();
    const fresh = mkdtempSync(path.join(tmpdir(), 'duet-goldens-'));
    try {
      await announce('Computing the goldens with the real frameworks', () => makeGoldens(python, fresh));
      if (write) replaceGoldens(fresh);
      process.exitCode = report(compareFolders(fixtures, fresh)) && 1;
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
}

/**
 * @param {readonly string[]} args
 * @returns {boolean} whether to write
 */
function chooseMode(args) {
  const unknown = args.find((argument) => argument !== '--write');
  if (unknown !== undefined) {
    throw new Failure(`There is no option "${unknown}": use npm run judge, or npm run judge -- --write.`);
  }
  return args.length > 0;
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

import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '../setup/failure.mjs';
import { course, root } from '../setup/paths.mjs';
import { announce, run } from '../setup/processes.mjs';
import { differenceOfOutputs } from './compare-outputs.mjs';

const lessons = 'content/lessons';

/** @typedef {{ output?: string, error?: string, seconds: number }} Result */

/**
 * Runs the listings of lessons with the real frameworks and holds what they print against the recorded outputs.
 *
 * @param {string} python
 * @param {{ lesson?: string, write: boolean }} options `lesson` is a folder of content/lessons, all of them without it;
 *   with `write`, outputs that differ are recorded anew
 * @returns {Promise<number>} listings that fail or differ
 */
export async function judgeListings(python, { lesson, write }) {
  const folders = (lesson === undefined ? filesOf(lessons) : [lesson]).map((name) => `${lessons}/${name}/listings`);
  const files = folders.flatMap((folder) => filesOf(folder, '.py').map((name) => `${folder}/${name}`));
  if (files.length === 0) throw new Failure(`There are no listings in ${folders.join(', ')}.`);
  const results = await announce(`Running ${files.length} listings with the real frameworks`, () =>
    runListings(python, files),
  );
  const lines = Object.entries(results).flatMap(([file, result]) => judge(file, result, write));
  lines.push(...folders.flatMap((folder) => stale(folder, files, write)));
  for (const line of lines) console.log(line);
  if (lines.length > 0) console.log('Outputs are recorded by npm run judge -- --write-listings, never by hand.');
  console.log(`${files.length} listings, ${lines.length} fail or differ`);
  return lines.length;
}

/**
 * @param {string} python
 * @param {readonly string[]} files
 * @returns {Promise<Record<string, Result>>}
 */
async function runListings(python, files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'duet-listings-'));
  try {
    const results = path.join(folder, 'results.json');
    const script = path.join(root, 'tests', 'judges', 'listing_run.py');
    const { code, output } = await run(python, [script, results, ...files], { capture: true });
    if (code !== 0) throw new Failure(`${output.trimEnd()}\nThe listings could not be run, for the reason above.`);
    return JSON.parse(readFileSync(results, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} listing
 * @param {Result} result
 * @param {boolean} write
 * @returns {string[]} what is wrong, if anything
 */
function judge(listing, { output, error }, write) {
  if (output === undefined) return [`${listing} fails: ${error?.trim() ?? 'no reason is known'}`];
  const file = outputFile(listing);
  const recorded = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const difference = differenceOfOutputs(recorded, output);
  if (difference === undefined) return [];
  if (!write) return [`${listing} prints something else: ${difference}`];
  if (output === '') {
    rmSync(file);
    return [];
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, output);
  return [];
}

/**
 * @param {string} folder of listings
 * @param {readonly string[]} listings that there are
 * @param {boolean} write
 * @returns {string[]} outputs whose listing is gone; with `write` they are removed
 */
function stale(folder, listings, write) {
  const wanted = new Set(listings.map(outputFile));
  const gone = filesOf(`${folder}/outputs`, '.txt').filter(
    (name) => !wanted.has(path.join(course, folder, 'outputs', name)),
  );
  if (write) for (const name of gone) rmSync(path.join(course, folder, 'outputs', name));
  return write ? [] : gone.map((name) => `${folder}/outputs/${name} has no listing any more.`);
}

/** @param {string} listing */
function outputFile(listing) {
  return path.join(course, path.dirname(listing), 'outputs', `${path.basename(listing, '.py')}.txt`);
}

/**
 * @param {string} folder from the course's folder
 * @param {string} [ending]
 * @returns {string[]} names in order; none where there is no such folder
 */
function filesOf(folder, ending = '') {
  const whole = path.join(course, folder);
  return existsSync(whole)
    ? readdirSync(whole)
        .filter((name) => name.endsWith(ending))
        .sort()
    : [];
}

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from '../browser.mjs';
import { addCounts, countExitCode, distrust } from './counts.mjs';
import { Failure, runCommand } from './failure.mjs';
import { installPackages } from './install.mjs';
import { root } from './paths.mjs';
import { projectNode, run, tool, toolEnvironment } from './processes.mjs';
import { reportFolder, suites } from './suites.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {import('./suites.mjs').Part} Part
 * @typedef {import('./suites.mjs').Suite} Suite
 * @typedef {{ title: string, seconds: number, counts: Counts }} Result
 */

/** `npm test`: installs what is missing, runs all suites or the named ones, and ends with their sum. */
export async function main() {
  await runCommand(async () => {
    const chosen = chooseSuites(process.argv.slice(2));
    rmSync(path.join(root, reportFolder), { recursive: true, force: true });
    mkdirSync(path.join(root, reportFolder), { recursive: true });
    await installPackages();
    /** @type {NodeJS.ProcessEnv} */
    const env = toolEnvironment();
    if (chosen.some(({ needsBrowser }) => needsBrowser)) env.DUET_BROWSER = await ensureBrowser();
    const results = await runSuites(chosen, (part) => runPart(part, env));
    process.exitCode = report(results);
  });
}

/**
 * The named suites, and the ones that they build on, in the order of {@link suites}.
 *
 * @param {readonly string[]} names all suites but those on request when empty
 * @returns {Suite[]}
 * @throws {Failure} at a name that is no suite
 */
export function chooseSuites(names) {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    const known = suites.map(({ name }) => name).join(', ');
    throw new Failure(`There is no suite "${unknown}": choose from ${known}, as in npm test -- unit.`);
  }
  const wanted = new Set(names.length > 0 ? names : suites.flatMap(({ name, onRequest }) => (onRequest ? [] : name)));
  for (const { name, after } of suites) if (after !== undefined && wanted.has(name)) wanted.add(after);
  return suites.filter(({ name }) => wanted.has(name));
}

/**
 * Runs suites one after the other and goes on after a failing one, but not with one that builds on it.
 *
 * @param {readonly Suite[]} chosen
 * @param {(part: Part) => Promise<Counts>} runOne
 * @returns {Promise<Result[]>}
 */
export async function runSuites(chosen, runOne) {
  /** @type {Result[]} */
  const results = [];
  const failed = new Set();
  for (const { name, parts, after } of chosen) {
    for (const part of parts) {
      const title = `${name}: ${part.title}`;
      const start = performance.now();
      console.log(`\n=== ${title}`);
      const blocked = after !== undefined && failed.has(after);
      if (blocked) console.log(`Not run, because ${after} failed.`);
      const counts = blocked ? { passed: 0, failed: 1 } : await runOne(part);
      if (counts.failed > 0) failed.add(name);
      results.push({ title, counts, seconds: (performance.now() - start) / 1000 });
    }
  }
  return results;
}

/**
 * @param {Part} part
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
async function runPart(part, env) {
  const [packageName = '', binName] = part.tool ?? [];
  const [command = '', ...first] = part.script === undefined ? tool(packageName, binName) : [projectNode, part.script];
  const { code } = await run(command, [...first, ...part.args], { env });
  if (!part.report) return countExitCode(code);
  try {
    return distrust(part.report.count(JSON.parse(readFileSync(path.join(root, part.report.file), 'utf8'))), code);
  } catch (error) {
    console.error(`${part.title} left no report that can be read:`, error);
    return { passed: 0, failed: 1 };
  }
}

/**
 * Prints one line a part and the sum, and keeps them in a file.
 *
 * @param {readonly Result[]} results
 * @returns {number} exit status
 */
function report(results) {
  const sum = addCounts(results.map(({ counts }) => counts));
  const line = (/** @type {Counts} */ { passed, failed }) => `${passed} passed, ${failed} failed`;
  const lines = results.map(({ title, counts, seconds }) => `${title}: ${line(counts)} (${seconds.toFixed(0)} s)`);
  const text = [...lines, line(sum)].join('\n');
  writeFileSync(path.join(root, reportFolder, 'summary.txt'), `${text}\n`);
  console.log(`\n${text}`);
  return sum.failed === 0 ? 0 : 1;
}

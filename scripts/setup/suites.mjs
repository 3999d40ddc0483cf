import { countPlaywright, countVitest } from './counts.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 *
 * A part is one program. Without a report it counts as one test.
 * @typedef {object} Part
 * @property {string} title
 * @property {readonly string[]} [tool] package, and the name of its program where it differs
 * @property {string} [script] of our own, in the place of a tool
 * @property {readonly string[]} args
 * @property {{ file: string, count: (report: unknown) => Counts }} [report] JSON that the program writes
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly Part[]} parts
 * @property {string} [after] suite that must pass before this one can run
 * @property {boolean} [needsBrowser]
 * @property {boolean} [onRequest] runs only when it is named: it takes long, or needs more than npm installs
 */

/** Folder of all reports, relative to the repository. */
export const reportFolder = 'test-results';

/** Reports that the suites write, relative to the repository. */
export const reportFiles = { unit: `${reportFolder}/unit.json`, e2e: `${reportFolder}/e2e.json` };

const playwright = {
  tool: ['@playwright/test', 'playwright'],
  report: { file: reportFiles.e2e, count: countPlaywright },
};

/** Everything `npm test` can run, in order. @type {readonly Suite[]} */
export const suites = [
  {
    name: 'types',
    parts: [
      { title: 'astro check', tool: ['astro'], args: ['check'] },
      { title: 'tsc', tool: ['typescript', 'tsc'], args: ['--noEmit'] },
    ],
  },
  {
    name: 'lint',
    parts: [
      { title: 'eslint', tool: ['eslint'], args: ['.'] },
      { title: 'prettier', tool: ['prettier'], args: ['--check', '.'] },
      { title: 'knip', tool: ['knip'], args: [] },
      { title: 'chapters', script: 'scripts/check/main.ts', args: [] },
    ],
  },
  {
    name: 'unit',
    parts: [
      {
        title: 'vitest',
        tool: ['vitest'],
        args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFiles.unit}`],
        report: { file: reportFiles.unit, count: countVitest },
      },
    ],
  },
  {
    name: 'judge',
    onRequest: true,
    parts: [{ title: 'goldens of the real frameworks', script: 'scripts/judge.mjs', args: [] }],
  },
  { name: 'build', parts: [{ title: 'astro build', tool: ['astro'], args: ['build'] }] },
  {
    name: 'e2e',
    after: 'build',
    needsBrowser: true,
    // One after the other, whatever the first one finds. Each writes the report anew.
    parts: [
      { title: 'playwright, two tests at a time', ...playwright, args: ['test', '--project=together'] },
      { title: 'playwright, one at a time', ...playwright, args: ['test', '--project=alone', '--no-deps'] },
    ],
  },
  {
    name: 'exhaustive',
    onRequest: true,
    after: 'build',
    needsBrowser: true,
    parts: [
      { title: 'playwright, all there is of what e2e samples', ...playwright, args: ['test', '--project=exhaustive'] },
    ],
  },
];

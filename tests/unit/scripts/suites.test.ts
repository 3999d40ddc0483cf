import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addCounts, countExitCode, countPlaywright, countVitest, distrust } from '../../../scripts/setup/counts.mjs';
import { chooseSuites, runSuites } from '../../../scripts/setup/run-suites.mjs';

const names = (chosen: ReturnType<typeof chooseSuites>) => chosen.map(({ name }) => name);

describe('chooseSuites', () => {
  it('runs everything when nothing is named', () => {
    expect(names(chooseSuites([]))).toEqual(['types', 'lint', 'unit', 'build', 'e2e']);
  });

  it('runs the judges, and all that end-to-end tests sample, only when they are named', () => {
    expect(names(chooseSuites(['judge', 'types']))).toEqual(['types', 'judge']);
    expect(names(chooseSuites(['exhaustive']))).toEqual(['build', 'exhaustive']);
  });

  it('builds the site before the end-to-end tests', () => {
    expect(names(chooseSuites(['e2e']))).toEqual(['build', 'e2e']);
  });

  it('says which suites there are', () => {
    expect(() => chooseSuites(['units'])).toThrow(
      'There is no suite "units": choose from types, lint, unit, judge, build, e2e, exhaustive, as in npm test -- unit.',
    );
  });
});

describe('runSuites', () => {
  beforeEach(() => {
    vi.spyOn(console, 'log').mockReturnValue();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('goes on after a failing suite, but not to one that builds on it', async () => {
    const run: string[] = [];
    const results = await runSuites(chooseSuites(['lint', 'e2e']), (part) => {
      run.push(part.title);
      return Promise.resolve(countExitCode(part.title === 'eslint' || part.title === 'astro build' ? 1 : 0));
    });
    expect(run).toEqual(['eslint', 'prettier', 'knip', 'chapters', 'astro build']);
    expect(addCounts(results.map(({ counts }) => counts))).toEqual({ passed: 3, failed: 4 });
  });
});

describe('counts', () => {
  it('adds a test file that could not be loaded to the failures of Vitest', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ];
    expect(countVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
  });

  it('takes a test of Playwright that passed at the second try for a failure', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 5, failed: 3 });
  });

  it('does not believe a report without failures of a tool that failed', () => {
    expect(distrust({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
    expect(distrust({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
    expect(distrust({ passed: 5, failed: 0 }, 0)).toEqual({ passed: 5, failed: 0 });
  });

  it('does not take a suite without tests for passed', () => {
    expect(distrust({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

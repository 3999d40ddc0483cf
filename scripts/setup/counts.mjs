/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/**
 * Tests of a Vitest run, from its JSON report. A file that could not be loaded counts as one failed test.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const { numPassedTests, numFailedTests, testResults } = /** @type {VitestReport} */ (report);
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/**
 * Tests of a Playwright run, from its JSON report. A test that passed only when it was tried again counts as failed, and
 * so does each error outside of a test.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { stats, errors } = /** @type {PlaywrightReport} */ (report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * A tool that only passes or fails is one test.
 *
 * @param {number} code exit status
 * @returns {Counts}
 */
export function countExitCode(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/**
 * Holds counts against the exit status of their tool: a tool that failed has a failure, whatever its report says, and a
 * suite in which nothing ran has not passed.
 *
 * @param {Counts} counts
 * @param {number} code exit status
 * @returns {Counts}
 */
export function distrust({ passed, failed }, code) {
  const unaccounted = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: unaccounted ? 1 : failed };
}

/**
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
export function addCounts(parts) {
  return {
    passed: parts.reduce((sum, { passed }) => sum + passed, 0),
    failed: parts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults
 */

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number }} stats
 * @property {unknown[]} errors
 */

/** What Lighthouse finds on the front page, the map and each lesson, on a computer. */
import { expect, test, type Browser } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { findFreePort } from '../../scripts/setup/port.mjs';
import { sitePages } from './support/site.ts';

/** Of the page's speed, 0 to 1. */
const LEAST_PERFORMANCE = 0.95;
/** Other work on the machine only ever lowers that, so the best of a few attempts is nearest to the page's own. */
const ATTEMPTS = 3;

const readersPages = sitePages.filter(({ path }) => ['', 'course/'].includes(path) || path.startsWith('lessons/'));
let browser: Browser;
let port: number;

test.beforeAll(async ({ playwright }) => {
  const { launchOptions } = test.info().project.use;
  port = await findFreePort();
  const args = [...(launchOptions?.args ?? []), `--remote-debugging-port=${port}`];
  browser = await playwright.chromium.launch({ ...launchOptions, args });
});

test.afterAll(() => browser.close());

for (const { path } of readersPages) {
  test(`/${path} is accessible, well built and quick`, async ({ baseURL }) => {
    test.setTimeout(ATTEMPTS * 60_000);
    for (let attempt = 1; ; attempt += 1) {
      const { scores, faults } = await look(`${baseURL}${path}`);
      expect(scores.accessibility, faults).toBe(1);
      expect(scores['best-practices'], faults).toBe(1);
      if (attempt < ATTEMPTS && (scores.performance ?? 0) < LEAST_PERFORMANCE) continue;
      expect(scores.performance, faults).toBeGreaterThanOrEqual(LEAST_PERFORMANCE);
      return;
    }
  });
}

/** The scores of a page by category, 0 to 1, and what lowers them. */
async function look(url: string): Promise<{ scores: Record<string, number | null>; faults: string }> {
  const onlyCategories = ['accessibility', 'best-practices', 'performance'];
  const result = await lighthouse(url, { port, onlyCategories, logLevel: 'error' }, desktopConfig);
  if (!result) throw new Error('Lighthouse gave no result.');
  const { categories, audits } = result.lhr;
  const scores = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, score]));
  const faults = Object.values(audits).filter(({ score }) => score !== null && score < 1);
  return {
    scores,
    faults: faults.map(({ id, score, displayValue }) => `${id} ${score} ${displayValue ?? ''}`).join('\n'),
  };
}

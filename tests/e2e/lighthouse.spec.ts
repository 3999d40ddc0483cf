/**
 * What Lighthouse finds on the front page, the map and each lesson, on a computer. Its figure of speed is that of a machine
 * without other work, which tests cannot count on: tests/e2e/budget.spec.ts holds what a page ships.
 */
import { expect, test, type Browser } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { findFreePort } from '../../scripts/setup/port.mjs';
import { sitePages } from './support/site.ts';

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
  test(`/${path} is accessible and well built`, async ({ baseURL }) => {
    const { scores, faults } = await look(`${baseURL}${path}`);
    expect(scores, faults).toEqual({ accessibility: 1, 'best-practices': 1 });
  });
}

/** The scores of a page by category, 0 to 1, and what lowers them. */
async function look(url: string): Promise<{ scores: Record<string, number | null>; faults: string }> {
  const onlyCategories = ['accessibility', 'best-practices'];
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

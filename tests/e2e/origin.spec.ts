/** A school's network, or none at all, is enough: nothing is asked of anybody but the site. */
import { expect, test, type Page } from '@playwright/test';
import { openExperiment } from './support/experiment.ts';
import { anyTrainer, sitePages } from './support/site.ts';

/** Requests of the page and its worker that leave the site; the list grows. */
function watchForeignRequests(page: Page, origin: string): readonly string[] {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && protocol !== 'data:' && protocol !== 'blob:') foreign.push(request.url());
  });
  return foreign;
}

for (const { path } of sitePages) {
  test(`/${path} asks nothing of another host`, async ({ page, baseURL }) => {
    const foreign = watchForeignRequests(page, new URL(baseURL ?? '').origin);
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    expect(foreign).toEqual([]);
  });
}

test('a run asks nothing of another host', async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  const foreign = watchForeignRequests(page, new URL(baseURL ?? '').origin);
  let requests = 0;
  page.on('request', () => (requests += 1));
  const experiment = await openExperiment(page, anyTrainer(), { backend: 'wasm', preset: 'quick' });
  const before = requests;
  await experiment.runToEnd(120_000);
  expect(requests, 'requests of the run are seen').toBeGreaterThan(before);
  expect(foreign).toEqual([]);
});

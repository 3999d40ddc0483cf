/** WCAG 2.2 AA, as far as a program can tell, on every page and after a run, in both themes. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openExperiment } from './support/experiment.ts';
import { layOutAll } from './support/lay-out-all.ts';
import { anyTrainer, sitePages } from './support/site.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const themes = ['light', 'dark'] as const;

async function violations(page: Page): Promise<string[]> {
  const results = await new AxeBuilder({ page }).withTags(standards).analyze();
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

async function setTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
}

/** Listings that scroll become reachable by keyboard a quarter of a second after they are laid out, when the page is idle. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(
    () => new Promise<void>((resolve) => setTimeout(() => requestIdleCallback(() => resolve()), 400)),
  );
}

for (const { path } of sitePages) {
  for (const theme of themes) {
    test(`/${path} is accessible in the ${theme} theme`, async ({ page }) => {
      await page.goto(path);
      await layOutAll(page);
      await setTheme(page, theme);
      await settle(page);
      expect(await violations(page)).toEqual([]);
    });
  }
}

test('a finished experiment is accessible in both themes, with all that it folds away', async ({ page }) => {
  test.setTimeout(180_000);
  const experiment = await openExperiment(page, anyTrainer(), { backend: 'wasm', preset: 'quick' });
  await experiment.runToEnd(120_000);
  await layOutAll(page);
  await experiment.root.locator('details').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '');
  });
  for (const theme of themes) {
    await setTheme(page, theme);
    expect(await violations(page), theme).toEqual([]);
  }
});

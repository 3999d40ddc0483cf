/** Pages as readers meet them in bad conditions: a narrow or much enlarged window, and no JavaScript. */
import { expect, test } from '@playwright/test';
import { layOutAll } from './support/lay-out-all.ts';
import { sitePages } from './support/site.ts';

/** In CSS pixels. A window of 1280 × 800 that is enlarged twice has 640 × 400 of them; WCAG's reflow asks for 320. */
const windows = [
  { name: '320 pixels wide', width: 320, height: 640 },
  { name: 'enlarged to 200 %', width: 640, height: 400 },
] as const;

for (const { name, width, height } of windows) {
  test(`no page scrolls sideways, ${name}`, async ({ page }) => {
    test.setTimeout(sitePages.length * 10_000);
    await page.setViewportSize({ width, height });
    for (const { path } of sitePages) {
      await page.goto(path);
      await layOutAll(page);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrolled, `/${path}`).toBeLessThanOrEqual(width);
    }
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const { path, experiments } of sitePages) {
    test(`/${path} is readable, and its experiments show what they are about`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const { id } of experiments) {
        const still = page.locator(`[data-experiment="${id}"] .experiment-still`);
        await expect(still.getByText('switch on JavaScript'), id).toBeVisible();
        const picture = still.getByRole('table').or(still.getByRole('img')).first();
        await expect(picture, id).toBeVisible();
        await expect(picture, id).toHaveAccessibleName(/\w/);
      }
      for (const summary of await page.locator('details:has(.compare) > summary').all()) await summary.click();
      // Side by side or one below the other, both frameworks' code can be read.
      for (const panel of await page.locator('.compare [role="tabpanel"]').all()) await expect(panel).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    });
  }
});

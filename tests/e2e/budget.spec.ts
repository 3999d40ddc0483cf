/** What a reader's browser loads and reads before Run is pressed. */
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { sitePages } from './support/site.ts';

const BUDGET_BYTES = 50_000;
/** Long enough for anything that the page loads by itself after its other work is done. */
const IDLE_MILLISECONDS = 3_000;
/** The name of a setting that tfjs reads from the address; it stays in the bundle whatever is renamed. */
const TFJS_MARK = 'tfjsflags';

for (const { path } of sitePages) {
  test(`/${path} ships at most 50 kB of JavaScript before Run, none of it tfjs`, async ({ page }) => {
    const scripts: { name: string; body: Promise<Buffer> }[] = [];
    page.on('response', (response) => {
      const isScript = (response.headers()['content-type'] ?? '').includes('javascript');
      if (isScript) scripts.push({ name: new URL(response.url()).pathname, body: response.body() });
    });
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(IDLE_MILLISECONDS);
    const inline = await page
      .locator('script:not([src]):not([type="application/json"]):not([type="application/ld+json"])')
      .evaluateAll((elements) => elements.map(({ textContent }) => textContent));
    const shipped = [
      ...inline.map((text, index) => ({ name: `inline script ${index + 1}`, text })),
      ...(await Promise.all(scripts.map(async ({ name, body }) => ({ name, text: (await body).toString('utf8') })))),
    ].map(({ name, text }) => ({ name, bytes: gzipSync(text).length, hasTfjs: text.includes(TFJS_MARK) }));
    const list = shipped.map(({ name, bytes }) => `${bytes} ${name}`).join('\n');
    expect(shipped.filter(({ hasTfjs }) => hasTfjs)).toEqual([]);
    expect(
      shipped.reduce((sum, { bytes }) => sum + bytes, 0),
      list,
    ).toBeLessThanOrEqual(BUDGET_BYTES);
  });

  test(`/${path} links each style sheet once`, async ({ request }) => {
    const html = await (await request.get(path)).text();
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, address]) => address);
    expect(sheets.length).toBeGreaterThan(0);
    expect(sheets).toEqual([...new Set(sheets)]);
  });
}

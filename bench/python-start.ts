/**
 * How long Python takes to start in a page: `npm run build && npm run bench:python-start`.
 *
 * From the press on Run until a listing of NumPy and PyTorch has ended, on WASM, over a local host of static files: with an
 * empty cache, and in the same browser again. Prints milliseconds, three browsers with three visits each.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { findBrowser, quietFlags } from '../scripts/browser.mjs';
import { readBase } from '../scripts/setup/base.mjs';
import { Failure, runCommand } from '../scripts/setup/failure.mjs';
import { root } from '../scripts/setup/paths.mjs';
import { startStaticHost } from '../scripts/static-host.ts';

const PAGE = 'lessons/graphs-tensors-gradients/?backend=wasm';
const CELL = 'torch-numpy-program';
const BROWSERS = 3;
const VISITS = 3;
/** A reader reads before pressing; what the page loads by itself is there by then. */
const READING_MILLISECONDS = 2_000;
/** The first visit's memory is being kept while the program is shown. */
const KEEPING_MILLISECONDS = 5_000;
const LONGEST_MILLISECONDS = 120_000;

const dist = path.join(root, 'dist');
const base = readBase(process.env.BASE);

/** Milliseconds from the press to the end. */
async function visit(context: BrowserContext, origin: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${origin}${base}${PAGE}`);
  await page.waitForTimeout(READING_MILLISECONDS);
  const cell = page.locator(`[data-python-cell="${CELL}"]`);
  const button = cell.getByRole('button', { name: 'Run', exact: true });
  await button.scrollIntoViewIfNeeded();
  const pressed = performance.now();
  await button.click();
  await cell.and(page.locator('[data-state="done"]')).waitFor({ timeout: LONGEST_MILLISECONDS });
  const milliseconds = performance.now() - pressed;
  await page.waitForTimeout(KEEPING_MILLISECONDS);
  await page.close();
  return milliseconds;
}

await runCommand(async () => {
  if (!existsSync(path.join(dist, '_headers'))) throw new Failure('There is no built site: run "npm run build" first.');
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Failure('There is no browser: name a Chromium or Chrome in DUET_BROWSER.');
  const host = await startStaticHost(dist, { base, manner: 'tuned' });
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless=new', '--no-sandbox', ...quietFlags],
  });
  try {
    for (let count = 0; count < BROWSERS; count += 1) {
      const context = await browser.newContext();
      const milliseconds: string[] = [];
      for (let time = 0; time < VISITS; time += 1) milliseconds.push((await visit(context, host.origin)).toFixed(0));
      console.log(`first visit ${milliseconds[0]} ms, later ${milliseconds.slice(1).join(', ')} ms`);
      await context.close();
    }
  } finally {
    await browser.close();
    await host.close();
  }
});

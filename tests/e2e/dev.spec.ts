/** What a teacher sees while writing a chapter, in `npm run dev`. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { findFreePort } from '../../scripts/setup/port.mjs';

const root = join(import.meta.dirname, '../..');
/** Among the lessons, because there dev looks for them; removed in the end. */
const chapter = join(root, 'content/lessons/test-of-dev');
const file = join(chapter, 'index.mdx');
const address = 'lessons/test-of-dev/';
const good = `---
title: A chapter that a test writes
description: It comes, changes and goes while dev runs.
slug: lessons/test-of-dev
lesson: 9999
---

import CnnTrainer from '@components/cnn-trainer/CnnTrainer.astro';

The first text.

<CnnTrainer id="network" title="A network" dialects="torch" expect={{ quick: { testAccuracy: { min: 0.3 } } }} />
`;

let server: ChildProcess;
let origin: string;

test.beforeAll(async () => {
  const port = await findFreePort();
  origin = `http://localhost:${port}/`;
  server = spawn(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'dev', '--port', String(port)], {
    cwd: root,
    stdio: 'ignore',
    detached: true,
  });
  await expect.poll(async () => (await fetch(origin).catch(() => null))?.status, { timeout: 60_000 }).toBe(200);
});

test.afterAll(() => {
  rmSync(chapter, { recursive: true, force: true });
  if (server.pid !== undefined) process.kill(-server.pid);
});

/**
 * Opens the chapter until it is as expected. A change of its file may reload the page at any moment, and where that meets
 * an opening of the same address, the opening is never told of an end.
 */
async function reopen(page: Page, expected: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.goto(origin + address, { timeout: 10_000 });
    await expected();
  }).toPass({ timeout: 60_000 });
}

test('a chapter appears, is checked, and goes, and the rest of the site keeps working', async ({ page }) => {
  test.setTimeout(180_000);
  mkdirSync(chapter, { recursive: true });
  writeFileSync(file, good);
  const panel = page.getByRole('region', { name: 'npm run check' });
  await expect.poll(async () => (await fetch(origin + address)).status, { timeout: 30_000 }).toBe(200);
  await reopen(page, () => expect(page.getByText('The first text.')).toBeVisible());
  await expect(page.getByRole('link', { name: 'A chapter that a test writes' }).first()).toBeAttached();
  await expect(panel).toBeHidden();

  await test.step('what is wrong is told over the page, with its place', async () => {
    writeFileSync(file, good.replace('dialects="torch"', 'dialects="pytorch"').replace('The first', 'The second'));
    await expect(panel).toContainText('1 problem in this chapter', { timeout: 30_000 });
    await expect(panel).toContainText(`index.mdx:12:44 “dialects” is "pytorch" and has to be`);
  });

  await test.step('what cannot be read is told at its place, and other pages are there', async () => {
    writeFileSync(file, good.replace('/>', '>'));
    await reopen(page, () => expect(page.locator('vite-error-overlay')).toContainText('<CnnTrainer>'));
    expect((await fetch(`${origin}lessons/digits/`)).status).toBe(200);
  });

  await test.step('mended, it is there again', async () => {
    writeFileSync(file, good.replace('The first', 'The third'));
    await reopen(page, () => expect(page.getByText('The third text.')).toBeVisible());
    await expect(panel).toBeHidden();
  });

  await test.step('deleted, its address has no page, and others have theirs', async () => {
    rmSync(chapter, { recursive: true });
    await expect.poll(async () => (await fetch(origin + address)).status, { timeout: 60_000 }).toBe(404);
    expect((await fetch(`${origin}lessons/digits/`)).status).toBe(200);
  });
});

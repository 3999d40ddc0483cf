/** A course of somebody else's: made from Duet packed into a file, in a folder outside of the repository. */
import { execFile } from 'node:child_process';
import { appendFileSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { root } from '../../scripts/setup/paths.mjs';
import { npm } from '../../scripts/setup/processes.mjs';
import { startStaticHost } from '../../scripts/static-host.ts';
import { openExperiment } from './support/experiment.ts';

/** Packing, installing 325 packages and building take about a minute and a half. */
const MAKING_MILLISECONDS = 420_000;

let folder: string;

/** Runs `npm …` in a folder. */
async function runNpm(args: readonly string[], cwd: string): Promise<string> {
  const [command = '', ...first] = npm();
  const { stdout } = await promisify(execFile)(command, [...first, ...args], { cwd });
  return stdout;
}

test.beforeAll(async () => {
  test.setTimeout(MAKING_MILLISECONDS);
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'duet-course-')), 'course');
  await runNpm(['run', 'export-template', '--', folder, 'Netze für <Anfänger>'], root);
  await runNpm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], folder);
});

test.afterAll(async () => {
  await rm(path.dirname(folder), { recursive: true, force: true });
});

test('a course is installed from the packed file, checked, built and trained', async ({ page }) => {
  test.setTimeout(MAKING_MILLISECONDS);
  appendFileSync(path.join(folder, 'colours.css'), ':root { --duet-paper: #fffbe6; }\n');
  expect(await runNpm(['run', 'new-chapter', '--', 'Second chapter'], folder)).toContain('01-second-chapter');
  expect(await runNpm(['run', 'check'], folder)).toContain('2 chapters, 0 problems');
  await runNpm(['run', 'build'], folder);
  const host = await startStaticHost(path.join(folder, 'dist'), { base: '/', manner: 'plain' });
  try {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${host.origin}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Netze für <Anfänger>');
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 251, 230)');
    await expect(page.locator('main a[href^="/lessons/"]')).toHaveCount(2);
    const place = { path: `${host.origin}/lessons/second-chapter/`, id: 'small-network', kind: 'cnn-trainer' };
    const experiment = await openExperiment(page, place, { backend: 'wasm', preset: 'quick' });
    await experiment.runToEnd(120_000);
    expect((await experiment.judge('quick')).filter(({ met }) => met !== true)).toEqual([]);
    expect(await page.title()).toBe('Second chapter | Netze für <Anfänger>');
  } finally {
    await host.close();
  }
});

test('what is wrong in a chapter is told in its own folder', async () => {
  appendFileSync(path.join(folder, 'content/lessons/00-first-chapter/index.mdx'), '\n<CnnTrainer dialects="bth" />\n');
  const { stdout } = await runNpm(['run', 'check'], folder).then(
    () => ({ stdout: 'no problem' }),
    (error: unknown) => error as { stdout: string },
  );
  expect(stdout).toMatch(/^content\/lessons\/00-first-chapter\/index\.mdx:\d+:\d+ .*"bth"/m);
});

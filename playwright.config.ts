import { defineConfig } from '@playwright/test';
import { findBrowser, quietFlags, softwareGpuFlags } from './scripts/browser.mjs';
import { readBase } from './scripts/setup/base.mjs';
import { findFreePort } from './scripts/setup/port.mjs';
import { reportFiles, reportFolder } from './scripts/setup/suites.mjs';

// This file is read again by the worker that runs the tests; the environment hands it the first reading's port.
process.env.DUET_E2E_PORT ??= String(await findFreePort());
const port = process.env.DUET_E2E_PORT;
const base = readBase(process.env.BASE);
const origin = `http://localhost:${port}`;
const browser = findBrowser();

/** Tests whose verdict depends on how fast the machine is, and two that build with chapters of their own. */
const lonely = /(dev|kernel-choice|lighthouse|own-course|own-data|responsiveness)\.spec\.ts$/;
/** Tests of what others test by an example: too long for each change, and run by CI. */
const exhaustive = /@exhaustive/;

export default defineConfig({
  testDir: 'tests/e2e',
  reporter: [['list'], ['json', { outputFile: reportFiles.e2e }]],
  // Most runs fill one core, so two at once take little more than half the time. What measures a page's own speed has the
  // machine to itself.
  workers: 2,
  projects: [
    { name: 'together', testIgnore: lonely, grepInvert: exhaustive, outputDir: `${reportFolder}/e2e/together` },
    { name: 'exhaustive', testIgnore: lonely, grep: exhaustive, outputDir: `${reportFolder}/e2e/exhaustive` },
    {
      name: 'alone',
      testMatch: lonely,
      outputDir: `${reportFolder}/e2e/alone`,
      workers: 1,
      dependencies: ['together'],
    },
  ],
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  use: {
    baseURL: origin + base,
    trace: 'off',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: [
        '--headless=new',
        '--no-sandbox',
        '--enable-unsafe-webgpu',
        ...(process.platform === 'linux' ? softwareGpuFlags : []),
        ...quietFlags,
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs ${port}`,
    url: origin + base,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
  },
});

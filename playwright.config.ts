import { defineConfig } from '@playwright/test';
import { findBrowser, quietFlags, softwareGpuFlags } from './scripts/browser.mjs';
import { findFreePort } from './scripts/setup/port.mjs';
import { reportFiles, reportFolder } from './scripts/setup/suites.mjs';

// This file is read again by the worker that runs the tests; the environment hands it the first reading's port.
process.env.DUET_E2E_PORT ??= String(await findFreePort());
const port = process.env.DUET_E2E_PORT;
const base = `/${process.env.BASE_PATH ?? ''}/`.replace(/\/{2,}/g, '/');
const origin = `http://localhost:${port}`;
const browser = findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: `${reportFolder}/e2e`,
  reporter: [['list'], ['json', { outputFile: reportFiles.e2e }]],
  // A training run fills the machine; two at once would only disturb each other's clocks.
  workers: 1,
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

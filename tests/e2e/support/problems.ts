/** Everything that must not happen on a page, collected while a test goes on. */
import type { Page } from '@playwright/test';
import { prependToWorker } from './worker-script.ts';

/** Makes a wrong GPU command loud: it is silent by itself, and only its results are wrong. */
const REPORT_GPU_ERRORS = `
  if (navigator.gpu) {
    const requestDevice = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...options) {
      const device = await requestDevice.apply(this, options);
      device.addEventListener('uncapturederror', ({ error }) => console.error('uncapturederror: ' + error.message));
      return device;
    };
  }
`;

/**
 * Watches a page and its worker for uncaught exceptions, errors on the console and GPU errors. Call it before the page
 * is opened.
 *
 * @returns the problems so far; the list grows.
 */
export async function watchProblems(page: Page): Promise<readonly string[]> {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('requestfailed', (request) => {
    // A run that ends may break off what it was loading.
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') problems.push(`request: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) {
      problems.push(`response: ${response.url()} ${response.status()}`);
    }
  });
  await page.addInitScript(REPORT_GPU_ERRORS);
  await prependToWorker(page, REPORT_GPU_ERRORS);
  return problems;
}

/** The browser in which the libraries are compared. */
import { chromium, type Browser } from '@playwright/test';
import { findBrowser, quietFlags, softwareGpuFlags } from '../scripts/browser.mjs';
import { Failure } from '../scripts/setup/failure.mjs';
import { isSoftwareRenderer } from '../src/engine/software-renderer.ts';

/** What stands behind WebGPU. */
export interface Adapter {
  readonly name: string;
  readonly software: boolean;
}

export interface ComparisonBrowser {
  readonly browser: Browser;
  readonly adapter: Adapter;
}

/** Chromium without a window reaches a GPU under Linux only through Vulkan. */
const linuxGpuFlags = ['--enable-features=Vulkan', '--use-angle=vulkan', '--disable-vulkan-surface'];
const commonFlags = ['--headless=new', '--no-sandbox', '--enable-unsafe-webgpu', '--ignore-gpu-blocklist'];

/** Any address of this host is a secure origin; what it serves comes from `page.route`, and nobody listens there. */
export const ORIGIN = 'http://localhost';

/**
 * Starts the browser with the GPU of this machine, or with a software adapter where there is none or `software` is set.
 *
 * @throws {Failure} when there is no browser, or it has no WebGPU at all.
 */
export async function startBrowser(software: boolean): Promise<ComparisonBrowser> {
  const withGpu = software ? null : await launch(process.platform === 'linux' ? linuxGpuFlags : []);
  if (withGpu !== null) {
    const adapter = await adapterOf(withGpu);
    if (adapter !== null && !adapter.software) return { browser: withGpu, adapter };
    await withGpu.close();
  }
  const browser = await launch(softwareGpuFlags);
  const adapter = await adapterOf(browser);
  if (adapter !== null) return { browser, adapter };
  await browser.close();
  throw new Failure('The browser has no WebGPU adapter: name a newer Chromium or Chrome in DUET_BROWSER.');
}

async function launch(gpuFlags: readonly string[]): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Failure('There is no browser to compare in: install Chromium or Chrome, or name one in DUET_BROWSER.');
  }
  try {
    return await chromium.launch({ executablePath, args: [...commonFlags, ...gpuFlags, ...quietFlags] });
  } catch (error) {
    const [reason = ''] = String(error).split('\n', 1);
    throw new Failure(`The browser ${executablePath} did not start (${reason}): name another one in DUET_BROWSER.`);
  }
}

async function adapterOf(browser: Browser): Promise<Adapter | null> {
  const page = await browser.newPage();
  try {
    await page.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(ORIGIN);
    const info = await page.evaluate(async () => {
      // Typed as always there; a browser may have it switched off.
      const gpu = navigator.gpu as GPU | undefined;
      const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
      if (!adapter) return null;
      const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
      return { words: [vendor, architecture, device, description], isFallbackAdapter };
    });
    if (info === null) return null;
    const name = info.words.filter((word) => word !== '').join(' ');
    return { name, software: info.isFallbackAdapter || isSoftwareRenderer(name) };
  } finally {
    await page.close();
  }
}

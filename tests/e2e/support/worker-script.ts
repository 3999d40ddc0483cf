import type { Page } from '@playwright/test';

/** The training worker's own script, in the built site. */
const WORKER_SCRIPT = /\/_astro\/worker-[\w-]+\.js$/;

const prepended = new WeakMap<Page, string[]>();

/**
 * Runs code in the training worker before anything of ours, as `addInitScript` does it in a page. Several calls add up;
 * a worker that runs already is not touched.
 */
export async function prependToWorker(page: Page, code: string): Promise<void> {
  const codes = prepended.get(page);
  if (codes) {
    codes.push(code);
    return;
  }
  const all = [code];
  prepended.set(page, all);
  await page.route(WORKER_SCRIPT, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['content-length'];
    const before = all.map((one) => `{${one}}\n`).join('');
    await route.fulfill({ response, headers, body: before + (await response.text()) });
  });
}

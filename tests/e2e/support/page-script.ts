import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';

/** Builds a script of the tests and all that it imports, for `openPageScript`. */
export async function buildPageScript(entry: URL): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(entry), formats: ['es'], fileName: 'script' },
      // One file, with what the code would load when it needs it.
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [chunk] = [output].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []));
  if (chunk?.type !== 'chunk') throw new Error('Vite built no script.');
  return chunk.code;
}

/** Opens an empty page beside those of the site, from which `import('./script.js')` gives the script's exports. */
export async function openPageScript(page: Page, baseURL: string | undefined, script: string): Promise<void> {
  const address = new URL('script-under-test/', baseURL).href;
  await page.route(address, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' }),
  );
  await page.route(`${address}script.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await page.goto(address);
}

/** The built site below a path of a plain host, as `BASE=/course/ npm run build` makes it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startStaticHost, type StaticHost } from '../../scripts/static-host.ts';
import { openExperiment } from './support/experiment.ts';
import { buildSiteBelow, SITE } from './support/site-build.ts';
import { experimentPlaces, type ExperimentPlace } from './support/site.ts';

const BASE = '/course/';
/** A build takes 20 seconds, and some time longer while other tests compute. */
const BUILD_MILLISECONDS = 240_000;

let folder: string;
let host: StaticHost;

test.beforeAll(async () => {
  test.setTimeout(BUILD_MILLISECONDS);
  folder = await buildSiteBelow(BASE);
  host = await startStaticHost(folder, { base: BASE, manner: 'plain' });
});

test.afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

/** Requests that leave the base path, and answers other than the file asked for; the list grows. */
function watchStrayRequests(page: Page): readonly string[] {
  const stray: string[] = [];
  page.on('request', (request) => {
    const { protocol, href } = new URL(request.url());
    if (protocol.startsWith('http') && !href.startsWith(`${host.origin}${BASE}`)) stray.push(href);
  });
  page.on('response', (response) => {
    if (response.status() >= 300 && response.status() !== 304) stray.push(`${response.status()} ${response.url()}`);
  });
  return stray;
}

/** The first trainer of the first lesson that has one, on a host. */
function trainerOn({ origin }: StaticHost): ExperimentPlace {
  const place = experimentPlaces.find(({ kind, path }) => kind === 'cnn-trainer' && path.startsWith('lessons/'));
  if (!place) throw new Error('No lesson has a trainer to test.');
  return { ...place, path: `${origin}${BASE}${place.path}` };
}

test('every address in pages and style sheets is that of a file below the base path', () => {
  const lost = globSync('**/*.{html,css,xml}', { cwd: folder }).flatMap((file) => {
    // Whoever asks for a page that is not there gets 404.html under the address that was asked for.
    const place = file === '404.html' ? 'some/lost/page/' : file.replace(/index\.html$/, '');
    return addressesIn(readFileSync(path.join(folder, file), 'utf8'))
      .map((address) => new URL(address, `${SITE}${BASE}${place}`))
      .filter(({ origin, pathname }) => origin === SITE && !isFile(pathname))
      .map(({ pathname }) => `${file}: ${pathname}`);
  });
  expect(lost).toEqual([]);
});

function addressesIn(text: string): string[] {
  const inHtml = text.matchAll(/\s(?:href|src|poster|action)="([^"#][^"]*)"/g);
  const inMetadata = text.matchAll(/<(?:meta property="og:(?:image|url)" content="|loc>)([^"<]+)/g);
  const inStyles = text.matchAll(/url\(["']?([^"')]+)["']?\)/g);
  return [...inHtml, ...inMetadata, ...inStyles].map(([, address = '']) => address.replaceAll('&amp;', '&'));
}

function isFile(pathname: string): boolean {
  // The address that 404.html has in its own metadata, which nobody asks for.
  if (pathname === `${BASE}404/`) return true;
  if (!pathname.startsWith(BASE)) return false;
  const inFolder = decodeURIComponent(pathname.slice(BASE.length));
  return existsSync(path.join(folder, inFolder === '' || inFolder.endsWith('/') ? `${inFolder}index.html` : inFolder));
}

test('a lesson trains on WASM, with all it needs from below the base path', async ({ page }) => {
  test.setTimeout(180_000);
  const stray = watchStrayRequests(page);
  const experiment = await openExperiment(page, trainerOn(host), { backend: 'wasm', preset: 'quick' });
  await experiment.runToEnd(120_000);
  expect((await experiment.judge('quick')).filter(({ met }) => met !== true)).toEqual([]);
  expect(stray).toEqual([]);
});

test('a listing runs in Python, with all it needs from below the base path', async ({ page }) => {
  test.setTimeout(120_000);
  const stray = watchStrayRequests(page);
  await page.goto(`${host.origin}${BASE}lessons/graphs-tensors-gradients/?backend=wasm`);
  const cell = page.locator('[data-python-cell="torch-numpy-program"]');
  await cell.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(cell).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  await expect(cell).toContainText('Prints what the real framework printed.');
  expect(stray).toEqual([]);
});

test('a shared link opens the same experiment', async ({ page, context }) => {
  const place = trainerOn(host);
  const experiment = await openExperiment(page, place);
  const link = await experiment.sharedLink();
  expect(link).toContain(`${place.path}#${place.id}~v1.`);
  const other = await context.newPage();
  const stray = watchStrayRequests(other);
  await other.goto(link);
  await expect(other.locator(`[data-experiment="${place.id}"]`)).toBeInViewport();
  expect(stray).toEqual([]);
});

test('the front page and the search lead to lessons', async ({ page }) => {
  const stray = watchStrayRequests(page);
  await page.goto(`${host.origin}${BASE}`);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('textbox', { name: 'Search' }).fill('zero_grad');
  await page.locator('.pagefind-ui__result').first().getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`^${host.origin}${BASE}lessons/`));
  await page.goto(`${host.origin}${BASE}`);
  await page.locator(`main a[href^="${BASE}lessons/"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`^${host.origin}${BASE}lessons/`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(stray).toEqual([]);
});

test.describe('a host that sends the compressed files and obeys _headers', () => {
  let tuned: StaticHost;

  test.beforeAll(async () => {
    tuned = await startStaticHost(folder, { base: BASE, manner: 'tuned' });
  });

  test.afterAll(async () => {
    await tuned.close();
  });

  test('is asked once for what stays as it is', async ({ context }) => {
    test.setTimeout(180_000);
    const place = trainerOn(tuned);
    const firstVisit = await visit(context, place);
    const wasm = firstVisit.find(({ name }) => name.endsWith('.wasm'));
    expect(wasm?.headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'application/wasm' });
    const before = tuned.asked.length;
    await visit(context, place);
    const askedAgain = tuned.asked.slice(before).map((path) => path.slice(BASE.length));
    expect(askedAgain).toContain(place.path.slice(`${tuned.origin}${BASE}`.length));
    expect(askedAgain.filter((path) => /^_astro\/|\.(gz|bin|webp)$/.test(path))).toEqual([]);
  });

  interface Answer {
    readonly name: string;
    readonly headers: Readonly<Record<string, string>>;
  }

  /** Opens a page, runs its experiment and closes the page. */
  async function visit(context: BrowserContext, place: ExperimentPlace): Promise<readonly Answer[]> {
    const page = await context.newPage();
    const answers: Answer[] = [];
    page.on('response', (response) => answers.push({ name: response.url(), headers: response.headers() }));
    const experiment = await openExperiment(page, place, { backend: 'wasm', preset: 'quick' });
    await experiment.runToEnd(120_000);
    await page.close();
    return answers;
  }
});

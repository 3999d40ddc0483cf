/**
 * What a reader downloads: `npm run build && npm run bench:visits`.
 *
 * Counts the bytes that a host of static files writes to its sockets, headers included and TLS not, while a browser with
 * an empty cache reads and runs, and reads and runs again.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser, quietFlags, softwareGpuFlags } from '../scripts/browser.mjs';
import { readBase } from '../scripts/setup/base.mjs';
import { Failure, runCommand } from '../scripts/setup/failure.mjs';
import { root } from '../scripts/setup/paths.mjs';
import { startStaticHost, type StaticHost, type StaticHostOptions } from '../scripts/static-host.ts';

const FRONT_PAGE = { path: '', experiment: 'mnist-duet' };
/** The lesson with the largest images, and its experiment in both styles. */
const LESSON = { path: 'lessons/one-cnn-two-apis/', experiment: 'cifar10-cnn' };
/** A page that has asked for nothing for so long has all that it wants. */
const QUIET_MILLISECONDS = 3_000;
const RUN_MILLISECONDS = 600_000;
/** How far a run is watched: a software adapter would take long to end one, and has its code and data when it trains. */
const LAST_STATE = { wasm: 'done', webgpu: 'running' };

type Place = typeof LESSON;
type Backend = 'wasm' | 'webgpu';
type Counted = readonly [what: string, bytes: number];

const dist = path.join(root, 'dist');
const base = readBase(process.env.BASE);

/** Tells how many bytes each deed of a reader costs. */
class Reader {
  readonly #host: StaticHost;
  readonly #context: BrowserContext;
  readonly #backend: Backend;

  constructor(host: StaticHost, context: BrowserContext, backend: Backend) {
    this.#host = host;
    this.#context = context;
    this.#backend = backend;
  }

  /** Opens a page and reads it down to its end. */
  async read(place: Pick<Place, 'path'>): Promise<number> {
    const page = await this.#context.newPage();
    return this.#count(async () => {
      await this.#open(page, place.path);
      await scrollToEnd(page);
      await this.#quiet();
      await page.close();
    });
  }

  /** Opens a page and runs its experiment until it has all that it needs, without a preset with the one that readers get. */
  async run(place: Place, preset?: 'quick'): Promise<{ opened: number; run: number }> {
    const page = await this.#context.newPage();
    const opened = await this.#count(async () => {
      const query = preset === undefined ? '' : `&preset=${preset}`;
      await this.#open(page, `${place.path}?backend=${this.#backend}${query}`);
      await this.#quiet();
    });
    const run = await this.#count(async () => {
      const experiment = page.locator(`[data-experiment="${place.experiment}"]`);
      await experiment.getByRole('button', { name: 'Run', exact: true }).click();
      await experiment
        .and(page.locator(`[data-state="${LAST_STATE[this.#backend]}"]`))
        .waitFor({ timeout: RUN_MILLISECONDS });
      await this.#quiet();
    });
    await page.close();
    return { opened, run };
  }

  async #open(page: Page, address: string): Promise<void> {
    await page.goto(`${this.#host.origin}${base}${address}`);
    await page.waitForLoadState('load');
  }

  async #count(deed: () => Promise<void>): Promise<number> {
    const before = this.#host.sentBytes();
    await deed();
    return this.#host.sentBytes() - before;
  }

  async #quiet(): Promise<void> {
    for (let before = -1; before !== this.#host.sentBytes();) {
      before = this.#host.sentBytes();
      await new Promise((resolve) => setTimeout(resolve, QUIET_MILLISECONDS));
    }
  }
}

async function scrollToEnd(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
      scrollTo(0, top);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}

/** With an empty cache, then with what that has left. */
async function countVisits(
  browser: Browser,
  manner: StaticHostOptions['manner'],
  backend: Backend,
): Promise<Counted[]> {
  const host = await startStaticHost(dist, { base, manner });
  try {
    const fresh = async () => new Reader(host, await browser.newContext(), backend);
    const front = await (await fresh()).run(FRONT_PAGE);
    const quick = await (await fresh()).run(LESSON, 'quick');
    const reader = await fresh();
    const lesson = await reader.run(LESSON);
    const again = await reader.run(LESSON);
    return [
      ['front page', front.opened],
      ['  its Run, further', front.run],
      ['lesson', lesson.opened],
      ['  its Run, further', lesson.run],
      ['lesson and its Run, once more', again.opened + again.run],
      ['lesson and its Run with the Quick preset', quick.opened + quick.run],
    ];
  } finally {
    await host.close();
  }
}

/** All lessons, read one after the other. */
async function countCourse(browser: Browser): Promise<Counted[]> {
  const host = await startStaticHost(dist, { base, manner: 'tuned' });
  try {
    const reader = new Reader(host, await browser.newContext(), 'wasm');
    const counted: Counted[] = [];
    const lessons = [
      'start-here',
      'one-cnn-two-apis',
      'digits',
      'graphs-tensors-gradients',
      'levels-of-abstraction',
      'head-to-head',
      'choose',
    ];
    for (const address of ['', ...lessons.map((name) => `lessons/${name}/`), 'glossary/']) {
      counted.push([address === '' ? 'front page' : address, await reader.read({ path: address })]);
    }
    return [...counted, ['all of these', counted.reduce((sum, [, bytes]) => sum + bytes, 0)]];
  } finally {
    await host.close();
  }
}

function print(title: string, counted: readonly Counted[]): void {
  console.log(`\n${title}`);
  for (const [what, bytes] of counted) console.log(`${bytes.toLocaleString('en').padStart(12)}  ${what}`);
}

await runCommand(async () => {
  if (!existsSync(path.join(dist, '_headers'))) throw new Failure('There is no built site: run "npm run build" first.');
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Failure('There is no browser: name a Chromium or Chrome in DUET_BROWSER.');
  const gpuFlags = process.platform === 'linux' ? softwareGpuFlags : [];
  const args = ['--headless=new', '--no-sandbox', '--enable-unsafe-webgpu', ...gpuFlags, ...quietFlags];
  const browser = await chromium.launch({ executablePath, args });
  try {
    print('WASM, compressed files sent', await countVisits(browser, 'tuned', 'wasm'));
    print('WebGPU, compressed files sent', await countVisits(browser, 'tuned', 'webgpu'));
    print('WASM, nothing compressed, nothing said about caching', await countVisits(browser, 'plain', 'wasm'));
    print('The course read from page to page, nothing run, compressed files sent', await countCourse(browser));
  } finally {
    await browser.close();
  }
});

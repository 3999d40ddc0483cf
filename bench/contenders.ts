/** The libraries that are compared in the browser, each in a frame of its own, so that none sees another's kernels. */
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { ORIGIN } from './browser.ts';
import { bundlePageScript, type ServedFile } from './bundle.ts';
import type { Trainer } from './comparison.ts';
import type { Network } from './networks.ts';
import type { ContenderName } from './options.ts';
import type { TimeBudget } from './time-budget.ts';
import type { Training } from './training.ts';

interface PageContender {
  /** In the folder page. */
  readonly script: 'duet' | 'stock-tfjs' | 'jax';
  /** The name under which the script knows the contender. */
  readonly name: string;
  /** Steps before it runs as it goes on to run, 1 without a number. */
  readonly warmUpSteps?: number;
}

/** All contenders but native PyTorch. */
export const pageContenders: Readonly<Record<Exclude<ContenderName, 'pytorch'>, PageContender>> = {
  'duet-webgpu-replay': { script: 'duet', name: 'webgpu-replay', warmUpSteps: 3 },
  'duet-webgpu-eager': { script: 'duet', name: 'webgpu-eager' },
  'duet-wasm': { script: 'duet', name: 'wasm' },
  'tfjs-webgpu': { script: 'stock-tfjs', name: 'webgpu' },
  'tfjs-webgl': { script: 'stock-tfjs', name: 'webgl' },
  'tfjs-cpu': { script: 'stock-tfjs', name: 'cpu' },
  'jax-webgpu': { script: 'jax', name: 'webgpu' },
  'jax-wasm': { script: 'jax', name: 'wasm' },
};

/** Files by their addresses below the origin. */
type Files = ReadonlyMap<string, ServedFile>;

/** Bundles the scripts of all contenders. */
export async function bundleScripts(): Promise<Files> {
  const scripts = ['duet', 'stock-tfjs', 'jax'] as const;
  const bundles = await Promise.all(
    scripts.map(async (script) => {
      const files = await bundlePageScript(script, script);
      return [...files].map(([name, file]) => [`/${script}/${name}`, file] as const);
    }),
  );
  return new Map(bundles.flat());
}

/** Opens the page of one comparison, with no frame in it yet. */
export async function openPage(context: BrowserContext, files: Files): Promise<Page> {
  const page = await context.newPage();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = files.get(pathname);
    if (file) await route.fulfill(file);
    else if (pathname.endsWith('/')) await route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
    else await route.fulfill({ status: 404, body: '' });
  });
  await page.goto(`${ORIGIN}/`);
  return page;
}

/** Prepares a contender in a new frame of the page. */
export async function openTrainer(
  page: Page,
  contender: PageContender,
  network: Network,
  batchSize: number,
  budget: TimeBudget,
): Promise<Trainer> {
  const frame = await addFrame(page, contender);
  const call = <Value>(expression: string): Promise<Value> =>
    budget.limit(frame.evaluate<Value>(`import('./script.js').then((script) => script.${expression})`));
  const name = JSON.stringify(contender.name);
  await call<undefined>(`prepare(${name}, ${JSON.stringify(network)}, ${batchSize})`);
  return {
    warmUpSteps: contender.warmUpSteps ?? 1,
    train: (steps) => call<Training>(`train(${steps})`),
    release: () => removeFrame(page, frame, budget),
  };
}

async function addFrame(page: Page, { script, name }: PageContender): Promise<Frame> {
  const frameName = `${script} ${name}`;
  await page.evaluate(
    ([address, frameName]) =>
      new Promise<void>((resolve) => {
        const element = document.createElement('iframe');
        element.name = frameName;
        element.src = address;
        element.addEventListener('load', () => resolve());
        document.body.append(element);
      }),
    [`/${script}/`, frameName] as const,
  );
  const frame = page.frame({ name: frameName });
  if (!frame) throw new Error(`The frame of ${frameName} did not open.`);
  return frame;
}

async function removeFrame(page: Page, frame: Frame, budget: TimeBudget): Promise<void> {
  if (budget.left <= 0 || page.isClosed()) return;
  const element = await frame.frameElement();
  await element.evaluate((node) => node.parentNode?.removeChild(node));
}

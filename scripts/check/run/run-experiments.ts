import { chromium, type Page } from '@playwright/test';
import type { Expectations, Metrics } from '../../../components/experiment/expectation.ts';
import { ensureBrowser, quietFlags } from '../../browser.mjs';

/** The longest that a Quick preset may take: far more than it does. */
const PATIENCE_MILLISECONDS = 5 * 60_000;

/** How a run of an experiment ended. */
export interface FinishedExperiment {
  readonly id: string;
  readonly expected: Expectations;
  /** Null where the run failed; then `message` says why. */
  readonly result: Metrics | null;
  readonly message: string;
  readonly seconds: number;
}

/** Runs Quick of every experiment of a page, one after the other, in a browser without a window, on WASM. */
export async function* runExperiments(address: URL): AsyncGenerator<FinishedExperiment> {
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: ['--headless=new', '--no-sandbox', ...quietFlags],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${address.href}?preset=quick&backend=wasm`);
    const ids = await page.locator('[data-experiment]').evaluateAll((all) => all.map(({ id }) => id));
    for (const id of ids) yield await runExperiment(page, id);
  } finally {
    await browser.close();
  }
}

async function runExperiment(page: Page, id: string): Promise<FinishedExperiment> {
  const root = page.locator(`[data-experiment="${id}"]`);
  const start = performance.now();
  await root.getByRole('button', { name: 'Run', exact: true }).click();
  const end = page.locator(`[data-experiment="${id}"]:is([data-state="done"], [data-state="failed"])`);
  const ended = await end.waitFor({ timeout: PATIENCE_MILLISECONDS }).then(
    () => true,
    () => false,
  );
  const attribute = async (name: string): Promise<unknown> => JSON.parse((await root.getAttribute(name)) ?? 'null');
  const isDone = (await root.getAttribute('data-state')) === 'done';
  const alert = root.getByRole('alert');
  return {
    id,
    expected: (await attribute('data-expect')) ?? {},
    result: isDone ? ((await attribute('data-result')) as Metrics) : null,
    message: ended
      ? (await alert.allInnerTexts()).join(' ')
      : `It did not end in ${PATIENCE_MILLISECONDS / 60_000} minutes.`,
    seconds: (performance.now() - start) / 1_000,
  };
}

/** The same seed, style and backend give the same run. */
import { expect, test, type Page } from '@playwright/test';
import type { Metrics } from '../../components/experiment/expectation.ts';
import { openExperiment } from './support/experiment.ts';
import { anyTrainer } from './support/site.ts';

/** Figures that the clock decides. */
const isTime = (name: string) => /(trainingSeconds|imagesPerSecond)$/i.test(name);

async function figures(page: Page, seed: number): Promise<Metrics> {
  const experiment = await openExperiment(page, anyTrainer(), { backend: 'wasm', preset: 'quick', seed });
  await experiment.runToEnd(120_000);
  return Object.fromEntries(Object.entries(await experiment.result()).filter(([name]) => !isTime(name)));
}

test('a seed gives the same figures twice, and another seed gives others', async ({ page }) => {
  test.setTimeout(400_000);
  const first = await figures(page, 7);
  expect(Object.keys(first)).toContain('testAccuracy');
  expect(await figures(page, 7)).toEqual(first);
  expect(await figures(page, 8)).not.toEqual(first);
});

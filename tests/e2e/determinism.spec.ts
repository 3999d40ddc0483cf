/** The same seed, style and backend give the same run. */
import { expect, test, type Page } from '@playwright/test';
import type { Metrics } from '../../components/experiment/expectation.ts';
import type { BackendName } from '../../src/training/protocol.ts';
import { openExperiment } from './support/experiment.ts';
import { anyTrainer } from './support/site.ts';

/** Figures that the clock decides. */
const isTime = (name: string) => /(trainingSeconds|imagesPerSecond)$/i.test(name);

async function figures(page: Page, backend: BackendName, seed: number): Promise<Metrics> {
  const experiment = await openExperiment(page, anyTrainer(), { backend, preset: 'quick', seed });
  await experiment.runToEnd(120_000);
  return Object.fromEntries(Object.entries(await experiment.result()).filter(([name]) => !isTime(name)));
}

for (const backend of ['wasm', 'webgpu'] as const) {
  test(`a seed gives the same figures twice on ${backend}, and another seed gives others`, async ({ page }) => {
    test.setTimeout(400_000);
    const first = await figures(page, backend, 7);
    expect(Object.keys(first)).toContain('testAccuracy');
    expect(await figures(page, backend, 7)).toEqual(first);
    expect(await figures(page, backend, 8)).not.toEqual(first);
  });
}

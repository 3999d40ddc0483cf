/** What a browser can do: on WASM, on WebGPU with a software adapter, and without WebGPU. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openExperiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { placeOf } from './support/site.ts';

for (const backend of ['wasm', 'webgpu'] as const) {
  test(`measures on ${backend}, and calls a software adapter one`, async ({ page }) => {
    test.setTimeout(180_000);
    const problems = await watchProblems(page);
    const check = await openExperiment(page, placeOf('browser-check'), { backend, preset: 'quick' });
    await check.runToEnd(90_000);
    await expect(check.root).toContainText('only software that imitates one');
    await expect(check.root.getByRole('row', { name: /^WebGPU slowly/ })).toBeVisible();
    await expect(check.root.locator('[data-part="speeds"] rect')).toHaveCount(4);
    expect((await check.result()).gflops).toBeGreaterThan(0);
    await expect(check.root).toHaveAttribute('data-leaked-tensors', '0');
    const { violations } = await new AxeBuilder({ page })
      .include(`[data-experiment="${placeOf('browser-check').id}"]`)
      .analyze();
    expect(violations).toEqual([]);
    expect(problems).toEqual([]);
  });
}

test('without WebGPU it says so, and measures what there is', async ({ page }) => {
  test.setTimeout(180_000);
  // A worker's navigator is not the page's: the engine of a browser without WebGPU is imitated in both.
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch();
    const hidden = "Object.defineProperty(navigator, 'gpu', { value: undefined, configurable: true });";
    const isWorker = new URL(response.url()).pathname.includes('worker');
    await route.fulfill({ response, body: (isWorker ? hidden : '') + (await response.text()) });
  });
  const check = await openExperiment(page, placeOf('browser-check'), { preset: 'quick' });
  await check.runToEnd(90_000);
  await expect(check.root.getByRole('row', { name: 'WebGPU no this browser has no WebGPU.' })).toBeVisible();
  await expect(check.root.getByText('What WebGPU says of its adapter')).toBeHidden();
  await expect(check.root).toHaveAttribute('data-backend', 'wasm');
});

test('Step measures one operation after the other', async ({ page }) => {
  test.setTimeout(120_000);
  const check = await openExperiment(page, placeOf('browser-check'), { backend: 'wasm', preset: 'quick' });
  const bars = check.root.locator('[data-part="speeds"] rect');
  await check.button('Step').click();
  await check.expectState('paused');
  await expect(bars).toHaveCount(1);
  await check.button('Step').click();
  await expect(bars).toHaveCount(2);
  await check.expectState('paused');
});

/** A page stays usable while it trains. */
import { expect, test } from '@playwright/test';
import { openExperiment } from './support/experiment.ts';
import { anyTrainer } from './support/site.ts';

/** A browser reports a task as long from 50 ms on. */
test('no task on the main thread is long while a run goes on', async ({ page }) => {
  test.setTimeout(180_000);
  const experiment = await openExperiment(page, anyTrainer(), { backend: 'wasm', preset: 'quick' });
  await page.waitForLoadState('networkidle');
  const longTasks = await page.evaluateHandle(() => {
    const durations: number[] = [];
    new PerformanceObserver((list) => durations.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    return durations;
  });
  await experiment.runToEnd(120_000);
  expect(await longTasks.jsonValue(), 'milliseconds of long tasks').toEqual([]);
});

test('a long task is seen by this test', async ({ page }) => {
  await page.goto('');
  const longTasks = await page.evaluate(async () => {
    const durations: number[] = [];
    new PerformanceObserver((list) => durations.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    await new Promise<void>((resolve) =>
      setTimeout(() => {
        const end = performance.now() + 80;
        while (performance.now() < end);
        resolve();
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    return durations;
  });
  expect(longTasks).not.toEqual([]);
});

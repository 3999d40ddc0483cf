/** A page stays usable while it trains. */
import { expect, test, type Page } from '@playwright/test';
import { openExperiment } from './support/experiment.ts';
import { traceMainThread, type Task } from './support/main-thread.ts';
import { anyTrainer, twoTrainersOfOnePage, type ExperimentPlace } from './support/site.ts';

/** From here on a reader may feel that a press is answered late. */
const LONGEST_TASK_MILLISECONDS = 50;

/** A short page and a long one: what a run changes on a page is laid out with all of it. */
const places = [anyTrainer(), twoTrainersOfOnePage()[0]];

const isLong = ({ workMilliseconds }: Task) => workMilliseconds > LONGEST_TASK_MILLISECONDS;

/** The machine may make a task long once. The page makes it so in each run. */
const RUNS = 2;

/** Tasks of one whole run. */
async function tasksOfRun(page: Page, place: ExperimentPlace): Promise<readonly Task[]> {
  const experiment = await openExperiment(page, place, { backend: 'wasm', preset: 'quick' });
  await page.waitForLoadState('networkidle');
  const tasks = await traceMainThread(page, () => experiment.runWithoutWatching());
  await experiment.expectState('done', 0);
  expect(tasks.length).toBeGreaterThan(0);
  return tasks;
}

for (const place of places) {
  test(`/${place.path} ${place.id}: no task on the main thread is long while a run goes on`, async ({ page }) => {
    test.setTimeout(180_000);
    const longTasks: Task[][] = [];
    do longTasks.push((await tasksOfRun(page, place)).filter(isLong));
    while (longTasks.at(-1)?.length !== 0 && longTasks.length < RUNS);
    expect(longTasks.at(-1), JSON.stringify(longTasks)).toEqual([]);
  });
}

test('a long task is seen by this test', async ({ page }) => {
  await page.goto('');
  const tasks = await traceMainThread(page, () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) =>
          setTimeout(() => {
            const end = performance.now() + 200;
            while (performance.now() < end);
            resolve();
          }),
        ),
    ),
  );
  expect(tasks.filter(isLong)).not.toEqual([]);
});

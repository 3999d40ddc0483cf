/** Training takes no more memory with each step, and leaves none behind: neither tensors nor bytes on the GPU. */
import { expect, test, type Page } from '@playwright/test';
import type { Usage } from './support/current-usage.ts';
import { openExperiment, type Experiment } from './support/experiment.ts';
import { countMemory, liveMemory } from './support/live-memory.ts';
import { buildPageScript, openPageScript } from './support/page-script.ts';
import { watchProblems } from './support/problems.ts';
import { placeOf } from './support/site.ts';

const STEPS = 101;

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('memory/train.ts', import.meta.url));
});

for (const dialect of ['torch', 'keras'] as const) {
  test(`a hundred steps of ${dialect} leave tensors and bytes on the GPU as the first did`, async ({
    page,
    baseURL,
  }) => {
    const problems = await watchProblems(page);
    await openPageScript(page, baseURL, script);
    const usages = await page.evaluate<Usage[]>(
      `import('./script.js').then((script) => script.usageOf('${dialect}', ${STEPS}))`,
    );
    const [first] = usages;
    expect(first?.bytesOnGpu).toBeGreaterThan(0);
    expect(usages).toEqual(Array.from({ length: STEPS }, () => first));
    expect(problems).toEqual([]);
  });
}

const RUN_MILLISECONDS = 120_000;

/** All that compute with tensors. */
const widgets = [
  'cnn-trainer',
  'train',
  'callback-lab',
  'loss-surface',
  'eager-graph',
  'device-placement',
  'graph-view',
  'tensor-playground',
  'autograd-visualizer',
] as const;

/** Those that hold tensors from one step to the next; a step of `eager-graph` is a whole measurement. */
const inSteps: readonly string[] = ['cnn-trainer', 'train', 'callback-lab', 'loss-surface'];

async function expectNothingHeld(page: Page, when: string): Promise<void> {
  await expect
    .poll(() => liveMemory(page), { message: when, timeout: 20_000 })
    .toEqual({ tensors: 0, tensorBytes: 0, bytesOnGpu: 0 });
}

/** Brings a new run to its midst: paused between two steps, or just begun. */
async function runToItsMidst(page: Page, experiment: Experiment, kind: string): Promise<void> {
  if (!inSteps.includes(kind)) {
    await experiment.button('Run').click();
    return;
  }
  await experiment.button('Step').click();
  await experiment.expectState('paused');
  expect((await liveMemory(page))?.tensors, 'a run that is paused has its tensors').toBeGreaterThan(0);
}

for (const backend of ['wasm', 'webgpu'] as const) {
  for (const kind of widgets) {
    test(`a ${kind} on ${backend} leaves nothing, however its run ends`, async ({ page }) => {
      test.setTimeout(3 * RUN_MILLISECONDS);
      const problems = await watchProblems(page);
      await countMemory(page);
      const place = placeOf(kind);
      const experiment = await openExperiment(page, place, { backend, preset: 'quick' });
      await experiment.runToEnd(RUN_MILLISECONDS);
      await expectNothingHeld(page, 'after a run');
      await experiment.button('Reset').click();
      await expectNothingHeld(page, 'after Reset of a finished run');

      await runToItsMidst(page, experiment, kind);
      await experiment.button('Reset').click();
      await experiment.expectState('idle');
      await expectNothingHeld(page, 'after Reset in the midst of a run');

      await runToItsMidst(page, experiment, kind);
      await experiment.root.evaluate((element) => element.remove());
      await expectNothingHeld(page, 'after the widget was removed in the midst of a run');
      expect(page.workers()).toHaveLength(1);
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
      await expect
        .poll(() => page.workers().length, { message: 'after the page was left, and may be kept', timeout: 20_000 })
        .toBe(0);
      expect(problems).toEqual([]);
    });
  }
}

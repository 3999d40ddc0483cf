/** What tests, teachers and tools rely on: the states, the buttons and the attributes of an experiment. */
import { expect, test, type JSHandle, type Locator } from '@playwright/test';
import { openExperiment, type Experiment } from './support/experiment.ts';
import { anyTrainer } from './support/site.ts';
import { tabToOutlined } from './support/tab-to.ts';

const quickOnWasm = { backend: 'wasm', preset: 'quick' } as const;
/** A pause takes hold in this time, or after the step that is being computed. */
const PAUSE_MILLISECONDS = 200;

/** Every state from now on. */
async function recordStates(experiment: Experiment): Promise<JSHandle<string[]>> {
  return await experiment.root.evaluateHandle((element) => {
    const states: string[] = [];
    new MutationObserver(() => {
      const state = element.getAttribute('data-state') ?? '';
      if (state !== states.at(-1)) states.push(state);
    }).observe(element, { attributes: true, attributeFilter: ['data-state'] });
    return states;
  });
}

/** Milliseconds from a click to the state, by the page's own clock. */
async function clickAndTime(experiment: Experiment, button: Locator, state: string): Promise<number> {
  const handle = await button.elementHandle();
  return await experiment.root.evaluate(
    (element, [target, wanted]) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (element.getAttribute('data-state') !== wanted) return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(element, { attributes: true, attributeFilter: ['data-state'] });
        if (target instanceof HTMLElement) target.click();
      }),
    [handle, state] as const,
  );
}

/** Steps done by this style in all epochs, as the widget tells them. A run that was paused at once has told none. */
async function stepsDone(experiment: Experiment): Promise<number> {
  const text = await experiment.root.innerText();
  const [, epoch = 1, batch = 0, batchesPerEpoch = 0] = /epoch (\d+)\/\d+ · batch (\d+)\/(\d+)/.exec(text) ?? [];
  return (Number(epoch) - 1) * Number(batchesPerEpoch) + Number(batch);
}

/** Presses Step in a paused run and waits for its figures, which may be the first of its second style. */
async function stepOnce(experiment: Experiment): Promise<number> {
  const before = await stepsDone(experiment);
  await experiment.button('Step').click();
  await expect.poll(() => stepsDone(experiment)).not.toBe(before);
  return await stepsDone(experiment);
}

test('a run goes through its states, and pauses, steps and resumes', async ({ page }) => {
  test.setTimeout(240_000);
  // Long enough to be paused while its first style trains.
  const experiment = await openExperiment(page, anyTrainer(), { ...quickOnWasm, preset: 'standard' });
  await experiment.expectState('idle');
  await expect(experiment.root).not.toHaveAttribute('data-result');
  const states = await recordStates(experiment);

  await experiment.button('Run').click();
  await experiment.expectState('running');
  await expect(experiment.root).toHaveAttribute('data-backend', 'wasm');
  const pauseMilliseconds = await clickAndTime(experiment, experiment.button('Pause'), 'paused');

  const before = await stepOnce(experiment);
  expect(await stepOnce(experiment)).toBe(before + 1);
  await experiment.expectState('paused');
  await page.waitForTimeout(500);
  expect(await stepsDone(experiment), 'a paused run stands still').toBe(before + 1);

  await experiment.button('Resume').click();
  await experiment.expectState('running');
  await experiment.expectEnd(120_000);
  const result = await experiment.result();
  const [speed] = Object.entries(result).flatMap(([name, value]) => (/imagesPerSecond$/i.test(name) ? [value] : []));
  const batchSize = Number(await experiment.root.getByLabel('Batch size').inputValue());
  const stepMilliseconds = (1_000 * batchSize) / (speed ?? Number.NaN);
  expect(pauseMilliseconds).toBeLessThanOrEqual(Math.max(PAUSE_MILLISECONDS, stepMilliseconds));
  expect(await states.jsonValue()).toEqual(['loading', 'running', 'paused', 'running', 'done']);
});

test('Reset ends a run and forgets its result', async ({ page }) => {
  test.setTimeout(240_000);
  const experiment = await openExperiment(page, anyTrainer(), quickOnWasm);
  await experiment.button('Run').click();
  await experiment.expectState('running');
  await experiment.button('Reset').click();
  await experiment.expectState('idle');
  await experiment.runToEnd(120_000);
  await expect(experiment.root).toHaveAttribute('data-result', /testAccuracy/);
  await experiment.button('Reset').click();
  await experiment.expectState('idle');
  await expect(experiment.root).not.toHaveAttribute('data-result');
});

test('Step starts a run that stands after its first batch', async ({ page }) => {
  const experiment = await openExperiment(page, anyTrainer(), quickOnWasm);
  await experiment.button('Step').click();
  await experiment.expectState('paused');
  await expect.poll(() => stepsDone(experiment)).toBe(1);
});

test('everything is done by keyboard', async ({ page }) => {
  test.setTimeout(120_000);
  // Long enough to be reached by Tab while it trains.
  const experiment = await openExperiment(page, anyTrainer(), { ...quickOnWasm, preset: 'standard' });
  await tabToOutlined(page, experiment.button('Run'));
  await page.keyboard.press('Enter');
  await experiment.expectState('running');
  await expect(experiment.button('Run'), 'the focus stays where it was').toBeFocused();
  await tabToOutlined(page, experiment.button('Pause'));
  await page.keyboard.press('Space');
  await experiment.expectState('paused');
  await tabToOutlined(page, experiment.button('Step'));
  const before = await stepsDone(experiment);
  await page.keyboard.press('Enter');
  await expect.poll(() => stepsDone(experiment)).not.toBe(before);
  await tabToOutlined(page, experiment.button('Reset'));
  await page.keyboard.press('Enter');
  await experiment.expectState('idle');
  // No trap: the focus leaves the experiment.
  const isInside = () => experiment.root.evaluate((element) => element.contains(document.activeElement));
  for (let presses = 0; presses < 60 && (await isInside()); presses += 1) await page.keyboard.press('Tab');
  expect(await isInside()).toBe(false);
});

test('presets, backend and seed of the address are chosen', async ({ page }) => {
  const experiment = await openExperiment(page, anyTrainer(), { ...quickOnWasm, seed: 7 });
  await expect(experiment.root.getByRole('radio', { name: 'Quick' })).toBeChecked();
  await expect(experiment.root.getByLabel('Backend')).toHaveValue('wasm');
  await expect(experiment.root.getByLabel('Seed')).toHaveValue('7');
});

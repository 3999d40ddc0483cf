/** A training as its chapter has set it: what the reader sees of it, and what follows the preset. */
import { expect, test, type Locator } from '@playwright/test';
import { Experiment, openExperiment } from './support/experiment.ts';
import { placeOf } from './support/site.ts';

const quickOnWasm = { backend: 'wasm', preset: 'quick' } as const;

/** What stands below the name of a setting. */
function setting({ root }: Experiment, name: string): Locator {
  return root.locator('dl > div').filter({ hasText: name }).getByRole('definition');
}

test('settings and programs are those of the preset, and nothing can be changed but by it', async ({ page }) => {
  const experiment = await openExperiment(page, placeOf('train'));
  await expect(setting(experiment, 'Training images')).toHaveText('10,000, 1,000 of them held out');
  await experiment.root.getByText('Program', { exact: true }).click();
  const keras = experiment.root.getByRole('region', { name: 'Keras code' });
  await expect(keras).toContainText('x_train[:10_000]');

  await experiment.root.getByRole('radio', { name: 'Quick' }).check();
  await expect(setting(experiment, 'Training images')).toHaveText('1,000, 100 of them held out');
  await expect(keras).toContainText('x_train[:1_000]');
  const saved = page.waitForEvent('download');
  await experiment.root.getByRole('button', { name: 'Download the Keras program as a script' }).click();
  expect((await saved).suggestedFilename()).toBe('mnist_keras.py');
});

test('a run fills the table of figures, and Reset empties it', async ({ page }) => {
  const experiment = await openExperiment(page, placeOf('train'), quickOnWasm);
  const hint = experiment.root.getByText('The curve appears here while the network trains.').first();
  const accuracy = experiment.root.getByRole('row', { name: 'Test accuracy' });
  await expect(hint).toBeVisible();
  await experiment.runToEnd(120_000);
  const { torchTestAccuracy = 0, kerasTestAccuracy = 0 } = await experiment.result();
  const shares = [torchTestAccuracy, kerasTestAccuracy].map((share) => `${(100 * share).toFixed(1)} %`);
  await expect(accuracy.getByRole('cell')).toHaveText(shares);
  await expect(hint).toBeHidden();
  await experiment.button('Reset').click();
  await expect(accuracy.getByRole('cell')).toHaveText(['–', '–']);
  await expect(hint).toBeVisible();
});

test('a link carries preset and seed, and one without a seed is refused', async ({ page }) => {
  const { path, id } = placeOf('train');
  const experiment = await openExperiment(page, { path, id, kind: 'train' }, { ...quickOnWasm, seed: 7 });
  await expect(setting(experiment, 'Seed')).toHaveText('7');
  const link = await experiment.sharedLink();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(setting(experiment, 'Seed')).toHaveText('7');
  await expect(setting(experiment, 'Training images')).toContainText('1,000');

  await page.goto('about:blank');
  await page.goto(link.replace('seed=7', 'seed=seven'));
  await expect(experiment.alert).toContainText('names no seed');
});

test('a site without the whole data set offers what it has', async ({ page }) => {
  const experiment = await openExperiment(page, placeOf('train'), { backend: 'wasm', preset: 'full' });
  await expect(setting(experiment, 'Training images')).toHaveText('60,000, 6,000 of them held out');
  await page.route('**/data/full/**', (route) => route.fulfill({ status: 404 }));
  await experiment.button('Run').click();
  await experiment.expectState('failed');
  await experiment.alert.getByRole('button', { name: 'Run with the images of this site' }).click();
  await expect(setting(experiment, 'Training images')).toHaveText('10,000, 1,000 of them held out');
  await expect(experiment.root).toHaveAttribute('data-state', /^(running|done)$/, { timeout: 60_000 });
  await experiment.button('Reset').click();
  await experiment.expectState('idle');
});

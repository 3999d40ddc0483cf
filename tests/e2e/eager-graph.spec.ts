/** A step eagerly and as a graph: by keyboard, by link, on WASM and on WebGPU, and what was counted. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openExperiment, Experiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { placeOf } from './support/site.ts';
import { tabTo } from './support/tab-to.ts';

const onWasm = { backend: 'wasm', preset: 'quick' } as const;

const batchSizes = ({ root }: Experiment) => root.getByLabel('Batch sizes');
const figures = ({ root }: Experiment) => root.getByRole('table', { name: 'One training step' });
const triedRow = ({ root }: Experiment, name: RegExp) => root.getByRole('row', { name });

test('runs by keyboard on WASM, which records nothing and says so', async ({ page }) => {
  test.setTimeout(180_000);
  const problems = await watchProblems(page);
  const experiment = await openExperiment(page, placeOf('eager-graph'), onWasm);
  await tabTo(page, batchSizes(experiment));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2, 4');
  await tabTo(page, experiment.button('Run'));
  await page.keyboard.press('Enter');
  await experiment.expectEnd(120_000);
  await expect(experiment.root).toContainText('no list of commands that could be recorded');
  await expect(experiment.root.locator('[data-part="times"] rect')).toHaveCount(4);
  await experiment.root.getByText('All figures as a table').click();
  await expect(figures(experiment).getByRole('row')).toHaveCount(5);
  await expect(figures(experiment)).not.toContainText('graph');
  await expect(triedRow(experiment, /^It reads its loss/)).toContainText('cannot be recorded: it reads the values');
  await expect(triedRow(experiment, /^Its learning rate/)).toContainText('can be recorded');
  expect(await experiment.result()).toMatchObject({ stepsTried: 6, stepsNotRecordable: 5 });
  await expect(experiment.root).toHaveAttribute('data-leaked-tensors', '0');
  expect(problems).toEqual([]);
});

test('replays a graph on WebGPU with one submit and fewer launches, and the same losses', async ({ page }) => {
  test.setTimeout(240_000);
  const problems = await watchProblems(page);
  const experiment = await openExperiment(page, placeOf('eager-graph'), { ...onWasm, backend: 'webgpu' });
  await batchSizes(experiment).fill('4');
  await experiment.runToEnd(180_000);
  const result = await experiment.result();
  for (const dialect of ['torch', 'keras']) {
    expect(result[`${dialect}GraphSubmits`]).toBe(1);
    expect(result[`${dialect}GraphLaunches`]).toBeLessThan(result[`${dialect}EagerLaunches`] ?? 0);
    expect(result[`${dialect}LossDifference`]).toBeLessThan(1e-3);
  }
  await expect(experiment.root).toContainText('launches become');
  await expect(experiment.root).toHaveAttribute('data-leaked-tensors', '0');
  expect(problems).toEqual([]);
});

test('Step measures one after the other', async ({ page }) => {
  test.setTimeout(180_000);
  const experiment = await openExperiment(page, placeOf('eager-graph'), onWasm);
  await batchSizes(experiment).fill('3');
  const bars = experiment.root.locator('[data-part="times"] rect');
  await experiment.button('Step').click();
  await expect(bars).toHaveCount(1, { timeout: 60_000 });
  await experiment.expectState('paused');
  await experiment.button('Step').click();
  await expect(bars).toHaveCount(2, { timeout: 60_000 });
  await experiment.button('Reset').click();
  await expect(bars).toHaveCount(0);
});

test('a link carries the settings', async ({ page }) => {
  const experiment = await openExperiment(page, placeOf('eager-graph'), onWasm);
  await experiment.root.getByLabel('Network').selectOption('perceptron');
  await batchSizes(experiment).fill('2, 64');
  await experiment.root.getByRole('button', { name: 'Share link' }).click();
  await expect.poll(() => page.url()).toContain('~v1.');
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(batchSizes(experiment)).toHaveValue('2, 64');
  await expect(experiment.root.getByLabel('Network')).toHaveValue('perceptron');
});

for (const values of ['net=cnn&batches=1_1&steps=3&seed=1', 'net=resnet&batches=1&steps=3&seed=1', 'batches=1']) {
  test(`a tampered link says so and keeps the defaults: ${values}`, async ({ page }) => {
    const { path, id } = placeOf('eager-graph');
    await page.goto(`${path}#${id}~v1.preset=quick&backend=wasm&${values}`);
    const experiment = new Experiment(page, id);
    await expect(experiment.alert).toContainText('The link to this experiment has a setting that cannot be');
    await expect(batchSizes(experiment)).toHaveValue('1, 8');
  });
}

test('a field that cannot be is named, and nothing runs', async ({ page }) => {
  const experiment = await openExperiment(page, placeOf('eager-graph'), onWasm);
  await batchSizes(experiment).fill('8, 5000');
  await experiment.button('Run').click();
  await expect(experiment.alert).toContainText('Batch sizes cannot be “8, 5000”.');
  await experiment.expectState('idle');
  await expect(batchSizes(experiment)).toHaveAccessibleDescription(/cannot be “8, 5000”/);
  await expect(batchSizes(experiment)).toHaveAttribute('aria-invalid', 'true');
  await batchSizes(experiment).fill('8');
  await batchSizes(experiment).blur();
  await expect(batchSizes(experiment)).not.toHaveAttribute('aria-invalid');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a run is accessible at 360 px in the ${colorScheme} theme`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 760 });
    const experiment = await openExperiment(page, placeOf('eager-graph'), onWasm);
    await batchSizes(experiment).fill('1, 2');
    await experiment.runToEnd(120_000);
    await experiment.root.getByText('All figures as a table').click();
    const { violations } = await new AxeBuilder({ page })
      .include(`[data-experiment="${placeOf('eager-graph').id}"]`)
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('a program to take away times the same step', async ({ page }) => {
  const experiment = await openExperiment(page, placeOf('eager-graph'), onWasm);
  await batchSizes(experiment).fill('2, 64');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    experiment.root.getByRole('button', { name: 'Download the PyTorch program as a script, .py' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('eager_graph_torch.py');
  expect(await readFile(await download.path(), 'utf8')).toContain('BATCH_SIZES = [2, 64]');
});

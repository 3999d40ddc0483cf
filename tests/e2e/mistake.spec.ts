/** A common mistake, made by keyboard: a framework's message, and two curves. */
import { expect, test } from '@playwright/test';
import { openExperiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { tabTo } from './support/tab-to.ts';

const page = 'teach/widgets/mistake/';
const onWasm = { backend: 'wasm', preset: 'quick' } as const;

test('shows what the framework says of the wrong lines, and nothing of the right ones', async ({ page: tab }) => {
  const problems = await watchProblems(tab);
  const experiment = await openExperiment(tab, { path: page, id: 'backward-twice', kind: 'mistake' }, onWasm);
  await tabTo(tab, experiment.button('Run'));
  await tab.keyboard.press('Enter');
  await experiment.expectEnd(60_000);
  await expect(experiment.root.locator('[data-output="wrong"]')).toContainText('RuntimeError: Trying to backward');
  await expect(experiment.root.locator('[data-output="right"]')).toHaveText('Runs without an error.');
  await experiment.button('Reset').click();
  await expect(experiment.root.locator('[data-output="wrong"]')).toHaveText('');
  expect(problems).toEqual([]);
});

test('draws the curves of a fault of which no framework says a word', async ({ page: tab }) => {
  const problems = await watchProblems(tab);
  const experiment = await openExperiment(tab, { path: page, id: 'missing-zero-grad', kind: 'mistake' }, onWasm);
  await experiment.runToEnd(60_000);
  await expect(experiment.root.locator('[data-part="chart"] .chart-lines path')).toHaveCount(2);
  await expect(experiment.root.locator('[data-part="conclusion"]')).toContainText('Wrong: loss');
  await experiment.root.getByText('Figures as a table').click();
  await expect(experiment.root.getByRole('row')).toHaveCount(12);
  expect(problems).toEqual([]);
});

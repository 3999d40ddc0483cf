/** A trainer's program as a file: the one that the judge runs, with the reader's own settings. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { openExperiment, type Experiment } from './support/experiment.ts';
import { anyTrainer, placeOf } from './support/site.ts';

const buttonOf = ({ root }: Experiment, name: string) => root.getByRole('button', { name });

async function saved(
  page: Page,
  press: () => Promise<void>,
): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test.describe('export', () => {
  test('saves a script with the settings as they are, by keyboard', async ({ page }) => {
    const experiment = await openExperiment(page, anyTrainer(), { seed: 1234 });
    const button = buttonOf(experiment, 'Download the PyTorch program as a script, .py');
    await button.focus();
    const { name, text } = await saved(page, () => page.keyboard.press('Enter'));
    expect(name).toMatch(/^\w+_torch\.py$/);
    expect(text).toContain('SEED = 1234');
    expect(text).toContain('class Net(nn.Module):');
    await expect(experiment.root.locator('[data-part="status"]')).toHaveText(`${name} saved.`);
  });

  test('saves a notebook whose cells are the program', async ({ page }) => {
    const experiment = await openExperiment(page, anyTrainer(), {});
    const press = () => buttonOf(experiment, 'Download the Keras program as a notebook, .ipynb').click();
    const { name, text } = await saved(page, press);
    expect(name).toMatch(/^\w+_keras\.ipynb$/);
    const { nbformat, cells } = JSON.parse(text) as { nbformat: number; cells: { cell_type: string }[] };
    expect(nbformat).toBe(4);
    expect(cells.map(({ cell_type }) => cell_type)).toEqual(['markdown', ...new Array<string>(6).fill('code')]);
  });

  test('saves the schedule and the callbacks of a lab', async ({ page }) => {
    const experiment = await openExperiment(page, placeOf('callback-lab'), {});
    await experiment.root.getByRole('checkbox', { name: /^EarlyStopping/ }).check();
    const press = () => buttonOf(experiment, 'Download the Keras program as a script, .py').click();
    const { text } = await saved(page, press);
    expect(text).toContain('keras.callbacks.EarlyStopping(');
  });

  test('saves nothing of settings that cannot be trained', async ({ page }) => {
    const experiment = await openExperiment(page, anyTrainer(), {});
    await experiment.root.locator('details[data-part="settings"] > summary').click();
    await experiment.root.getByLabel('Batch size', { exact: true }).fill('4096');
    await experiment.root.getByLabel('Training images', { exact: true }).fill('100');
    await buttonOf(experiment, 'Download the Keras program as a script, .py').click();
    await expect(experiment.root.locator('[data-part="status"]')).toContainText('cannot be trained');
  });
});

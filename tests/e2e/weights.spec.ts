/** Weights of a trainer: saved as files, chosen again on another day, and refused where they do not fit. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { openExperiment, type Experiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { anyTrainer, placeOf } from './support/site.ts';
import { tabToOutlined } from './support/tab-to.ts';

interface SavedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

let problems: readonly string[];

test.beforeEach(async ({ page }) => {
  test.setTimeout(180_000);
  problems = await watchProblems(page);
});

test.afterEach(() => {
  expect(problems).toEqual([]);
});

/** A trainer with a small run of MNIST in its form. */
async function openTrainer(page: Page): Promise<Experiment> {
  const experiment = await openExperiment(page, anyTrainer(), { backend: 'wasm' });
  await experiment.root.locator('details[data-part="settings"] > summary').click();
  await experiment.root.getByLabel('Data set', { exact: true }).selectOption('mnist');
  await fill(experiment, 'Training images', '300');
  await fill(experiment, 'Test images', '100');
  await fill(experiment, 'Epochs', '2');
  await experiment.root.getByLabel('Style', { exact: true }).selectOption('torch');
  return experiment;
}

async function fill({ root }: Experiment, label: string, value: string): Promise<void> {
  await root.getByLabel(label, { exact: true }).fill(value);
}

const weightsField = ({ root }: Experiment) => root.getByRole('group', { name: 'Starting weights' });
const fileInput = (experiment: Experiment) => weightsField(experiment).locator('input[type="file"]');
const statusOf = ({ root }: Experiment) => root.locator('[data-part="status"]');
const saveButton = ({ root }: Experiment, name: string) => root.getByRole('button', { name });
const pytorch = 'Download the PyTorch weights, .safetensors';

async function download(page: Page, button: Locator, files: number): Promise<SavedFile[]> {
  const saved: Promise<SavedFile>[] = [];
  page.on('download', (each) =>
    saved.push(
      each.path().then(async (path) => ({
        name: each.suggestedFilename(),
        mimeType: 'application/octet-stream',
        buffer: await readFile(path),
      })),
    ),
  );
  await button.click();
  await expect.poll(() => saved.length, { timeout: 30_000 }).toBe(files);
  page.removeAllListeners('download');
  return await Promise.all(saved);
}

/** What the PyTorch network makes of the first image of the data set. */
async function probabilities({ root }: Experiment): Promise<string[]> {
  const fold = root.locator('details[data-part="inspection"]');
  if (!(await fold.evaluate((element) => element.matches('[open]')))) await fold.locator('> summary').click();
  await root.getByRole('button', { name: /^Show (images|others)/ }).click();
  await fold.locator('[data-part="images"] button').first().click();
  const classes = fold.getByRole('list', { name: 'What PyTorch takes it for' }).getByRole('listitem');
  await expect(classes).not.toHaveCount(0, { timeout: 30_000 });
  return await classes.allInnerTexts();
}

async function firstLoss({ root }: Experiment): Promise<number> {
  await root.getByRole('button', { name: 'Step', exact: true }).click();
  const readout = root.locator('[data-part="readout"]');
  await expect(readout).toContainText(/batch 1\/.* loss/, { timeout: 60_000 });
  const loss = Number(/loss ([\d.]+)/.exec(await readout.innerText())?.[1]);
  await root.getByRole('button', { name: 'Reset', exact: true }).click();
  return loss;
}

test('weights are saved after a run, and on another day they classify and train on as they did', async ({ page }) => {
  const experiment = await openTrainer(page);
  const button = saveButton(experiment, pytorch);
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription('Weights can be saved once a run has trained some.');
  await button.click({ force: true });
  await expect(statusOf(experiment)).toHaveText('Weights can be saved once a run has trained some.');
  const atFirst = await firstLoss(experiment);
  await experiment.runToEnd(120_000);
  const seen = await probabilities(experiment);
  const [safetensors] = await download(page, button, 1);
  const tfjs = await download(page, saveButton(experiment, 'Download the weights for TensorFlow.js'), 2);
  expect(safetensors?.name).toBe('mnist_torch.safetensors');
  expect(tfjs.map(({ name }) => name)).toEqual(['mnist_tfjs.json', 'mnist_tfjs.weights.bin']);

  for (const files of [safetensors ? [safetensors] : [], tfjs]) {
    const again = await openTrainer(page);
    await fileInput(again).setInputFiles(files);
    await expect(weightsField(again)).toContainText(/mnist_[a-z.]+: \d+ tensors, [\d,]+ parameters/);
    await expect(again.root.locator('[data-part="summary"]')).toContainText('from mnist_');
    expect(await probabilities(again)).toEqual(seen);
    await expect(again.root.locator('[data-part="torch-inspected"]')).toContainText('With the weights of mnist_');
    await expect(again.root.locator('[data-part="expectation"]')).not.toContainText('expects');
    expect(await firstLoss(again)).toBeLessThan(atFirst * 0.75);
    await weightsField(again).getByRole('button', { name: 'Remove the file' }).click();
    await expect(fileInput(again)).toBeFocused();
    expect(await firstLoss(again)).toBe(atFirst);
  }
});

test('files that are none, or of another network, are refused at the field, and the file before stays', async ({
  page,
}) => {
  const experiment = await openTrainer(page);
  await experiment.runToEnd(120_000);
  const [good] = await download(page, saveButton(experiment, pytorch), 1);
  const [json, bin] = await download(page, saveButton(experiment, 'Download the weights for TensorFlow.js'), 2);
  if (!good || !json || !bin) throw new Error('Nothing was saved.');
  const input = fileInput(experiment);
  await input.setInputFiles([good]);
  const kept = weightsField(experiment).getByText(/^mnist_torch\.safetensors: \d+ tensors/);
  await expect(kept).toBeVisible();

  const hostile = Buffer.alloc(64);
  hostile.writeBigUInt64LE(2n ** 31n);
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: '', buffer });
  const bad: readonly (readonly [files: SavedFile[], reason: RegExp])[] = [
    [[file('hostile.safetensors', hostile)], /claim a header of 2,147,483,648 bytes; 56 follow/],
    [[file('cut.safetensors', good.buffer.subarray(0, 9_000))], /Its header describes [\d,]+ bytes of numbers; it has/],
    [[file('empty.safetensors', Buffer.alloc(0))], /empty\.safetensors is empty/],
    [[file('notes.txt', Buffer.from('these are words, and no weights at all'))], /claim a header of/],
    [[json], /mnist_tfjs\.weights\.bin, which was not chosen/],
    [[bin], /numbers without the model\.json/],
    [[json, file('other.bin', bin.buffer.subarray(4))], /do not belong together/],
  ];
  for (const [files, reason] of bad) {
    await input.setInputFiles(files);
    await expect(weightsField(experiment)).toContainText(reason);
    await expect(input).toHaveAccessibleDescription(reason);
    await expect(kept).toBeVisible();
  }

  // Another network than the form has: the file knows its own.
  const layers = experiment.root.getByRole('list', { name: 'Layers of the network' });
  const filters = layers.getByLabel('filters', { exact: true }).first();
  const before = await filters.inputValue();
  await filters.fill('3');
  const misfit = /conv1\.weight \[\d+, 1, (\d), \1\] is \[3, 1, \1, \1\] in this network/;
  await expect(weightsField(experiment)).toContainText(misfit);
  await experiment.button('Run').click();
  await expect(experiment.root.locator('[data-part="message"]')).toContainText(misfit);
  await expect(input).toBeFocused();
  await weightsField(experiment).getByRole('button', { name: 'Remove the file' }).click();
  await input.setInputFiles([good]);
  await expect(weightsField(experiment)).toContainText('mnist_torch.safetensors was not taken.');
  await expect(weightsField(experiment)).toContainText('Random, drawn from the seed');
  await weightsField(experiment).getByRole('button', { name: 'Set up the network of the file' }).click();
  await expect(filters).toHaveValue(before);
  await expect(kept).toBeVisible();
});

test('a run from a file says so among the runs, and its link to who receives it', async ({ page }) => {
  const experiment = await openTrainer(page);
  await experiment.runToEnd(120_000);
  const saved = await download(page, saveButton(experiment, pytorch), 1);
  await fileInput(experiment).setInputFiles(saved);
  await expect(weightsField(experiment)).toContainText(/\d tensors/);
  await experiment.button('Reset').click();
  await experiment.expectState('idle');
  await experiment.runToEnd(120_000);
  await experiment.button('Reset').click();
  await expect(experiment.root.locator('[data-part="runs-table"] tr', { hasText: 'Run 2' })).toContainText(
    'from mnist_torch.safetensors',
  );
  const link = await experiment.sharedLink();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(experiment.root.locator('[data-part="message"]')).toContainText('a link does not carry');
});

test('the keyboard alone saves and takes weights away again', async ({ page }) => {
  const experiment = await openTrainer(page);
  await fill(experiment, 'Epochs', '1');
  await experiment.runToEnd(120_000);
  const button = saveButton(experiment, 'Download the Keras weights, .safetensors');
  await tabToOutlined(page, button);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(saved.suggestedFilename()).toBe('mnist_keras.safetensors');
  await expect(statusOf(experiment)).toHaveText('mnist_keras.safetensors saved.');
  await fileInput(experiment).setInputFiles({
    name: 'mnist_keras.safetensors',
    mimeType: '',
    buffer: await readFile(await saved.path()),
  });
  const remove = weightsField(experiment).getByRole('button', { name: 'Remove the file' });
  await tabToOutlined(page, remove, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(weightsField(experiment)).toContainText('Random, drawn from the seed');
});

test('a lab saves the weights of its run', async ({ page }) => {
  const experiment = await openExperiment(page, placeOf('callback-lab'), { backend: 'wasm', preset: 'quick' });
  const button = saveButton(experiment, pytorch);
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await experiment.runToEnd(120_000);
  const [saved] = await download(page, button, 1);
  expect(saved?.name).toMatch(/_torch\.safetensors$/);
  await experiment.button('Reset').click();
  await expect(button).toHaveAttribute('aria-disabled', 'true');
});

for (const theme of ['light', 'dark'] as const) {
  test(`at 360 pixels nothing is cut off, and the field is accessible in the ${theme} theme`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    const experiment = await openTrainer(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    const name = `${'a-long-name-of-a-file-'.repeat(5)}.safetensors`;
    await fileInput(experiment).setInputFiles({ name, mimeType: '', buffer: Buffer.from('words, and no weights') });
    await expect(weightsField(experiment)).toContainText('was not taken');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const results = await new AxeBuilder({ page }).include(`#${await experiment.root.getAttribute('id')}`).analyze();
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
  });
}

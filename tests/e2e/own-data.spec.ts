/** Data of the reader's own: a CSV file, a folder of images, and what cannot be read. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { openExperiment, Experiment } from './support/experiment.ts';
import { traceMainThread } from './support/main-thread.ts';
import { watchProblems } from './support/problems.ts';
import { anyTrainer } from './support/site.ts';
import { tabTo } from './support/tab-to.ts';

const flowers = join(import.meta.dirname, '../judges/exports/flowers.csv');
const bars = join(import.meta.dirname, '../judges/exports/bars.csv');
const good = 'u,v,label\n1,2,a\n2,3,a\n3,4,b\n4,5,b\n';

let problems: readonly string[];

test.beforeEach(async ({ page }) => {
  problems = await watchProblems(page);
});

test.afterEach(() => {
  expect(problems).toEqual([]);
});

const partOf = ({ root }: Experiment, name: string) => root.locator(`[data-part="own-${name}"]`);
const datasetOf = ({ root }: Experiment) => root.getByRole('combobox', { name: 'Data set' });
const fitOf = ({ root }: Experiment) => root.getByRole('button', { name: 'Fit the settings to this data' });

async function openOwnData(page: Page, backend: 'wasm' | 'webgpu' = 'wasm'): Promise<Experiment> {
  const experiment = await openExperiment(page, anyTrainer(), { backend, preset: 'quick' });
  await experiment.root.getByText('Settings', { exact: true }).click();
  await datasetOf(experiment).selectOption('Your own data');
  await expect(partOf(experiment, 'files')).toBeVisible();
  return experiment;
}

async function open(experiment: Experiment, file: string): Promise<void> {
  await partOf(experiment, 'files').setInputFiles(file);
}

async function write(info: TestInfo, name: string, content: string | Buffer): Promise<string> {
  const path = info.outputPath(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** A PNG of one colour. */
async function png(page: Page, width: number, height: number, colour: string): Promise<Buffer> {
  const url = await page.evaluate(
    ([width, height, colour]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext('2d');
      if (context) context.fillStyle = colour;
      context?.fillRect(0, 0, width, height);
      return canvas.toDataURL('image/png');
    },
    [width, height, colour] as const,
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

test('a CSV file of features is opened, fitted and trained in both styles by keyboard', async ({ page }) => {
  test.setTimeout(180_000);
  const experiment = await openExperiment(page, anyTrainer(), { backend: 'wasm', preset: 'quick' });
  await experiment.root.getByText('Settings', { exact: true }).click();
  await datasetOf(experiment).focus();
  await page.keyboard.type('Your');
  await expect(datasetOf(experiment)).toHaveValue('own');
  // Before the way there: Chromium must have heard that the file chooser is the test's when Space opens it.
  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, partOf(experiment, 'files'));
  await page.keyboard.press('Space');
  await (await chooser).setFiles(flowers);
  await expect(partOf(experiment, 'facts')).toHaveText(
    'flowers.csv: 150 rows, 4 features, 3 classes. 120 rows to train on, 30 for the test.',
  );
  await tabTo(page, fitOf(experiment));
  await page.keyboard.press('Space');
  await expect(partOf(experiment, 'facts')).toBeFocused();
  await expect(fitOf(experiment)).toBeHidden();
  await experiment.root.getByRole('combobox', { name: 'Style' }).selectOption('both');
  await experiment.root.getByRole('textbox', { name: 'Epochs' }).fill('25');
  await tabTo(page, experiment.button('Run'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await experiment.expectEnd(120_000);
  const result = await experiment.result();
  expect(result.torchTestAccuracy).toBeGreaterThanOrEqual(0.9);
  expect(result.kerasTestAccuracy).toBeGreaterThanOrEqual(0.9);
  const classes = experiment.root.locator('[data-part="torch-confusion"] tbody th');
  await expect(classes).toHaveText(['Iris setosa', 'Iris versicolor', 'Iris virginica']);
  await expect(experiment.root.getByRole('textbox', { name: 'Training rows' })).toHaveValue('120');
  await expect(experiment.root.getByRole('rowheader', { name: 'Rows per second' })).toBeVisible();
  await expect(experiment.root.getByText('PyTorch on test rows')).toBeAttached();
  await datasetOf(experiment).selectOption('mnist');
  await expect(experiment.root.getByRole('textbox', { name: 'Training images' })).toBeVisible();
  await expect(experiment.root.getByRole('rowheader', { name: 'Rows per second' })).toBeVisible();
});

test('features lie on the GPU, and their steps are recorded and replayed', async ({ page }) => {
  test.setTimeout(180_000);
  const experiment = await openOwnData(page, 'webgpu');
  await open(experiment, flowers);
  await fitOf(experiment).click();
  await experiment.root.getByRole('combobox', { name: 'Style' }).selectOption('both');
  await experiment.root.getByRole('textbox', { name: 'Epochs' }).fill('25');
  await experiment.button('Run').click();
  await experiment.expectEnd(150_000);
  const result = await experiment.result();
  expect(result.torchTestAccuracy).toBeGreaterThanOrEqual(0.9);
  expect(result.kerasTestAccuracy).toBeGreaterThanOrEqual(0.9);
  await expect(experiment.root.getByText(/^Graph · .* a step · /)).toBeVisible();
});

test('a CSV file of pixels is seen as images, and another label is another set of classes', async ({ page }) => {
  const experiment = await openOwnData(page);
  await open(experiment, bars);
  await expect(partOf(experiment, 'facts')).toContainText('8 × 8 pixels, grey, 2 classes');
  await expect(partOf(experiment, 'images').locator('canvas')).toHaveCount(16);
  await open(experiment, flowers);
  await expect(partOf(experiment, 'facts')).toContainText('flowers.csv');
  const label = experiment.root.getByRole('combobox', { name: 'Column of the label' });
  await label.selectOption('depth');
  await expect(partOf(experiment, 'problem')).toContainText('flowers.csv stays open.');
  await expect(label).toHaveValue('5');
  await experiment.root.getByRole('button', { name: 'Remove this data' }).click();
  await expect(experiment.root.getByText('No data of your own is open.')).toBeVisible();
});

test('a folder of images is read with its folders as classes, and trains', async ({ page }, info) => {
  const experiment = await openOwnData(page);
  for (const [name, colour] of [
    ['red', '#c02020'],
    ['blue', '#2020c0'],
  ] as const) {
    for (let number = 0; number < 20; number++) {
      await write(info, `colours/${name}/${number}.png`, await png(page, 20 + number, 24, colour));
    }
  }
  await write(info, 'colours/red/notes.txt', 'no image');
  await partOf(experiment, 'folder').setInputFiles(info.outputPath('colours'));
  await expect(partOf(experiment, 'facts')).toHaveText(
    'colours: 40 images, 32 × 32 pixels, in colour, 2 classes. 32 images to train on, 8 for the test.',
  );
  await expect(partOf(experiment, 'notes')).toContainText('The images have 20 sizes; all are resized to 32 × 32');
  await expect(partOf(experiment, 'notes')).toContainText('Left out 1 file (notes.txt)');
  await experiment.root.getByRole('combobox', { name: 'Size in pixels' }).selectOption('28');
  await expect(partOf(experiment, 'facts')).toContainText('28 × 28 pixels');
  await fitOf(experiment).click();
  await experiment.root.getByRole('textbox', { name: 'Epochs' }).fill('8');
  await experiment.runToEnd(60_000);
  expect((await experiment.result()).testAccuracy).toBe(1);
});

test('what cannot be read is told at the field, and what was open stays', async ({ page }, info) => {
  const experiment = await openOwnData(page);
  await open(experiment, flowers);
  await expect(partOf(experiment, 'facts')).toContainText('flowers.csv');
  for (const [name, content, message] of [
    ['ragged.csv', `${good}1,2\n`, 'Line 6 of ragged.csv has 2 cells, the first line has 3.'],
    ['text.csv', `${good}1,many,b\n`, 'Line 6 of text.csv has “many” in the column “v”'],
    ['one.csv', 'u,label\n1,a\n2,a\n', 'The column “label” has one class alone, “a”.'],
    ['empty.csv', '', 'empty.csv is empty.'],
    ['archive.csv', 'PK\u0003\u0004\u0000\u0000', 'archive.csv is no text file.'],
  ] as const) {
    await open(experiment, await write(info, name, content));
    await expect(partOf(experiment, 'problem')).toContainText(message);
    await expect(partOf(experiment, 'problem')).toContainText('flowers.csv stays open.');
    await expect(partOf(experiment, 'facts')).toContainText('flowers.csv: 150 rows');
  }
});

test('ten million cells leave the page quick, are refused in words, and can be cancelled', async ({ page }, info) => {
  test.setTimeout(120_000);
  const experiment = await openOwnData(page);
  const row = '0.5,'.repeat(1_000);
  const content = Array.from({ length: 10_100 }, (_, index) => `${row}${index % 2}`).join('\n');
  const large = await write(info, 'large.csv', content);
  const cancel = experiment.root.getByRole('button', { name: 'Cancel' });
  await open(experiment, large);
  await cancel.click();
  await expect(cancel).toBeHidden();
  await open(experiment, large);
  const problem = await partOf(experiment, 'problem').elementHandle();
  const tasks = await traceMainThread(page, async () => {
    await page.evaluate(
      (line) =>
        new Promise<void>((resolve) => {
          new MutationObserver(() => {
            if (line.textContent) resolve();
          }).observe(document.body, { childList: true, characterData: true, subtree: true });
          if (line.textContent) resolve();
        }),
      problem,
    );
  });
  await expect(partOf(experiment, 'problem')).toContainText('more than 10 million numbers');
  expect(Math.max(...tasks.map(({ workMilliseconds }) => workMilliseconds))).toBeLessThan(100);
});

test('a link holds none of the data, and says so to who opens it', async ({ page }) => {
  const experiment = await openOwnData(page);
  await open(experiment, flowers);
  await fitOf(experiment).click();
  const link = await experiment.sharedLink();
  expect(link).not.toContain('flowers');
  const other = await page.context().newPage();
  await other.goto(link);
  const received = new Experiment(other, anyTrainer().id);
  await expect(received.alert).toContainText('data of its sender’s, which stayed on their machine');
  await received.root.getByText('Settings', { exact: true }).click();
  await expect(datasetOf(received)).not.toHaveValue('own');
});

for (const theme of ['light', 'dark'] as const) {
  test(`is without fault in accessibility and fits a small screen, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width: 360, height: 740 });
    const experiment = await openOwnData(page);
    await open(experiment, flowers);
    await expect(partOf(experiment, 'facts')).toContainText('flowers.csv');
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).include('[data-part="own-data"]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    const wide = await experiment.root.locator('[data-part="own-data"]').evaluate((panel) =>
      [...panel.querySelectorAll('*')].flatMap((element) => {
        const isScrolled = element.closest('.trainer-scroll') !== null;
        return !isScrolled && element.getBoundingClientRect().right > innerWidth ? element.outerHTML.slice(0, 80) : [];
      }),
    );
    expect(wide).toEqual([]);
  });
}

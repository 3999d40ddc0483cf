/** The trainer's parts around a run: layers, runs to compare, confusion matrix, histograms, and the look inside. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { openExperiment, type Experiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { anyTrainer } from './support/site.ts';

const quick = { backend: 'wasm', preset: 'quick' } as const;

let problems: readonly string[];

test.beforeEach(async ({ page }) => {
  problems = await watchProblems(page);
});

test.afterEach(() => {
  expect(problems).toEqual([]);
});

async function openTrainer(page: Page): Promise<Experiment> {
  return await openExperiment(page, anyTrainer(), quick);
}

async function openSettings({ root }: Experiment): Promise<void> {
  await root.getByText('Settings', { exact: true }).click();
}

const layersOf = ({ root }: Experiment) => root.getByRole('list', { name: 'Layers of the network' });
const typesOf = async (experiment: Experiment) =>
  await layersOf(experiment)
    .getByRole('combobox', { name: 'Layer type' })
    .evaluateAll((fields) => fields.map((field) => (field instanceof HTMLSelectElement ? field.value : '')));
const foldOf = ({ root }: Experiment, title: string) => root.locator('summary', { hasText: title });

test.describe('the layers', () => {
  test('are moved by the keyboard, which stays on its button, and by dragging', async ({ page }) => {
    const experiment = await openTrainer(page);
    await openSettings(experiment);
    const before = await typesOf(experiment);
    await layersOf(experiment).getByRole('button', { name: 'Move layer 1 down' }).focus();
    await page.keyboard.press('Enter');
    await expect(layersOf(experiment).getByRole('button', { name: 'Move layer 2 down' })).toBeFocused();
    await expect(experiment.root.getByRole('status').first()).toContainText(`is now layer 2 of ${before.length}`);
    expect(await typesOf(experiment)).toEqual([before[1], before[0], ...before.slice(2)]);
    const grips = layersOf(experiment).locator('[data-part="grip"]');
    await grips.first().scrollIntoViewIfNeeded();
    const [from, to] = await Promise.all([grips.nth(1).boundingBox(), grips.first().boundingBox()]);
    if (!from || !to) throw new Error('A grip is not drawn.');
    await page.mouse.move(from.x + 4, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 4, to.y - 4, { steps: 6 });
    await page.mouse.up();
    expect(await typesOf(experiment)).toEqual(before);
  });

  test('are moved by a finger, and the page stays where it is', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 760 });
    const experiment = await openTrainer(page);
    await openSettings(experiment);
    const before = await typesOf(experiment);
    const grips = layersOf(experiment).locator('[data-part="grip"]');
    await grips.first().evaluate((grip) => grip.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const [from, to] = await Promise.all([grips.first().boundingBox(), grips.nth(1).boundingBox()]);
    if (!from || !to) throw new Error('A grip is not drawn.');
    const scrolled = await page.evaluate(() => scrollY);
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove', y: number) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: from.x + 8, y }] });
    await touch('touchStart', from.y + 12);
    for (let step = 1; step <= 8; step += 1) await touch('touchMove', from.y + 12 + ((to.y - from.y + 60) * step) / 8);
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => typesOf(experiment)).toEqual([before[1], before[0], ...before.slice(2)]);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  });

  test('go back where they were when Escape ends a drag', async ({ page }) => {
    const experiment = await openTrainer(page);
    await openSettings(experiment);
    const before = await typesOf(experiment);
    const grip = layersOf(experiment).locator('[data-part="grip"]').first();
    await grip.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const beyond = layersOf(experiment).locator('[data-part="grip"]').nth(1);
    const [box, next] = await Promise.all([grip.boundingBox(), beyond.boundingBox()]);
    if (!box || !next) throw new Error('A grip is not drawn.');
    await page.mouse.move(box.x + 4, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + 4, next.y + 60, { steps: 6 });
    await expect.poll(() => typesOf(experiment)).not.toEqual(before);
    await page.keyboard.press('Escape');
    expect(await typesOf(experiment)).toEqual(before);
    await page.mouse.up();
  });

  test('state an input size to PyTorch, which raises its own error; Keras infers it; a link carries it', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const experiment = await openTrainer(page);
    await openSettings(experiment);
    const field = experiment.root.getByRole('textbox', { name: /^PyTorch in_(channels|features)$/ }).first();
    await field.fill('77');
    await expect(
      experiment.root.getByText(/PyTorch: RuntimeError: .*77.* Keras infers \d+ and just works\./),
    ).toBeVisible();
    await experiment.root.getByRole('button', { name: 'Share link' }).click();
    await expect.poll(() => page.url()).toContain('i77');
    await page.reload();
    await expect(experiment.button('Run')).toBeEnabled();
    await openSettings(experiment);
    await expect(field).toHaveValue('77');
    await experiment.button('Run').click();
    await experiment.expectState('failed');
    await expect(experiment.alert).toContainText('RuntimeError');
    await experiment.alert.getByRole('button', { name: /Keras alone/ }).click();
    await experiment.expectEnd(90_000);
  });

  test('that leave nothing are told at the layer, and the code keeps the last that fit', async ({ page }) => {
    const experiment = await openTrainer(page);
    await openSettings(experiment);
    const type = layersOf(experiment).getByRole('combobox', { name: 'Layer type' }).first();
    await type.selectOption('maxPool2d');
    for (let layer = 1; layer < 6; layer += 1) {
      await layersOf(experiment).getByRole('button', { name: 'Add a layer below layer 1', exact: true }).click();
      await layersOf(experiment).getByRole('combobox', { name: 'Layer type' }).nth(1).selectOption('maxPool2d');
    }
    await expect(experiment.root.getByText(/a window of 2x2 is larger than its input of 1x1/)).toBeVisible();
    await expect(experiment.root.getByText('The layers do not fit')).toBeVisible();
    await experiment.button('Run').click();
    await expect(experiment.alert).toContainText('larger than its input');
    await experiment.expectState('idle');
    await expect(experiment.root.getByText('still the last settings that fit').first()).toBeVisible();
    await expect(experiment.root.getByRole('region', { name: 'PyTorch code' })).toContainText('class Net(nn.Module)');
  });
});

/** Cells of the first confusion matrix. */
const matrixOf = ({ root }: Experiment) => root.getByRole('grid').first();

test('a cell of the confusion matrix opens its images by keyboard, and an image its layers', async ({ page }) => {
  test.setTimeout(120_000);
  const experiment = await openTrainer(page);
  await experiment.runToEnd(60_000);
  await foldOf(experiment, 'Test images and confusion matrices').click();
  const cells = matrixOf(experiment).getByRole('gridcell');
  const counts = await matrixOf(experiment).locator('tbody td').allInnerTexts();
  // The second row's cell of its own class: an image of class 1 is found.
  const place = 11;
  await matrixOf(experiment).locator('tbody td').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(matrixOf(experiment).locator('tbody td').nth(place)).toBeFocused();
  await page.keyboard.press('Enter');
  const examples = experiment.root.getByRole('region', { name: /Images of a cell/ }).first();
  const tiles = examples.getByRole('button');
  await expect(tiles).toHaveCount(Math.min(12, Number(counts[place])));
  await expect(examples).toContainText(`: ${Number(counts[place])} images`);
  expect(await cells.count()).toBeGreaterThan(99);
  await tiles.first().click();
  await expect(experiment.root.getByRole('group', { name: 'The chosen image' })).toBeFocused();
  await expect(experiment.root.getByText('As it was trained.').first()).toBeVisible();
  await expect(
    experiment.root
      .getByRole('list', { name: /What \w+ takes it for/ })
      .first()
      .getByRole('listitem'),
  ).toHaveCount(10);
  await expect(experiment.root.getByRole('img', { name: /^filters, / }).first()).toBeVisible();
});

test('another image is looked into while a run is paused, and no step is trained for it', async ({ page }) => {
  test.setTimeout(120_000);
  const experiment = await openTrainer(page);
  await foldOf(experiment, 'Look inside').click();
  await experiment.root.getByRole('button', { name: 'Show images' }).click();
  const images = experiment.root.locator('[data-part="images"]').getByRole('button');
  await expect(images).toHaveCount(12);
  await images.first().click();
  await experiment.button('Step').click();
  await experiment.expectState('paused', 50_000);
  await expect(experiment.root.getByText(/^Epoch 1, batch \d+\.$/).first()).toBeVisible();
  const classes = () => experiment.root.getByRole('list', { name: /What \w+ takes it for/ }).allTextContents();
  const done = await experiment.root.locator('[data-part="readout"]').textContent();
  const before = await classes();
  await images.nth(5).click();
  await expect.poll(classes).not.toEqual(before);
  await experiment.expectState('paused');
  expect(await experiment.root.locator('[data-part="readout"]').textContent()).toBe(done);
});

test('runs stay to be compared: drawn, hidden, removed', async ({ page }) => {
  test.setTimeout(180_000);
  const experiment = await openTrainer(page);
  await experiment.runToEnd(60_000);
  await openSettings(experiment);
  await experiment.root.getByRole('textbox', { name: 'Learning rate' }).fill('0.02');
  await experiment.button('Run').click();
  // The run before is done until this one begins.
  await experiment.expectState('running');
  await experiment.expectEnd(60_000);
  const loss = experiment.root.getByRole('img', { name: 'Loss' });
  await expect(loss).toContainText('Run 1, PyTorch');
  await experiment.button('Reset').click();
  const runs = experiment.root.getByRole('region', { name: 'Runs to compare' });
  await expect(runs.getByRole('row').filter({ hasText: 'Run 2' })).toContainText('learning rate 0.02');
  await expect(loss).toContainText('Run 2, Keras');
  await runs.getByRole('checkbox', { name: 'Show the curves of Run 1' }).uncheck();
  await expect(loss).not.toContainText('Run 1');
  await runs.getByRole('button', { name: 'Remove Run 2' }).click();
  await expect(loss).not.toContainText('Run 2');
  await expect(runs.getByRole('button', { name: 'Remove Run 1' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(runs).toBeHidden();
});

test('histograms of a parameter are drawn for each epoch, with the same in a table', async ({ page }) => {
  test.setTimeout(120_000);
  const experiment = await openTrainer(page);
  await foldOf(experiment, 'Weights and gradients').click();
  await experiment.runToEnd(60_000);
  const drawn = experiment.root.getByRole('img', { name: 'PyTorch: values' }).locator('.chart-ridges path');
  await expect.poll(() => drawn.count()).toBeGreaterThan(1);
  const count = await drawn.count();
  const table = experiment.root.getByRole('region', { name: 'PyTorch, values of each epoch' });
  await experiment.root.getByText('As a table', { exact: true }).first().click();
  await expect(table.getByRole('row')).toHaveCount(count + 1);
  const before = await drawn.last().getAttribute('d');
  await experiment.root.getByRole('combobox', { name: 'Parameter' }).selectOption({ index: 1 });
  await expect.poll(() => drawn.last().getAttribute('d')).not.toBe(before);
});

/** A PNG of a black digit on white paper, made by the page. */
async function paperDigit(page: Page, width: number, height: number): Promise<Buffer> {
  const dataUrl = await page.evaluate(
    ([w, h]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [w, h];
      const context = canvas.getContext('2d');
      if (!context) return '';
      context.fillStyle = 'white';
      context.fillRect(0, 0, w, h);
      context.fillStyle = 'black';
      context.fillRect(w / 2 - w / 20, h / 5, w / 10, (3 * h) / 5);
      return canvas.toDataURL('image/png');
    },
    [width, height] as const,
  );
  return Buffer.from(dataUrl.split(',')[1] ?? '', 'base64');
}

const classesOf = (experiment: Experiment, framework: string): Locator =>
  experiment.root.getByRole('list', { name: `What ${framework} takes it for` }).getByRole('listitem');

test('a drawing and a file are classified by both networks, and a reset frees them', async ({ page }) => {
  test.setTimeout(120_000);
  const experiment = await openTrainer(page);
  await foldOf(experiment, 'Look inside').click();
  await expect(experiment.root.locator('[data-part="inspection-body"]')).toHaveAttribute('aria-busy', 'false');
  const pad = experiment.root.getByRole('application', { name: 'Draw' });
  // By keyboard: the pen goes down, draws a line downwards, and is lifted.
  await pad.focus();
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(experiment.root.getByText(/Your drawing, /)).toBeVisible();
  await experiment.runToEnd(60_000);
  for (const framework of ['PyTorch', 'Keras']) await expect(classesOf(experiment, framework)).toHaveCount(10);
  await expect(experiment.root.getByText('As it was trained.')).toHaveCount(2);
  await expect(experiment.root.getByText(/^PyTorch: .* Keras: /)).toBeVisible();
  const before = await classesOf(experiment, 'Keras').allInnerTexts();

  const file = experiment.root.getByLabel('An image of yours');
  await file.setInputFiles({
    name: 'paper.png',
    mimeType: 'image/png',
    buffer: await paperDigit(page, 640, 480),
  });
  await expect(experiment.root.getByText(/resized from 640 × 480 to \d+ × \d+ pixels\..*middle square/)).toBeVisible();
  await expect.poll(() => classesOf(experiment, 'Keras').allInnerTexts()).not.toEqual(before);
  await file.setInputFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('no image'),
  });
  await expect(experiment.root.getByText(/notes\.txt is no image that this browser can read/)).toBeVisible();
  await expect(experiment.root).toHaveAttribute('data-leaked-tensors', '0');

  await experiment.button('Reset').click();
  await expect(classesOf(experiment, 'Keras')).toHaveCount(0);
  await expect(experiment.root.getByText('Press Run to train it.')).toHaveCount(2);
});

test('an image of the data set is watched while a network trains', async ({ page }) => {
  test.setTimeout(180_000);
  const experiment = await openExperiment(page, anyTrainer(), { ...quick, preset: 'standard' });
  await foldOf(experiment, 'Look inside').click();
  await experiment.root.getByRole('button', { name: 'Show images' }).click();
  const images = experiment.root.locator('[data-part="images"]').getByRole('button');
  await expect(images).toHaveCount(12);
  await images.first().click();
  await experiment.button('Run').click();
  await expect(experiment.root.getByText(/^Epoch 1, batch \d+\.$/).first()).toBeVisible({ timeout: 60_000 });
  const activations = experiment.root.getByRole('img', { name: /^activations, / }).first();
  await expect(activations).toBeVisible();
  await experiment.button('Reset').click();
  await experiment.expectState('idle');
});

test('nothing is wider than a phone of 360 pixels, all folds open', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 360, height: 740 });
  const experiment = await openTrainer(page);
  await foldOf(experiment, 'Look inside').click();
  await experiment.runToEnd(60_000);
  await experiment.root.locator('details').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '');
  });
  const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth] as const);
  expect(scroll).toBeLessThanOrEqual(inner);
});

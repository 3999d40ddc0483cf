/** The loss surface: by keyboard, step by step, by link, and the files that it saves. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openExperiment, Experiment, type Choices } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { placeOf } from './support/site.ts';
import { tabTo } from './support/tab-to.ts';

const onWasm = { backend: 'wasm', preset: 'quick' } as const;

const open = (page: Page, choices: Choices = onWasm) => openExperiment(page, placeOf('loss-surface'), choices);
const field = ({ root }: Experiment, name: string) => root.getByLabel(name, { exact: true });
const map = ({ root }: Experiment) => root.getByRole('application', { name: 'Start of the race on the map' });
const figureOf = ({ root }: Experiment, optimizer: string) => root.locator(`[data-figure="${optimizer}"]`);
const status = ({ root }: Experiment) => root.getByRole('status');

test.describe('loss surface', () => {
  test('prints the losses of the source, in Keras as in PyTorch', async ({ page }) => {
    const problems = await watchProblems(page);
    const experiment = await open(page);
    for (const framework of ['PyTorch', 'Keras']) {
      await experiment.root.getByRole('radio', { name: framework }).check({ force: true });
      await experiment.runToEnd(60_000);
      const result = await experiment.result();
      const losses = Array.from({ length: 10 }, (_, index) => result[`loss${(index + 1) * 100}`]?.toFixed(4));
      expect(losses.join(' ')).toBe('0.2024 0.1098 0.0627 0.0371 0.0232 0.0156 0.0115 0.0093 0.0081 0.0074');
      expect(Math.abs((result.slope ?? NaN) - 3)).toBeLessThan(0.05);
      expect(Math.abs((result.intercept ?? NaN) - 4)).toBeLessThan(0.05);
      await expect(experiment.root).toHaveAttribute('data-leaked-tensors', '0');
    }
    await experiment.root.getByText('Loss before the step of an epoch, as a table').click();
    const table = experiment.root.getByRole('table', { name: 'Loss before the step of an epoch' });
    await expect(table.getByRole('row')).toHaveCount(11);
    await expect(table.getByRole('row', { name: /^100 / })).toContainText('0.2024');
    expect(problems).toEqual([]);
  });

  test('nothing is drawn or loaded for drawing before the map is touched', async ({ page }) => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    const experiment = await open(page, { backend: 'wasm' });
    await experiment.root.scrollIntoViewIfNeeded();
    expect(scripts.join(' ')).not.toContain('surface-view');
    await map(experiment).press('ArrowUp');
    await expect(experiment.root.locator('.surface-start path')).toHaveCount(1);
    expect(scripts.join(' ')).toContain('surface-view');
  });

  test('is raced from a start chosen by keyboard, step by step', async ({ page }) => {
    const experiment = await open(page);
    await tabTo(page, map(experiment));
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowUp');
    await expect(status(experiment)).toHaveText('Start: weight 2.75, bias 5.25');
    await expect(field(experiment, 'Start: weight')).toHaveValue('2.75');
    await expect(experiment.root.locator('[data-part="torch-code"]')).toContainText('start = [2.75, 5.25]');
    await page.keyboard.press('Tab');
    await tabTo(page, field(experiment, 'Epochs'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('7');
    await experiment.button('Step').focus();
    await page.keyboard.press('Enter');
    await experiment.expectState('paused');
    const readout = experiment.root.locator('[data-part="readout"]');
    await expect(readout).toHaveText('Epoch 1 of 7');
    await page.keyboard.press('Enter');
    await expect(readout).toHaveText('Epoch 2 of 7');
    await expect(figureOf(experiment, 'sgd')).toContainText(/^loss \d+\.\d{4} at \(\d\.\d\d, \d\.\d\d\)$/);
    await expect(figureOf(experiment, 'momentum')).toBeEmpty();
    await experiment.button('Resume').focus();
    await page.keyboard.press('Enter');
    await experiment.expectEnd(60_000);
    await expect(readout).toHaveText('Epoch 7 of 7');
    await expect(experiment.root.locator('.surface-heads g')).toHaveCount(2);
  });

  test('is raced from where the map is tapped, and goes back to what the layer draws', async ({ page }) => {
    const experiment = await open(page);
    const box = await map(experiment).boundingBox();
    if (!box) throw new Error('The map is not on the page.');
    await map(experiment).click({ position: { x: box.width * 0.75, y: box.height * 0.25 } });
    await expect(status(experiment)).toHaveText(/^Start: weight \d\.?\d*, bias \d\.?\d*$/);
    await experiment.root.getByRole('button', { name: 'Random start' }).click();
    await expect(field(experiment, 'Start: weight')).toHaveValue('');
    await expect(experiment.root.locator('[data-part="torch-code"]')).toContainText('drawn = nn.Linear(1, 1)');
  });

  test('shows another problem with its own axes and learning rates', async ({ page }) => {
    const experiment = await open(page);
    await experiment.runToEnd(60_000);
    await experiment.root.getByRole('radio', { name: 'Two hidden units' }).check({ force: true });
    await expect(field(experiment, 'Start: first weight')).toBeVisible();
    await expect(field(experiment, 'Learning rate of SGD')).toHaveValue('0.1');
    await expect(experiment.root.locator('.surface-bands path')).toHaveCount(0);
    await experiment.runToEnd(60_000);
    await expect(experiment.root.locator('[data-part="expectation"]')).toContainText('Settings differ');
    const result = await experiment.result();
    expect(result.lowestLoss).toBeLessThan(0.011);
    expect(Object.keys(result)).toContain('firstWeight');
  });

  test('goes on without an optimizer that diverges', async ({ page }) => {
    const experiment = await open(page);
    await field(experiment, 'Learning rate of SGD').fill('2');
    await experiment.runToEnd(60_000);
    await expect(figureOf(experiment, 'sgd')).toHaveText(/^diverged after \d+ steps$/);
    await expect(figureOf(experiment, 'adam')).toContainText('loss 0.00');
    expect(await experiment.result()).toMatchObject({ diverged: 1 });
  });

  test('answers what cannot be raced, at the field', async ({ page }) => {
    const experiment = await open(page);
    await field(experiment, 'Learning rate of Adam').fill('fast');
    await experiment.button('Run').click();
    await expect(experiment.alert).toContainText('The learning rate of Adam cannot be “fast”.');
    await expect(field(experiment, 'Learning rate of Adam')).toBeFocused();
    await expect(field(experiment, 'Learning rate of Adam')).toHaveAccessibleDescription(/cannot be “fast”/);
    await expect(experiment.root.locator('[data-part="behind"]')).toBeVisible();
    await experiment.expectState('idle');
    await field(experiment, 'Learning rate of Adam').fill('0.05');
    await field(experiment, 'Learning rate of Adam').press('Tab');
    await expect(experiment.root.locator('[aria-invalid]')).toHaveCount(0);
    await expect(experiment.alert).toBeEmpty();
    await expect(experiment.root.locator('[data-part="behind"]')).toBeHidden();
    for (const name of ['SGD', 'Adam']) {
      await experiment.root.getByRole('checkbox', { name, exact: true }).uncheck({ force: true });
    }
    await experiment.button('Run').click();
    await expect(experiment.alert).toContainText('No optimizer takes part.');
  });

  test('a link carries all of the settings', async ({ page }) => {
    const experiment = await open(page);
    await experiment.root.getByRole('radio', { name: 'Two hidden units' }).check({ force: true });
    await experiment.root.getByRole('radio', { name: 'Keras' }).check({ force: true });
    await experiment.root.getByRole('checkbox', { name: 'Adagrad' }).check({ force: true });
    await field(experiment, 'Learning rate of RMSprop').fill('0.125');
    await field(experiment, 'Epochs').fill('20');
    await field(experiment, 'Start: first weight').fill('-1.5');
    await field(experiment, 'Start: second weight').fill('2');
    const link = await experiment.sharedLink();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(field(experiment, 'Start: first weight')).toHaveValue('-1.5');
    await expect(experiment.root.getByRole('radio', { name: 'Keras' })).toBeChecked();
    await expect(experiment.root.getByRole('checkbox', { name: 'Adagrad' })).toBeChecked();
    await expect(field(experiment, 'Learning rate of RMSprop')).toHaveValue('0.125');
    await experiment.runToEnd(60_000);
    await expect(experiment.root.locator('.surface-heads g')).toHaveCount(3);
    expect(await experiment.sharedLink()).toBe(link);
  });

  const race = 'sgd:1,-momentum:1,-nesterov:1,-adagrad:1,-rmsprop:1,-adadelta:1,-adam:1,-adamw:1';
  for (const [values, answer] of [
    ['problem=cubic', 'names no problem'],
    [`problem=regression&api=torch&epochs=99999&grid=9&seed=1&start=&race=${race}`, 'Epochs cannot be “99999”'],
    ['problem=regression&api=torch&epochs=9&grid=9&seed=1&start=&race=%3Cb%3E', 'each optimizer once'],
  ] as const) {
    test(`a tampered link says so and keeps the defaults: ${values}`, async ({ page }) => {
      const { path, id } = placeOf('loss-surface');
      await page.goto(`${path}#${id}~v1.preset=quick&backend=wasm&${values}`);
      const experiment = new Experiment(page, id);
      await expect(experiment.alert).toContainText(answer);
      await expect(field(experiment, 'Epochs')).toHaveValue('1000');
      await expect(experiment.root.getByRole('radio', { name: 'Linear regression' })).toBeChecked();
    });
  }

  test('saves the program of the settings as they are', async ({ page }) => {
    const experiment = await open(page);
    await field(experiment, 'Seed').fill('7');
    const save = (name: string) => experiment.root.getByRole('button', { name: `Download the ${name}` });
    const [script] = await Promise.all([
      page.waitForEvent('download'),
      save('PyTorch program as a script, .py').click(),
    ]);
    expect(script.suggestedFilename()).toBe('loss_surface_torch.py');
    expect(await readFile(await script.path(), 'utf8')).toContain('torch.manual_seed(7)');
    await field(experiment, 'Seed').fill('seven');
    await save('Keras program as a notebook, .ipynb').click();
    await expect(status(experiment)).toContainText('cannot be trained');
  });

  test('is as wide as a narrow phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    const experiment = await open(page);
    await experiment.runToEnd(60_000);
    const overflow = await experiment.root.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`a finished race is accessible in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const experiment = await open(page);
      await experiment.runToEnd(60_000);
      await experiment.root.locator('details').evaluateAll((folds) => {
        for (const fold of folds) fold.setAttribute('open', '');
      });
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    });
  }
});

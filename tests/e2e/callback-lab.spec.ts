/** The callback and scheduler lab: by keyboard, by link, and what it tells of schedules and callbacks. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Experiment, openExperiment, type Choices } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { experimentPlaces, type ExperimentPlace } from './support/site.ts';
import { tabTo } from './support/tab-to.ts';

const onWasm = { backend: 'wasm', preset: 'quick' } as const;
const RUN_MILLISECONDS = 60_000;

function placeOf(id: string): ExperimentPlace {
  const place = experimentPlaces.find((each) => each.kind === 'callback-lab' && each.id === id);
  if (!place) throw new Error(`The site has no callback lab ${id} to test.`);
  return place;
}

const open = (page: Page, choices: Choices = onWasm, id = 'step-lr') => openExperiment(page, placeOf(id), choices);

const scheduleOf = ({ root }: Experiment, framework: string) =>
  root.getByRole('region', { name: framework, exact: true }).getByRole('combobox', { name: 'Schedule' });
const curves = ({ root }: Experiment) => root.locator('[data-part="rates-chart"] .chart-legend text');
const problems = ({ root }: Experiment) => root.locator('.lab-problem:not(:empty)');

test.describe('the lab', () => {
  test('loads nothing that draws before the reader wants it', async ({ page }) => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    const lab = await open(page, { backend: 'wasm' });
    await lab.root.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    expect(scripts.join(' ')).not.toContain('readout');
    await lab.root.getByRole('button', { name: 'Draw the schedule ahead' }).click();
    await expect(curves(lab)).toHaveText(['PyTorch, ahead', 'Keras, ahead']);
  });

  test('is used by keyboard alone: a schedule, a parameter, a mistake, a run', async ({ page }) => {
    const faults = await watchProblems(page);
    const lab = await open(page);
    await tabTo(page, scheduleOf(lab, 'PyTorch'));
    await page.keyboard.type('Exp');
    await expect(scheduleOf(lab, 'PyTorch')).toHaveValue('ExponentialLR');
    const gamma = lab.root.getByRole('textbox', { name: 'gamma' });
    await tabTo(page, gamma);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('0.5');
    await expect(lab.root.getByRole('region', { name: 'PyTorch code' })).toContainText('gamma=0.5');
    await expect(curves(lab)).toHaveText(['PyTorch, ahead', 'Keras, ahead']);
    await tabTo(page, lab.root.getByRole('radio', { name: 'optimizer' }));
    await page.keyboard.press('ArrowRight');
    await expect(lab.root.locator('[data-part="torch-remark"]')).toContainText('UserWarning: Detected call of');
    await expect(curves(lab)).toHaveText(['PyTorch, as meant', 'PyTorch, ahead', 'Keras, ahead']);
    await lab.button('Run').focus();
    await page.keyboard.press('Enter');
    await lab.expectEnd(RUN_MILLISECONDS);
    expect(await lab.result()).toMatchObject({ warnings: 1, 'torchLearningRate[1]': 0.00075 });
    await expect(curves(lab)).toContainText(['PyTorch, the run', 'Keras, the run']);
    await expect(lab.root.getByRole('region', { name: 'Timeline of PyTorch' })).toContainText('ExponentialLR');
    expect(faults).toEqual([]);
  });

  test('says at the field what cannot be, and goes there', async ({ page }) => {
    const lab = await open(page);
    await lab.root.getByRole('textbox', { name: 'step_size' }).fill('0');
    await expect(problems(lab)).toHaveText('step_size is 0. Use a whole number from 1 to 1000000.');
    await lab.button('Run').click();
    await expect(lab.alert).toContainText('step_size is 0.');
    await expect(lab.root.getByRole('textbox', { name: 'step_size' })).toBeFocused();
    await lab.expectState('idle');
    await lab.root.getByRole('textbox', { name: 'step_size' }).fill('1');
    await expect(problems(lab)).toHaveCount(0);
    await lab.runToEnd(RUN_MILLISECONDS);
  });

  test('a callback of one’s own that raises ends the run with what Python says', async ({ page }) => {
    const lab = await open(page);
    await lab.root.getByRole('checkbox', { name: /^OwnCallback/ }).check();
    await lab.root.getByRole('textbox', { name: 'condition' }).fill('logs["val_acc"] > 0.5');
    await lab.button('Run').click();
    await lab.expectState('failed');
    await expect(lab.alert).toContainText("Your callback, after epoch 1, raised KeyError: 'val_acc'.");
    await expect(lab.alert).toContainText('val_accuracy');
    await expect(problems(lab)).toHaveText("It raises KeyError: 'val_acc'.");
    await lab.root.getByRole('button', { name: 'Show the setting' }).click();
    await expect(lab.root.getByRole('textbox', { name: 'condition' })).toBeFocused();
    await lab.button('Reset').click();
    await lab.expectState('idle');
    await lab.root.getByRole('textbox', { name: 'condition' }).fill('epoch == 1');
    await lab.root.getByRole('combobox', { name: 'action' }).selectOption('stop');
    await lab.runToEnd(RUN_MILLISECONDS);
    expect(await lab.result()).toMatchObject({ torchEpochs: 2, kerasEpochs: 2 });
  });

  test('a schedule that ends too early says so ahead of the run', async ({ page }) => {
    const lab = await open(page);
    await scheduleOf(lab, 'PyTorch').selectOption('OneCycleLR');
    await expect(lab.root.getByRole('radio', { name: 'each batch' })).toBeChecked();
    await lab.root.getByRole('textbox', { name: 'total_steps' }).fill('40');
    await expect(lab.root.locator('[data-part="torch-remark"]')).toContainText(
      'After 41 steps it raises ValueError: Tried to step 41 times',
    );
    await lab.button('Run').click();
    await lab.expectState('failed');
    await expect(lab.alert).toContainText('PyTorch raises ValueError: Tried to step 41 times');
  });

  test('prints the primer’s progress bar', async ({ page }) => {
    const lab = await open(page, onWasm, 'one-cycle');
    await lab.runToEnd(RUN_MILLISECONDS);
    await expect(lab.root.getByRole('region', { name: 'Printed, Keras' })).toContainText(
      /Epoch 4\/4 \[={28}\.{8}\] Training Loss: 0$/,
    );
  });

  test('finds a range of learning rates', async ({ page }) => {
    const lab = await open(page);
    await lab.root.getByText('Find a learning rate').click();
    await lab.root.getByRole('button', { name: 'Test the range' }).click();
    await expect(lab.root.locator('[data-part="range-text"]')).toContainText('The loss falls fastest around', {
      timeout: RUN_MILLISECONDS,
    });
    await lab.root.getByText('Loss at each learning rate as a table').click();
    const rows = lab.root.getByRole('table', { name: 'Steps of the range test' }).getByRole('row');
    expect(await rows.count()).toBeGreaterThan(50);
    await lab.root.getByRole('button', { name: /^Train with 0\.\d+$/ }).click();
    await expect(lab.root.locator('[data-training="learningRate"]')).not.toHaveValue('0.003');
    await lab.runToEnd(RUN_MILLISECONDS);
  });

  test('its figures are in tables', async ({ page }) => {
    const lab = await open(page);
    await lab.runToEnd(RUN_MILLISECONDS);
    await lab.root.getByText('Learning rate as a table', { exact: true }).click();
    const note = 'PyTorch: all 80 steps had the rate that was drawn ahead. Keras: all 80 steps had the rate that';
    await expect(lab.root.locator('[data-part="rates-note"]')).toContainText(note);
    const table = lab.root.getByRole('table', { name: 'Learning rate of each epoch' });
    await expect(table.getByRole('row')).toHaveCount(6);
    await expect(table.getByRole('row', { name: /^3 / })).toContainText('0.0015');
  });
});

test.describe('its link', () => {
  test('carries schedules, callbacks and training', async ({ page }) => {
    const lab = await open(page);
    await scheduleOf(lab, 'Keras').selectOption('CosineDecay');
    await lab.root.getByRole('textbox', { name: 'alpha' }).fill('0.25');
    await lab.root.getByRole('checkbox', { name: /^ModelCheckpoint/ }).uncheck();
    await lab.root.getByRole('button', { name: 'Share link' }).click();
    await expect.poll(() => page.url()).toContain('~v1.');
    const link = page.url();
    await page.goto('about:blank');
    await page.goto(link);
    const opened = new Experiment(page, 'step-lr');
    await expect(scheduleOf(opened, 'Keras')).toHaveValue('CosineDecay');
    await expect(opened.root.getByRole('textbox', { name: 'alpha' })).toHaveValue('0.25');
    await expect(opened.root.getByRole('checkbox', { name: /^ModelCheckpoint/ })).not.toBeChecked();
    await expect(opened.root.getByRole('checkbox', { name: /^EarlyStopping/ })).toBeChecked();
    await opened.runToEnd(RUN_MILLISECONDS);
  });

  for (const values of ['', 't=Nothing', 't=StepLR&t.step_size=-1&t.gamma=0.5', 'v2']) {
    test(`tampered with says so and keeps the defaults: ${values}`, async ({ page }) => {
      const { path, id } = placeOf('step-lr');
      const state = values === 'v2' ? 'v2.preset=quick' : `v1.preset=quick&backend=wasm&${values}`;
      await page.goto(`${path}#${id}~${state}`);
      const lab = new Experiment(page, id);
      await expect(lab.alert).toContainText('The link to this');
      await expect(scheduleOf(lab, 'PyTorch')).toHaveValue('StepLR');
      await expect(lab.root.getByRole('textbox', { name: 'step_size' })).toHaveValue('2');
    });
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`after a run it is accessible, at 360 px too: ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 760 });
    await page.addInitScript((chosen) => localStorage.setItem('starlight-theme', chosen), theme);
    const lab = await open(page);
    await lab.root.getByRole('checkbox', { name: /^OwnCallback/ }).check();
    await lab.runToEnd(RUN_MILLISECONDS);
    const { violations } = await new AxeBuilder({ page }).include('#step-lr').analyze();
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}

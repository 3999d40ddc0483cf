/** The tensor playground as somebody uses it who has a keyboard, a link, and a slip of the pen. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { exampleGroups } from '../../components/tensor-playground/example-groups.ts';
import { openExperiment, type Experiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { placeOf } from './support/site.ts';
import { tabTo } from './support/tab-to.ts';

async function openPlayground(page: Page, backend: 'wasm' | 'webgpu' = 'wasm'): Promise<Experiment> {
  return await openExperiment(page, placeOf('tensor-playground'), { backend });
}

const program = ({ root }: Experiment) => root.getByLabel('Program, yours to change');
const pane = ({ root }: Experiment, name: 'PyTorch' | 'TensorFlow') => root.getByRole('region', { name, exact: true });
const valueCells = (result: Locator) => result.getByRole('grid', { name: /^value/ }).getByRole('gridcell');

test('everything is done by keyboard: choose, type, run, step, look at a cell', async ({ page }) => {
  const problems = await watchProblems(page);
  const experiment = await openPlayground(page);
  await tabTo(page, experiment.root.getByLabel('Operation'));
  await page.keyboard.type('matmul');
  await expect(program(experiment)).toHaveValue(/^matmul\(/);
  await tabTo(page, program(experiment));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('a = tensor([[1, 2], [3, 4]])\na @ a');
  await expect(experiment.root.getByRole('region', { name: 'TensorFlow code' })).toContainText('tf.constant');

  await experiment.button('Run').focus();
  await page.keyboard.press('Enter');
  await experiment.expectState('done');
  const cells = valueCells(pane(experiment, 'PyTorch'));
  await expect(cells).toHaveText(['7', '10', '15', '22']);
  await tabTo(page, cells.first());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(experiment.root.locator('.playground-origin')).toHaveText(
    '[1, 1] is 22, from a [1, 0] = 3, [1, 1] = 4; and a [0, 1] = 2, [1, 1] = 4.',
  );

  await experiment.root.getByRole('radio', { name: 'a @ a' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(cells).toHaveText(['1', '2', '3', '4']);
  await experiment.button('Step').focus();
  await page.keyboard.press('Enter');
  await expect(cells).toHaveText(['7', '10', '15', '22']);
  expect(problems).toEqual([]);
});

test('a share link brings the program back, a tampered one leaves all as it was', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const experiment = await openPlayground(page);
  await program(experiment).fill('x = tensor([1., 2.])\nx * 3. # & more\nx');
  await experiment.runToEnd(60_000);
  await experiment.root.getByRole('radio', { name: 'x * 3.' }).check();
  await experiment.root.getByRole('button', { name: 'Share link' }).click();
  const link = page.url();
  expect(link).toContain('~v1.');

  await page.goto('about:blank');
  await page.goto(link);
  await expect(program(experiment)).toHaveValue('x = tensor([1., 2.])\nx * 3. # & more\nx');
  await experiment.runToEnd(60_000);
  await expect(valueCells(pane(experiment, 'TensorFlow'))).toHaveText(['3.', '6.']);

  const tampered = [
    link.replace(/program=[^&]*/, 'example=nothing'),
    link.replace('line=2', 'line=-2'),
    link.replace('~v1.', '~v9.'),
  ];
  for (const each of tampered) {
    await page.goto('about:blank');
    await page.goto(each);
    await expect(experiment.alert).toContainText('link');
    await expect(program(experiment)).toHaveValue(/^column = /);
  }
});

test('a syntax error names its place, and leads there', async ({ page }) => {
  const experiment = await openPlayground(page);
  await program(experiment).fill('x = tensor([1, 2])\nx + * 2');
  await expect(experiment.root.locator('.playground-problem')).toContainText(
    'Line 2, column 5: “*” does not fit here.',
  );
  await experiment.button('Run').click();
  await expect(experiment.alert).toContainText('Line 2, column 5');
  await experiment.root.getByRole('button', { name: 'Show the place' }).click();
  const selected = await program(experiment).evaluate((element) =>
    element instanceof HTMLTextAreaElement ? element.value.slice(element.selectionStart, element.selectionEnd) : '',
  );
  expect(selected).toBe('*');
  await experiment.expectState('idle');
});

test('results of a program that was there before fade, and what was said of it goes', async ({ page }) => {
  const experiment = await openPlayground(page);
  await experiment.runToEnd(60_000);
  const results = experiment.root.locator('.playground-results');
  await program(experiment).fill('x +');
  await expect(results).toHaveAttribute('data-stale');
  await experiment.button('Run').click();
  await expect(experiment.alert).toContainText('Line 1');
  await program(experiment).fill('tensor([1, 2]) * 2');
  await expect(valueCells(pane(experiment, 'PyTorch'))).toHaveText(['2', '4']);
  await expect(results).not.toHaveAttribute('data-stale');
  await expect(experiment.alert).toBeEmpty();
  await experiment.button('Reset').click();
  await expect(valueCells(pane(experiment, 'PyTorch'))).toHaveCount(0);
});

test('a name that is not there is told in both panes, with its place', async ({ page }) => {
  const experiment = await openPlayground(page);
  await program(experiment).fill('y = tensor([1, 2])\nsum(x)');
  await experiment.runToEnd(60_000);
  for (const name of ['PyTorch', 'TensorFlow'] as const) {
    await expect(pane(experiment, name)).toContainText('Line 2, column 5');
  }
});

test('where the frameworks differ, the sentence on a cell says what each has', async ({ page }) => {
  const experiment = await openPlayground(page);
  await experiment.root.getByLabel('Example').selectOption('in-place');
  await experiment.runToEnd(60_000);
  await valueCells(pane(experiment, 'TensorFlow')).last().hover();
  await expect(experiment.root.locator('.playground-origin')).toHaveText('PyTorch: [2] is 13. TensorFlow: [2] is 3.');
});

test('item assignment works in PyTorch, and raises TensorFlow’s own error', async ({ page }) => {
  const experiment = await openPlayground(page);
  await experiment.root.getByLabel('Example').selectOption('assign');
  await experiment.runToEnd(60_000);
  await expect(valueCells(pane(experiment, 'PyTorch'))).toHaveText(['99', '2', '3']);
  await expect(pane(experiment, 'TensorFlow')).toContainText(
    "'tensorflow.python.framework.ops.EagerTensor' object does not support item assignment",
  );
});

test('after a first run results follow the program, and the focus stays where it was', async ({ page }) => {
  const experiment = await openPlayground(page);
  await experiment.runToEnd(60_000);
  const cells = valueCells(pane(experiment, 'TensorFlow'));
  await expect(cells).toHaveCount(12);
  await program(experiment).fill('tensor([1, 2]) + 1');
  await expect(cells).toHaveText(['2', '3']);
  await expect(program(experiment)).toBeFocused();
  await program(experiment).press('ControlOrMeta+End');
  await program(experiment).press('0');
  await expect(cells).toHaveText(['11', '12']);
});

test('every example gives the same cells on WebGPU as on WASM', async ({ page }) => {
  test.setTimeout(240_000);
  const problems = await watchProblems(page);
  const results: string[][] = [];
  for (const backend of ['wasm', 'webgpu'] as const) {
    const experiment = await openPlayground(page, backend);
    const texts: string[] = [];
    for (const { id } of exampleGroups.flatMap(({ examples }) => examples)) {
      await experiment.root.getByLabel('Example').selectOption(id);
      await experiment.expectState('idle');
      await experiment.runToEnd(60_000);
      await expect(experiment.root, id).toHaveAttribute('data-leaked-tensors', '0');
      texts.push(`${id}: ${await experiment.root.locator('.playground-panes').innerText()}`);
      await experiment.button('Reset').click();
    }
    results.push(texts);
  }
  expect(results[1]).toEqual(results[0]);
  expect(problems).toEqual([]);
});

test('a phone shows all of it without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const experiment = await openPlayground(page);
  await experiment.root.getByLabel('Example').selectOption('to-nhwc');
  await experiment.runToEnd(60_000);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('on a phone what a tapped cell is made of stays in sight of it', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 740 },
    hasTouch: true,
    ...(baseURL !== undefined && { baseURL }),
  });
  const page = await context.newPage();
  const experiment = await openPlayground(page);
  await experiment.runToEnd(60_000);
  await valueCells(pane(experiment, 'PyTorch')).nth(5).tap();
  const origin = experiment.root.locator('.playground-origin');
  await expect(origin).toHaveText('[1, 1] is 22, from column [1, 0] = 2; and row [1] = 20.');
  await expect(origin).toBeInViewport({ ratio: 1 });
  const areNarrow = await experiment.root
    .locator('.playground-grid')
    .evaluateAll((grids) => grids.every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth));
  expect(areNarrow, 'grids that fit have nothing to scroll').toBe(true);
  await context.close();
});

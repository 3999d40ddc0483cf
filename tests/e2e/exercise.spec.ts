/** Exercises: each one is solved by its own solution, is told what differs, and is kept; and goals that experiments reach. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Experiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';

const PAGE = 'teach/widgets/exercise/';
/** Starting the worker and its engine. */
const CHECK_MILLISECONDS = 30_000;

async function openExercise(page: Page, path: string, id: string): Promise<Locator> {
  await page.goto(`${path}?backend=wasm#${id}`);
  const exercise = page.locator(`#${id}`);
  await expect(exercise.getByRole('button', { name: 'Check' })).toBeEnabled();
  return exercise;
}

async function check(exercise: Locator, program: string): Promise<void> {
  await exercise.getByRole('textbox').fill(program);
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(exercise).toHaveAttribute('data-state', /^(right|wrong)$/, { timeout: CHECK_MILLISECONDS });
}

/** Programs that the server wrote for an exercise. */
async function programs(exercise: Locator): Promise<{ readonly starter: string; readonly solution: string }> {
  const text = await exercise.locator('script[type="application/json"]').textContent();
  return JSON.parse(text ?? '') as { starter: string; solution: string };
}

/** Every exercise of the site: all its pages are in the menu. */
async function exercisePlaces(page: Page): Promise<readonly { readonly path: string; readonly id: string }[]> {
  await page.goto(PAGE);
  const links = await page
    .locator('nav a[href^="/"]')
    .evaluateAll((elements) => elements.map((link) => link.getAttribute('href') ?? ''));
  const paths = [...new Set(links.map((link) => link.replace(/#.*$/, '')))];
  const found = paths.map(async (path) => {
    const html = await (await page.request.get(path)).text();
    return [...html.matchAll(/<duet-exercise id="([^"]+)"/g)].map(([, id = '']) => ({ path, id }));
  });
  return (await Promise.all(found)).flat();
}

test('every exercise of the site begins wrong and is right with its solution', async ({ page }) => {
  test.setTimeout(300_000);
  const problems = await watchProblems(page);
  const places = await exercisePlaces(page);
  expect(places.length).toBeGreaterThan(0);
  for (const { path, id } of places) {
    const exercise = await openExercise(page, path, id);
    const { starter, solution } = await programs(exercise);
    await check(exercise, starter);
    await expect(exercise, `${path}#${id} as it begins`).toHaveAttribute('data-state', 'wrong');
    await check(exercise, solution);
    await expect(exercise, await exercise.locator('[data-part="findings"]').innerText()).toHaveAttribute(
      'data-state',
      'right',
    );
  }
  expect(problems).toEqual([]);
});

test('says what differs, and what stops a program', async ({ page }) => {
  const exercise = await openExercise(page, PAGE, 'centre-columns');
  const { starter } = await programs(exercise);
  const findings = exercise.locator('[data-part="findings"] li');
  await check(exercise, starter);
  await expect(findings).toHaveText([
    'means has the shape [], expected [3].',
    'centred has 6 of 6 numbers wrong, the first at [0, 0]: 1.',
  ]);
  await check(exercise, starter.replace('x.mean()', 'x.mean(0, keepdim=True)'));
  await expect(findings.first()).toHaveText('means has the shape [1, 3], expected [3].');
  await check(exercise, 'x = tensor([1., 2.])\nmeans = x');
  await expect(findings).toHaveText(['There is no centred yet. Give it its value: centred = ...']);
  await check(exercise, 'x = tensor([1.\nmeans = x');
  await expect(findings).toHaveText([/^Line \d+, column \d+: /]);
  await check(exercise, 'x = ones(2, 3) @ ones(2, 3)\nmeans = x\ncentred = x');
  await expect(findings).toHaveText([/^Line 1: RuntimeError: mat1 and mat2 shapes cannot be multiplied/]);
});

test('leaves a running experiment alone, and says so', async ({ page }) => {
  const exercise = await openExercise(page, PAGE, 'centre-columns');
  const experiment = new Experiment(page, 'goal-experiment');
  await experiment.button('Step').click();
  await experiment.expectState('paused');
  const { solution } = await programs(exercise);
  await check(exercise, solution);
  await expect(exercise.locator('[data-part="findings"] li')).toHaveText([/^An experiment is running on this page\./]);
  await experiment.expectState('paused');
  await experiment.button('Reset').click();
  await experiment.expectState('idle');
  await check(exercise, solution);
  await expect(exercise).toHaveAttribute('data-state', 'right');
});

test('is solved by keyboard, without a trap, and keeps the program', async ({ page }) => {
  const exercise = await openExercise(page, PAGE, 'centre-columns');
  const { solution } = await programs(exercise);
  const editor = exercise.getByRole('textbox');
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(solution);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(exercise).toHaveAttribute('data-state', 'right', { timeout: CHECK_MILLISECONDS });
  await expect(exercise.getByRole('status')).toHaveText('means is right. centred is right.');
  await page.keyboard.press('Tab');
  await expect(exercise.getByRole('button', { name: 'Check' })).toBeFocused();
  await page.reload();
  await expect(editor).toHaveValue(solution);
  await expect(exercise, 'it stays solved').toHaveAttribute('data-state', 'right');
  await exercise.getByRole('button', { name: 'Start again' }).click();
  await page.reload();
  await expect(editor).toHaveValue((await programs(exercise)).starter);
});

test('shows its hints one after the other, and is accessible at 360 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const exercise = await openExercise(page, PAGE, 'centre-columns');
  const second = exercise.getByText('Hint 2 of 2');
  await expect(second).toBeHidden();
  await exercise.getByText('Hint 1 of 2').click();
  await second.click();
  await exercise.getByText('Solution', { exact: true }).click();
  await check(exercise, (await programs(exercise)).starter);
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const { violations } = await new AxeBuilder({ page }).include('#centre-columns').include('#goal-digits').analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
  }
  expect(await exercise.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
});

test('a goal watches an experiment, tells what is missing, and stays reached', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(`${PAGE}?backend=wasm#goal-digits`);
  const goal = page.locator('#goal-digits');
  const experiment = new Experiment(page, 'goal-experiment');
  await expect(goal).toContainText('test accuracy at least 0.80');
  await experiment.runToEnd(90_000);
  await expect(goal.locator('[data-marked="wrong"]')).toHaveText(/^test accuracy at least 0\.80, reached 0\.\d+$/);
  await expect(goal.getByRole('status')).toHaveText('Goal not reached.');
  await experiment.button('Reset').click();
  await experiment.expectState('idle');
  await experiment.root.getByText('Settings').first().click();
  await experiment.root.getByLabel('Learning rate').fill('0.003');
  await experiment.runToEnd(90_000);
  await expect(goal.getByRole('status')).toHaveText('Goal reached.');
  await expect(goal).toHaveAttribute('data-state', 'right');
  await page.reload();
  await expect(goal).toHaveAttribute('data-state', 'right');
});

/** Exercises in Python: what differs is told, hidden checks speak, and whatever a reader writes, the exercise lives. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { watchProblems } from './support/problems.ts';

const PAGE = 'teach/widgets/exercise/';
/** CPython, the worker and the engine, on a busy machine. */
const FIRST_RUN_MILLISECONDS = 60_000;

class PythonExercise {
  readonly root: Locator;
  readonly editor: Locator;
  readonly findings: Locator;
  readonly output: Locator;

  constructor(page: Page, id: string) {
    this.root = page.locator(`#${id}`);
    this.editor = this.root.locator('.cm-content');
    this.findings = this.root.locator('[data-part="findings"] li');
    this.output = this.root.locator('[data-part="output"]');
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  async check(program: string): Promise<void> {
    await this.editor.fill(program);
    await this.button('Check').click();
    await this.expectChecked();
  }

  async expectChecked(): Promise<void> {
    await expect(this.root).toHaveAttribute('data-state', /^(right|wrong)$/, { timeout: FIRST_RUN_MILLISECONDS });
  }
}

async function openExercise(page: Page): Promise<PythonExercise> {
  await page.goto(`${PAGE}?backend=wasm#own-loss`);
  const exercise = new PythonExercise(page, 'own-loss');
  await expect(exercise.button('Check')).toBeEnabled();
  return exercise;
}

const imports = 'import torch\n';
const right = `${imports}
def huber(guesses, targets):
    print("called")
    error = (guesses - targets).abs()
    return torch.where(error <= 1, error**2 / 2, error - 0.5).mean()

loss = huber(torch.tensor([0.0, 0.5, 4.0]), torch.tensor([0.0, 0.0, 1.0]))`;

test('says what differs and what a check says, is solved by keyboard, and is kept', async ({ page }) => {
  test.setTimeout(120_000);
  const problems = await watchProblems(page);
  const exercise = await openExercise(page);
  await expect(exercise.root).not.toContainText('should cost');
  await exercise.button('Check').click();
  await exercise.expectChecked();
  await expect(exercise.root).toHaveAttribute('data-state', 'wrong');
  await expect(exercise.output).toHaveText('tensor(3.0833)');
  await expect(exercise.findings).toHaveText([
    'loss is 3.08333, which is not right.',
    'An error of 9 costs 81. It should cost 8.5.',
  ]);

  await exercise.editor.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(right);
  await expect(exercise.root).toHaveAttribute('data-state', 'idle');
  await page.keyboard.press('ControlOrMeta+Enter');
  await exercise.expectChecked();
  await expect(exercise.findings).toHaveText(['loss is right.', 'All checks pass.']);
  await expect(exercise.root.getByRole('status')).toHaveText('loss is right. All checks pass.');
  await expect(exercise.output, 'neither the solution nor the checks print').toHaveText('called');
  await page.keyboard.press('Tab');
  await expect(exercise.button('Check')).toBeFocused();

  await page.reload();
  await expect(exercise.root).toHaveAttribute('data-state', 'right');
  await expect(exercise.editor).toContainText('torch.where');
  await exercise.button('Start again').click();
  await expect(exercise.editor).not.toContainText('torch.where');
  await expect(exercise.root).toHaveAttribute('data-state', 'idle');
  expect(problems).toEqual([]);
});

test('shows an error at its line, and stops what never ends, in the program and in a check', async ({ page }) => {
  test.setTimeout(120_000);
  const exercise = await openExercise(page);
  await exercise.check(`${imports}x = torch.ones(2, 3)\nloss = x @ x`);
  await expect(exercise.root).toHaveAttribute('data-state', 'wrong');
  await expect(exercise.output).toContainText('mat1 and mat2 shapes cannot be multiplied');
  await expect(exercise.root.locator('.python-cell-error-line')).toHaveText('loss = x @ x');
  await expect(exercise.findings).toHaveCount(0);
  await exercise.check(imports);
  await expect(exercise.findings.first()).toHaveText('There is no loss yet. Give it its value: loss = ...');
  await exercise.check(
    `${imports}loss = torch.tensor(0.875)\ndef huber(guesses, targets):\n    return targets.nothing`,
  );
  await expect(exercise.findings.last()).toContainText('AttributeError');
  await expect(exercise.findings.last()).toContainText('in line 4 of your program');

  const endless = 'while True:\n    pass';
  const endlessCheck = `${imports}loss = 0\ndef huber(guesses, targets):\n    while True:\n        pass`;
  for (const program of [endless, endlessCheck]) {
    await exercise.editor.fill(program);
    await exercise.button('Check').click();
    await page.waitForTimeout(1_500);
    await expect(exercise.root).toHaveAttribute('data-state', 'running');
    await exercise.button('Stop').click();
    await expect(exercise.root).toHaveAttribute('data-state', 'idle');
  }
  await exercise.check(right);
  await expect(exercise.root).toHaveAttribute('data-state', 'right');
});

test('asks before it stops an experiment', async ({ page }) => {
  test.setTimeout(120_000);
  const exercise = await openExercise(page);
  const experiment = page.locator('#goal-experiment');
  await experiment.getByRole('button', { name: 'Step' }).click();
  await expect(experiment).toHaveAttribute('data-state', 'paused', { timeout: FIRST_RUN_MILLISECONDS });
  await exercise.button('Check').click();
  await expect(exercise.root.getByText('An experiment is running on this page.')).toBeVisible();
  await exercise.button('Keep it running').click();
  await expect(experiment).toHaveAttribute('data-state', 'paused');
  await exercise.button('Check').click();
  await exercise.button('Stop it and run this').click();
  await exercise.expectChecked();
});

test('is accessible at 360 pixels, in both themes', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 360, height: 740 });
  const exercise = await openExercise(page);
  await exercise.root.getByText('Hint', { exact: true }).click();
  await exercise.root.getByText('Solution', { exact: true }).click();
  await exercise.check('loss = 1 / 0');
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const { violations } = await new AxeBuilder({ page }).include('#own-loss').analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
  }
  const overflow = await exercise.root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

/** A quiz as its reader meets it: by keyboard, by mouse, after a reload, and in a browser that keeps nothing. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { watchProblems } from './support/problems.ts';
import { tabTo, tabToOutlined } from './support/tab-to.ts';

const PAGE = 'teach/widgets/quiz/';

async function openQuiz(page: Page): Promise<Locator> {
  await page.goto(`${PAGE}#quiz-example`);
  const quiz = page.locator('#quiz-example');
  await expect(quiz.getByRole('button', { name: 'Check' }).first()).toBeEnabled();
  return quiz;
}

/** A question of the quiz, counted from 1. */
function question(quiz: Locator, number: number): Locator {
  return quiz.locator('form').nth(number - 1);
}

test('is answered from end to end by keyboard, and remembers it', async ({ page }) => {
  const problems = await watchProblems(page);
  const quiz = await openQuiz(page);
  const spoken = quiz.getByRole('status');
  const check = (number: number) => question(quiz, number).getByRole('button', { name: 'Check' });

  await tabToOutlined(page, quiz.getByRole('radio', { name: 'a dense layer' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(spoken).toContainText('Not right yet. It has a weight for each pair of input and output');
  await page.keyboard.press('ArrowDown');
  await expect(question(quiz, 1).getByText('Not right yet'), 'a new answer is not marked yet').toHaveCount(0);
  await tabToOutlined(page, check(1));
  await page.keyboard.press('Space');
  await expect(question(quiz, 1).getByText('Right. (Attempt 2)')).toBeVisible();

  await tabToOutlined(page, quiz.getByRole('checkbox', { name: 'a convolution' }));
  await page.keyboard.press('Space');
  await tabToOutlined(page, check(2));
  await page.keyboard.press('Enter');
  await expect(spoken).toHaveText('Not right yet: 1 choice right, 1 right answer missing.');
  await tabTo(page, quiz.getByRole('checkbox', { name: 'max pooling' }), 'Shift+Tab');
  await page.keyboard.press('Space');
  await tabToOutlined(page, check(2));
  await page.keyboard.press('Enter');
  await expect(spoken).toHaveText('Right. (Attempt 2)');

  await tabToOutlined(page, question(quiz, 3).getByLabel('Your number'));
  await page.keyboard.type('0.5');
  await page.keyboard.press('Enter');
  await expect(spoken).toContainText('That is the probability.');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0.6931');
  await page.keyboard.press('Enter');
  await expect(spoken).toContainText('Right.');

  const steps = question(quiz, 4).locator('.quiz-item');
  const up = question(quiz, 4).getByRole('button', { name: 'Move up: the loss says how wrong they are' });
  await tabToOutlined(page, up);
  await page.keyboard.press('Enter');
  await expect(spoken).toHaveText('the loss says how wrong they are: place 2 of 4.');
  await expect(up, 'the focus goes with the step').toBeFocused();
  await tabToOutlined(page, check(4));
  await page.keyboard.press('Enter');
  await expect(spoken).toHaveText('Right.');
  await expect(quiz.getByText('4 of 4 solved')).toBeVisible();

  await page.reload();
  await expect(quiz.getByText('4 of 4 solved')).toBeVisible();
  await expect(quiz.getByRole('radio', { name: 'max pooling' })).toBeChecked();
  await expect(question(quiz, 3).getByLabel('Your number')).toHaveValue('0.6931');
  await expect(steps).toHaveText([/^the model/, /^the loss/, /^the gradients/, /^the optimizer/]);
  await expect(spoken, 'what was answered before is not told again').toBeEmpty();

  await tabToOutlined(page, quiz.getByRole('button', { name: 'Start again' }));
  await page.keyboard.press('Enter');
  await expect(quiz.getByText('0 of 4 solved')).toBeVisible();
  await expect(quiz.locator(':checked')).toHaveCount(0);
  await page.reload();
  await expect(quiz.getByText('0 of 4 solved')).toBeVisible();
  expect(problems).toEqual([]);
});

test('steps are put in order with the mouse', async ({ page }) => {
  const quiz = await openQuiz(page);
  const form = question(quiz, 4);
  const item = form.getByRole('listitem').filter({ hasText: 'the loss says how wrong they are' });
  const above = form.getByRole('listitem').filter({ hasText: 'the gradients are computed' });
  await item.scrollIntoViewIfNeeded();
  const from = await item.locator('.quiz-handle').boundingBox();
  const to = await above.boundingBox();
  if (!from || !to) throw new Error('The steps are not on the page.');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, to.y + 4, { steps: 8 });
  await page.mouse.up();
  await expect(quiz.getByRole('status')).toHaveText('the loss says how wrong they are: place 2 of 4.');
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByText('Right.')).toBeVisible();
});

test('works in a browser that keeps nothing', async ({ page }) => {
  const problems = await watchProblems(page);
  await page.addInitScript(() => {
    Storage.prototype.getItem = Storage.prototype.setItem = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  const quiz = await openQuiz(page);
  await quiz.getByRole('radio', { name: 'max pooling' }).check();
  await question(quiz, 1).getByRole('button', { name: 'Check' }).click();
  await expect(quiz.getByText('1 of 4 solved')).toBeVisible();
  expect(problems.filter((problem) => problem.includes('quiz'))).toEqual([]);
});

test('loads its code only when the reader comes near', async ({ page }) => {
  // Near is one height of the window.
  await page.setViewportSize({ width: 1280, height: 150 });
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  const isLoaded = () => scripts.some((url) => url.includes('quiz-session'));
  await page.goto(PAGE);
  await page.waitForLoadState('networkidle');
  expect(isLoaded()).toBe(false);
  await page.locator('#quiz-example').scrollIntoViewIfNeeded();
  await expect.poll(isLoaded).toBe(true);
});

for (const theme of ['light', 'dark'] as const) {
  test(`is accessible and fits into 360 pixels when it is answered, in the ${theme} theme`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const quiz = await openQuiz(page);
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await quiz.getByRole('radio', { name: 'a convolution' }).check();
    await quiz.getByRole('checkbox', { name: 'ReLU' }).check();
    await question(quiz, 3).getByLabel('Your number').fill('0.693');
    for (const button of await quiz.getByRole('button', { name: 'Check' }).all()) await button.click();
    for (const summary of await quiz.locator('summary:visible').all()) await summary.click();
    const { violations } = await new AxeBuilder({ page }).include('#quiz-example').analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
    expect(await quiz.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
  });
}

/** The same course in other languages: where to choose one, what is not translated, and that a lesson stays the same one. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openExperiment } from './support/experiment.ts';
import { watchProblems } from './support/problems.ts';
import { tabToOutlined } from './support/tab-to.ts';

test('the language is chosen by keyboard, at the width of a phone', async ({ page }) => {
  const problems = await watchProblems(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('lessons/start-here/');
  const button = page.getByRole('button', { name: 'Select language' });
  await tabToOutlined(page, button);
  await page.keyboard.press('Enter');
  const german = page.getByRole('link', { name: 'Deutsch' });
  await expect(german).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(german).toBeHidden();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'English' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/de\/lessons\/start-here\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hier anfangen');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('main')).toHaveAttribute('lang', 'de');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(problems).toEqual([]);
});

test('a lesson that nobody has translated says so, and says which words are in which language', async ({ page }) => {
  await page.goto('es/lessons/digits/');
  const note = page.getByText('Esta página aún no está traducida. Aquí tienes el original en inglés.');
  await expect(note).toBeVisible();
  await expect(note).toHaveAttribute('lang', 'es');
  await expect(page.locator('main')).toHaveAttribute('lang', 'en');
  await expect(page.locator('main h1')).toHaveText('Two networks that were not the same');
  await expect(page.locator('.page-title .place')).toHaveText(/Lección 2/);
  await expect(page.getByRole('link', { name: /^Siguiente/ })).toHaveAttribute('href', /\/es\/lessons\//);
  const { violations } = await new AxeBuilder({ page }).include('.page-title').include('[data-untranslated]').analyze();
  expect(violations).toEqual([]);
});

test('a translated lesson trains its network', async ({ page }) => {
  test.setTimeout(180_000);
  const place = { path: 'de/lessons/start-here/', id: 'first-network', kind: 'cnn-trainer' };
  const experiment = await openExperiment(page, place, { backend: 'wasm', preset: 'quick' });
  await experiment.runToEnd(120_000);
  expect((await experiment.judge('quick')).filter(({ met }) => met !== true)).toEqual([]);
});

test('what is answered and done in one language is so in all', async ({ page }) => {
  await page.goto('de/lessons/start-here/#quiz-network');
  const german = page.locator('#quiz-network form').first();
  await expect(german.getByRole('button', { name: 'Prüfen' })).toBeEnabled();
  await german.locator('input').fill('330');
  await german.locator('input').press('Enter');
  await expect(german.locator('.quiz-verdict')).toHaveText('Richtig.');
  await expect(page.locator('#quiz-network .quiz-score')).toHaveText('1 von 2 gelöst');
  await page.getByRole('button', { name: 'Ich habe diese Lektion abgeschlossen' }).click();

  await page.goto('lessons/start-here/#quiz-network');
  await expect(page.locator('#quiz-network').getByRole('button', { name: 'Check' }).first()).toBeEnabled();
  await expect(page.locator('#quiz-network .quiz-score')).toHaveText('1 of 2 solved');
  await expect(page.getByRole('button', { name: 'I have done this lesson' })).toHaveAttribute('aria-pressed', 'true');
  for (const map of ['course/', 'de/course/', 'es/course/'])
    await test.step(map, async () => {
      await page.goto(map);
      await expect(page.locator('.lesson-list li').first().locator('duet-lesson-sign')).toHaveAttribute(
        'data-state',
        'done',
      );
    });
});

test('a search finds the words of its language', async ({ page }) => {
  await page.goto('de/');
  await page.getByRole('button', { name: 'Suchen' }).click();
  await page.getByRole('textbox', { name: 'Suchen' }).fill('Grafikkarte Batch');
  const results = page.locator('.pagefind-ui__result-link');
  await expect(results.first()).toBeVisible();
  for (const address of await results.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')))
    expect(address).toContain('/de/');
});

/** What a reader has done: marked, kept, shown on the course map, carried away in a file, brought back and cleared. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { watchProblems } from './support/problems.ts';
import { tabToOutlined } from './support/tab-to.ts';

const LESSON = 'lessons/one-cnn-two-apis/';
const TITLE = 'One CNN, two APIs';

const row = (page: Page) => page.locator('.lesson-list li').filter({ hasText: TITLE });
const doneButton = (page: Page) => page.getByRole('button', { name: 'I have done this lesson' });

async function markAsDone(page: Page): Promise<void> {
  await page.goto(LESSON);
  await doneButton(page).click();
  await expect(doneButton(page)).toHaveAttribute('aria-pressed', 'true');
}

test('a lesson is begun, solved in part and done, by keyboard, and its progress goes round as a file', async ({
  page,
}) => {
  const problems = await watchProblems(page);
  await page.goto('course/');
  await expect(row(page)).not.toContainText(/begun|done|solved/);
  await page.goto(`${LESSON}#quiz-parameters`);
  const answer = page.locator('#quiz-parameters').getByLabel('Your number');
  await expect(page.locator('#quiz-parameters').getByRole('button', { name: 'Check' })).toBeEnabled();
  await answer.fill('1216');
  await answer.press('Enter');
  await expect(page.getByText(/^1 of \d+ questions/), 'the end of the lesson counts along').toBeAttached();

  await page.goto('course/');
  await expect(row(page)).toContainText('begun');
  await expect(row(page)).toContainText(/1 of \d+ questions.* solved/);
  await expect(page.getByRole('link', { name: `Continue with lesson 1: ${TITLE}` })).toBeVisible();

  await page.goto(LESSON);
  await doneButton(page).focus();
  await tabToOutlined(page, doneButton(page));
  await page.keyboard.press('Space');
  await expect(doneButton(page)).toHaveAttribute('aria-pressed', 'true');
  await page.goto('course/');
  await expect(row(page)).toContainText('done');
  await expect(page.locator(`.sidebar-content a[href$="${LESSON}"]`)).toContainText('done');

  await tabToOutlined(page, page.getByRole('button', { name: 'Export' }));
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe('duet-progress.json');
  const file = await download.path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 2, done: ['lessons/one-cnn-two-apis'] });

  await tabToOutlined(page, page.getByRole('button', { name: 'Clear', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Clear all' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page)).not.toContainText(/begun|done|solved/);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('duet.')))).toEqual([]);

  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByText('was added to your progress')).toBeVisible();
  await expect(row(page)).toContainText('done');
  await expect(row(page)).toContainText(/1 of \d+ questions.* solved/);
  expect(problems).toEqual([]);
});

test('a file that is none of Duet’s is refused with a fact and a fix, and changes nothing', async ({ page }) => {
  await markAsDone(page);
  await page.goto('course/');
  const buffer = Buffer.from('{"format":"duet-progress","version":3}');
  await page.locator('input[type="file"]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer });
  await expect(page.getByText('The file is of version 3, and this page reads versions up to 2.')).toBeVisible();
  await expect(row(page)).toContainText('done');
});

test('a browser that keeps nothing says so, and the button works as long as the page lives', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('denied', 'QuotaExceededError');
    };
  });
  await markAsDone(page);
  await page.goto('course/');
  await expect(page.getByText('Your progress is not kept.')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Start with lesson/ })).toBeVisible();
});

test('without JavaScript there is the list, a link to begin with, and no button that does nothing', async ({
  browser,
}) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('course/');
  await expect(row(page)).toContainText(/\d+ questions/);
  await expect(page.getByRole('link', { name: /^Start with lesson/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export' })).toBeHidden();
  await page.goto(LESSON);
  await expect(page.getByRole('heading', { name: 'You will be able to' })).toBeVisible();
  await expect(doneButton(page)).toBeHidden();
  await page.close();
});

test('on paper a lesson has no controls, wraps its code and prints addresses', async ({ page }) => {
  await page.goto(LESSON);
  await page.emulateMedia({ media: 'print' });
  await expect(
    page.locator('.experiment-deck, .sidebar, .turns, duet-lesson-end').filter({ visible: true }),
  ).toHaveCount(0);
  await expect(page.locator('.compare [role="tabpanel"]').filter({ visible: false })).toHaveCount(0);
  const codeWidths = await page
    .locator('.expressive-code pre')
    .evaluateAll((blocks) => blocks.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  expect(Math.max(...codeWidths)).toBeLessThanOrEqual(0);
  const address = await page
    .locator('.reading a')
    .first()
    .evaluate((link) => getComputedStyle(link, '::after').content);
  expect(address).toContain('https://');
});

for (const theme of ['light', 'dark'] as const) {
  test(`what is done is accessible and fits into 360 pixels, in the ${theme} theme`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await markAsDone(page);
    for (const path of [LESSON, 'course/']) {
      await page.goto(path);
      let axe = new AxeBuilder({ page });
      for (const part of ['.page-title', 'footer', '.course-map', 'duet-progress-tools', '.sidebar-content'])
        if ((await page.locator(part).count()) > 0) axe = axe.include(part);
      const { violations } = await axe.analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
      expect(found, path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });
}

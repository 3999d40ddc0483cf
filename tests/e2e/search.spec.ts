/** What readers find: names of both frameworks, terms, lessons, and the way back from a page that is not there. */
import { expect, test, type Page } from '@playwright/test';

async function search(page: Page, words: string): Promise<void> {
  await page.goto('');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('textbox', { name: 'Search' }).fill(words);
}

const firstResult = (page: Page) => page.locator('.pagefind-ui__result').first();

for (const name of ['zero_grad', 'model.fit', 'validation_split']) {
  test(`the API name ${name} leads to a lesson first, and to the places where it stands`, async ({ page }) => {
    await search(page, name);
    await expect(firstResult(page).getByRole('link').first()).toHaveAttribute('href', /\/lessons\//);
    await expect(firstResult(page).locator('mark').first()).toBeVisible();
  });
}

test('a term leads to the glossary', async ({ page }) => {
  await search(page, 'channels first');
  await expect(page.locator('.pagefind-ui__result a[href*="/glossary/"]').first()).toBeVisible();
});

test('the title of a lesson leads to it by keyboard', async ({ page }) => {
  await search(page, 'One CNN, two APIs');
  await expect(firstResult(page)).toContainText('One CNN, two APIs');
  await firstResult(page).getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One CNN, two APIs');
});

test('an address that leads nowhere says so and offers the lessons', async ({ page }) => {
  const response = await page.goto('lessons/no-such-lesson/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page does not exist');
  await expect(page.getByRole('link', { name: 'One CNN, two APIs' })).toBeVisible();
});

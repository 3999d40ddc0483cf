/** Two programs side by side: the framework that the address chooses, and the lines that belong together. */
import { expect, test, type Page } from '@playwright/test';

const PAGE = 'teach/widgets/';
const PHONE = { width: 390, height: 844 };

function comparison(page: Page) {
  const root = page.locator('.compare').first();
  return { root, tab: (name: string) => root.getByRole('tab', { name }), lines: root.locator('.ec-line.mark') };
}

test('the address chooses the tab, and the choice lasts', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto(PAGE);
  const { tab, lines } = comparison(page);
  await expect(tab('Keras')).toHaveAttribute('aria-selected', 'true');
  await page.goto(`${PAGE}?framework=torch`);
  await expect(tab('PyTorch')).toHaveAttribute('aria-selected', 'true');
  await expect(lines.last()).toBeVisible();
  await page.goto(PAGE);
  await expect(tab('PyTorch')).toHaveAttribute('aria-selected', 'true');
  await page.goto(`${PAGE}?framework=keras`);
  await expect(tab('Keras')).toHaveAttribute('aria-selected', 'true');
  await expect(lines.first()).toBeVisible();
});

test('a number lights up its lines on both sides, by mouse and by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(PAGE);
  const { root, lines } = comparison(page);
  await expect(lines).toHaveCount(2);
  const button = root.getByRole('button', { name: 'Show the lines of difference 1' });
  await button.focus();
  for (const line of await lines.all()) await expect(line).toHaveClass(/is-linked/);
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.press('Enter');
  await button.blur();
  for (const line of await lines.all()) await expect(line).not.toHaveClass(/is-linked/);
  await lines.first().hover();
  await expect(lines.last(), 'the other side answers').toHaveClass(/is-linked/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the numbers and what they mean are there', async ({ page }) => {
    await page.goto(PAGE);
    const { root, lines } = comparison(page);
    await expect(root.getByRole('listitem').filter({ hasText: 'PyTorch is told' })).toBeVisible();
    const label = await lines
      .first()
      .locator('.code')
      .evaluate((code) => getComputedStyle(code, '::before').content);
    expect(label).toBe('"1"');
  });
});

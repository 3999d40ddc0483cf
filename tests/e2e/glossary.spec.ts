/** A word that the glossary explains: its card by mouse, keyboard and finger, and the page of all terms. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

const PAGE = 'teach/widgets/term/';

function word(page: Page): { readonly link: Locator; readonly card: Locator } {
  const term = page.locator('duet-term').filter({ has: page.getByRole('link', { name: 'tensor', exact: true }) });
  return { link: term.getByRole('link', { name: 'tensor', exact: true }), card: term.locator('[popover]') };
}

test('shows its card on focus, closes it by Escape, and leads to its entry', async ({ page }) => {
  await page.goto(PAGE);
  const { link, card } = word(page);
  const before = await link.boundingBox();
  await link.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(card).toBeVisible();
  await expect(link, 'a screen reader reads the definition').toHaveAccessibleDescription(/^A block of numbers/);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(link).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(card.getByRole('link', { name: 'torch.Tensor' }), 'the links of the card come next').toBeFocused();
  await expect(card).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(card, 'it closes behind the focus').toBeHidden();
  expect((await link.boundingBox())?.x, 'nothing has moved').toBe(before?.x);
  await link.press('Enter');
  await expect(page).toHaveURL(/\/glossary\/#tensor$/);
  await expect(page.locator('#tensor')).toBeInViewport();
});

test('shows its card under a mouse, which may go to it', async ({ page }) => {
  await page.goto(PAGE);
  const { link, card } = word(page);
  await link.hover();
  await expect(card).toBeVisible();
  await card.hover();
  await page.waitForTimeout(500);
  await expect(card).toBeVisible();
  await page.mouse.move(2, 2);
  await expect(card).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 640 } });

  test('shows its card at a tap, inside of the window, and follows its link at the second', async ({ page }) => {
    await page.goto(PAGE);
    for (const name of ['tensor', 'shape']) {
      const link = page.locator('a.term', { hasText: name });
      await link.tap();
      const card = page.locator('duet-term').filter({ has: link }).locator('[popover]');
      await expect(card).toBeVisible();
      const box = await card.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(640);
      if (name === 'tensor') await page.locator('h1').tap();
    }
    const { violations } = await new AxeBuilder({ page }).include('.term-card:popover-open').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.locator('a.term', { hasText: 'shape' }).tap();
    await expect(page).toHaveURL(/\/glossary\/#shape$/);
  });
});

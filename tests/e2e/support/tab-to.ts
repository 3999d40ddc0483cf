import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page has stops between what a test goes through. */
const MOST_PRESSES = 200;

/** Presses Tab, or Shift+Tab, until the element has the focus. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < MOST_PRESSES && !(await hasFocus()); presses += 1) await page.keyboard.press(key);
  await expect(target).toBeFocused();
}

/** As {@link tabTo}, to an element that shows its focus by an outline of its own. */
export async function tabToOutlined(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, target, key);
  expect(await target.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
}

import type { Page } from '@playwright/test';

/** Lays out at once what waits for the reader to come near: it may be wider than the window too, and needs names. */
export async function layOutAll(page: Page): Promise<void> {
  await page.addStyleTag({ content: '* { content-visibility: visible !important; }' });
}

/** The network on the front page: it starts by itself where a GPU makes that quick, and says what it does elsewhere. */
import { expect, test, type Page } from '@playwright/test';

/** The page takes the software adapter for a GPU; the worker, which trains, knows better. */
async function withGpu(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(GPUAdapter.prototype, 'info', {
      get: () => ({ vendor: 'nvidia', isFallbackAdapter: false }),
    });
  });
}

const experimentOf = (page: Page) => page.locator('[data-experiment="mnist-duet"]');

test('with a GPU the network trains without a press', async ({ page }) => {
  await withGpu(page);
  await page.goto('');
  await expect(page.getByText('Your graphics card is training it now.')).toBeVisible();
  await expect(experimentOf(page)).toHaveAttribute('data-state', 'running', { timeout: 30_000 });
});

test('without one it waits, and says so', async ({ page }) => {
  await page.goto('');
  await expect(page.getByText('your processor trains it, which takes longer')).toBeVisible();
  await expect(experimentOf(page)).toHaveAttribute('data-state', 'idle');
});

test('it leaves a reader alone who wants less motion', async ({ page }) => {
  await withGpu(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('');
  await expect(page.getByText('Your graphics card trains it.')).toBeVisible();
  await expect(experimentOf(page)).toHaveAttribute('data-state', 'idle');
});

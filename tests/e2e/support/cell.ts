import { expect, type Locator, type Page } from '@playwright/test';

/** CPython, the worker and the engine, on a busy machine. */
export const FIRST_RUN_MILLISECONDS = 60_000;

/** A cell of Python, as a reader uses it. */
export class Cell {
  readonly root: Locator;

  constructor(page: Page, id: string) {
    this.root = page.locator(`[data-python-cell="${id}"]`);
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  get output(): Locator {
    return this.root.locator('[data-part="output"]');
  }

  get readout(): Locator {
    return this.root.locator('[data-part="readout"]');
  }

  async write(code: string): Promise<void> {
    if (await this.button('Edit').isVisible()) await this.button('Edit').click();
    await this.root.locator('.cm-content').fill(code);
  }

  /** Presses a button that runs something, and waits until it is done or has failed. */
  async press(name: string, patienceMilliseconds = FIRST_RUN_MILLISECONDS): Promise<void> {
    // A short program is done before one could see it begin.
    const begun = this.root.evaluate(
      (element) =>
        new Promise<void>((resolve) => {
          new MutationObserver(() => resolve()).observe(element, { attributes: true, attributeFilter: ['data-state'] });
        }),
    );
    await this.button(name).click();
    await begun;
    await expect(this.root).toHaveAttribute('data-state', /^(done|failed)$/, { timeout: patienceMilliseconds });
  }

  /** Runs it to its end, which must be this state. */
  async run(state: 'done' | 'failed' = 'done'): Promise<void> {
    await this.press('Run');
    await expect(this.root, await this.root.innerText()).toHaveAttribute('data-state', state);
  }

  async runCode(code: string, state: 'done' | 'failed' = 'done'): Promise<void> {
    await this.write(code);
    await this.run(state);
  }
}

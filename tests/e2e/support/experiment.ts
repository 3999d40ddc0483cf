/** An experiment on a page, by its contract alone: attributes, and buttons by role and name. */
import { expect, type Locator, type Page } from '@playwright/test';
import {
  judgeExpectations,
  type Expectations,
  type Judgement,
  type Metrics,
} from '../../../components/experiment/expectation.ts';
import type { PresetName } from '../../../components/experiment/presets.ts';
import type { ExperimentState } from '../../../components/experiment/state-machine.ts';
import type { BackendName } from '../../../src/training/protocol.ts';
import type { ExperimentPlace } from './site.ts';

/** What the page's address chooses for its experiments. */
export interface Choices {
  readonly backend?: BackendName | 'auto' | undefined;
  readonly preset?: PresetName | undefined;
  readonly seed?: number | undefined;
}

export type ButtonName = 'Run' | 'Pause' | 'Resume' | 'Step' | 'Reset';

/** Starting the worker, its code and its data, before the first batch. */
const LOADING_MILLISECONDS = 60_000;

export class Experiment {
  readonly root: Locator;
  readonly #page: Page;

  constructor(page: Page, id: string) {
    this.#page = page;
    this.root = page.locator(`[data-experiment="${id}"]`);
  }

  button(name: ButtonName): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  /** The message with a way on, empty while all is well. */
  get alert(): Locator {
    return this.root.getByRole('alert');
  }

  async isLoaded(): Promise<boolean> {
    return await this.root.evaluate((element) => element.matches(':defined'));
  }

  async expectState(state: ExperimentState, timeout = LOADING_MILLISECONDS): Promise<void> {
    await expect(this.root).toHaveAttribute('data-state', state, { timeout });
  }

  /** Runs to the end. A run that fails ends the test at once, with the message that the reader sees. */
  async runToEnd(timeout: number): Promise<void> {
    await this.button('Run').click();
    await this.expectEnd(timeout);
  }

  /** Runs to the end in one call into the page, so that nothing but the run keeps its main thread busy. */
  async runWithoutWatching(): Promise<void> {
    const run = await this.button('Run').elementHandle();
    await this.root.evaluate(
      (element, button) =>
        new Promise<void>((resolve) => {
          new MutationObserver(() => {
            const state = element.getAttribute('data-state');
            if (state === 'done' || state === 'failed') resolve();
          }).observe(element, { attributes: true, attributeFilter: ['data-state'] });
          if (button instanceof HTMLElement) button.click();
        }),
      run,
    );
  }

  async expectEnd(timeout: number): Promise<void> {
    await expect(this.root).toHaveAttribute('data-state', /^(done|failed)$/, { timeout });
    const state = await this.root.getAttribute('data-state');
    expect(state, state === 'failed' ? await this.alert.innerText() : '').toBe('done');
  }

  /** Presses Share link: the address that the page then has. */
  async sharedLink(): Promise<string> {
    await this.root.getByRole('button', { name: 'Share link' }).click();
    await expect.poll(() => this.#page.url()).toContain('~v1.');
    return this.#page.url();
  }

  async backend(): Promise<string | null> {
    return await this.root.getAttribute('data-backend');
  }

  /** Figures of the finished run. */
  async result(): Promise<Metrics> {
    const text = await this.root.getAttribute('data-result');
    expect(text, 'data-result of a finished run').not.toBeNull();
    const figures = JSON.parse(text ?? '') as Metrics;
    for (const [name, value] of Object.entries(figures))
      expect(Number.isFinite(value), `${name} is a number`).toBe(true);
    return figures;
  }

  /** Holds the result against what the chapter expects of this preset. */
  async judge(preset: PresetName): Promise<readonly Judgement[]> {
    const expected = JSON.parse((await this.root.getAttribute('data-expect')) ?? '{}') as Expectations;
    return judgeExpectations(expected[preset] ?? {}, await this.result());
  }
}

/** Opens a page and waits until its experiment is ready to run. */
export async function openExperiment(page: Page, place: ExperimentPlace, choices: Choices = {}): Promise<Experiment> {
  const chosen = Object.entries(choices).map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(chosen).toString();
  await page.goto(`${place.path}${query ? `?${query}` : ''}`);
  const experiment = new Experiment(page, place.id);
  // The code of an experiment waits until a reader comes near it.
  await experiment.root.scrollIntoViewIfNeeded();
  await expect.poll(() => experiment.isLoaded()).toBe(true);
  return experiment;
}

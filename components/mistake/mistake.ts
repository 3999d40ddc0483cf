import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { MistakeName, TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { MISTAKE_SEED, mistakeSteps } from './mistake-presets.ts';
import { MistakeRecord } from './mistake-record.ts';
import { mistakeTexts } from './mistake-texts.ts';
import type { MistakeView } from './mistake-view.ts';

/** A common mistake, made on the page beside the same lines as they should be. */
class MistakeElement extends ExperimentElement {
  #viewModule: typeof import('./mistake-view.ts') | null = null;
  #view: MistakeView | null = null;
  #record = new MistakeRecord();
  #steps = mistakeSteps.standard;
  #seed = MISTAKE_SEED;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clearReadout();
  }

  protected override async loadForRun(): Promise<void> {
    this.#viewModule ??= await import('./mistake-view.ts');
  }

  protected clearReadout(): void {
    this.#view?.destroy();
    this.#view = null;
    this.#record = new MistakeRecord();
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    this.#steps = mistakeSteps[this.preset];
    if (this.#viewModule) this.#view = new this.#viewModule.MistakeView(this, mistakeTexts[this.#mistake], this.#steps);
    const settings = { mistake: this.#mistake, steps: this.#steps, seed: this.#seed };
    return client.start({ type: 'mistake', backend: this.backend, settings }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    switch (report.type) {
      case 'mistake-message':
      case 'mistake-steps': {
        this.#record.take(report);
        this.#view?.show(this.#record);
        this.setProgress(
          this.#record.done / this.#whole,
          report.side === 'wrong' ? 'The wrong side' : 'The right side',
        );
        break;
      }
      case 'mistake-figures':
        this.#record.take(report);
        break;
      case 'finished':
        this.#view?.conclude(this.#record);
        this.setProgress(1, 'Both sides have run.');
    }
  }

  protected metrics(): Metrics {
    return this.#record.metrics(mistakeTexts[this.#mistake]);
  }

  protected override applySeed(seed: number): void {
    this.#seed = seed;
  }

  /** Preset and backend are all there is to share. */
  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map());
  }

  protected applySharedValues(): Promise<void> {
    return Promise.resolve();
  }

  /** What both sides report. */
  get #whole(): number {
    return mistakeTexts[this.#mistake].outcome.kind === 'told' ? 2 : 2 * this.#steps;
  }

  /** Its name, which the server has checked. */
  get #mistake(): MistakeName {
    return this.dataset.mistake as MistakeName;
  }
}

customElements.define('duet-mistake', MistakeElement);

import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { checkPresets } from './check-presets.ts';
import type { Readout } from './readout.ts';
import { gflopsText, operationText, speedMetrics } from './speed-text.ts';

/** Finds out what this browser can compute on, and measures how fast. */
class BrowserCheckElement extends ExperimentElement {
  #readoutModule: typeof import('./readout.ts') | null = null;
  #readout: Readout | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clearReadout();
  }

  protected override async loadForRun(): Promise<void> {
    this.#readoutModule ??= await import('./readout.ts');
  }

  protected clearReadout(): void {
    this.#readout?.destroy();
    this.#readout = null;
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    if (this.#readoutModule) this.#readout = new this.#readoutModule.Readout(this);
    const settings = checkPresets[this.preset];
    return client.start({ type: 'check-browser', backend: this.backend, settings }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    this.#readout?.show(report);
    const total = checkPresets[this.preset].matrixSizes.length + 1;
    const done = this.#readout?.speeds.length ?? 0;
    if (report.type === 'browser') this.setProgress(0, 'Speed is measured');
    if (report.type === 'speed') {
      const { operation, gflops } = report.speed;
      this.setProgress(done / total, `${operationText(operation)}: ${gflopsText(gflops)} GFLOP/s`);
    }
    if (report.type === 'finished') this.setProgress(1, `${done} operations are measured.`);
  }

  protected metrics(): Metrics {
    return speedMetrics(this.#readout?.speeds ?? []);
  }

  /** Preset and backend are all that it has. */
  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map());
  }

  protected applySharedValues(): Promise<void> {
    return Promise.resolve();
  }
}

customElements.define('duet-browser-check', BrowserCheckElement);

import type { ExportFormat } from '../../src/export/program-file.ts';
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type {
  DialectName,
  DialectResult,
  TrainingFailure,
  TrainingReport,
  TrainingSettings,
} from '../../src/training/protocol.ts';
import { copyCode } from '../cnn-trainer/copy-code.ts';
import { changedSettings, type PresetSettings } from '../cnn-trainer/settings-presets.ts';
import type { AskedSteps } from '../experiment/execution.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import type { MessageAction } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import { presetLabels, type PresetName } from '../experiment/presets.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import { parseSeed } from '../experiment/url-choices.ts';
import { connectExportBar } from '../export/export-bar.ts';
import { clearFigures } from '../training-run/figures.ts';
import { mendedSettings } from '../training-run/mended-settings.ts';
import { flattenResults } from '../training-run/result.ts';
import type { RunReadout } from '../training-run/run-readout.ts';
import { runProgress } from '../training-run/run-progress.ts';
import { settingsRows } from './settings-rows.ts';

/** A training as its chapter has set it: what the reader chooses is the preset. */
class TrainElement extends ExperimentElement {
  /** As the preset has them, but for the seed, and for what the reader took to mend a run that failed. */
  #settings: TrainingSettings | null = null;
  #client: TrainingClient | null = null;
  #openReadout: ((settings: TrainingSettings) => RunReadout) | null = null;
  #readout: RunReadout | null = null;
  readonly #results = new Map<DialectName, DialectResult>();

  protected override connected(signal: AbortSignal): void {
    this.#program.addEventListener('toggle', () => void this.#refreshCode(), { signal });
    this.addEventListener('click', ({ target }) => void copyCode(this, target, (text) => this.say(text)), { signal });
    const file = async (dialect: DialectName, format: ExportFormat) => {
      const { exportedFile } = await import('../../src/export/exported-file.ts');
      return exportedFile(dialect, format, this.#chosen);
    };
    const shown = (dialect: DialectName) => part(this, `${dialect}-code`, HTMLElement).textContent;
    connectExportBar(this, { file, shown, say: (text) => this.say(text) }, signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#readout?.destroy();
    this.#readout = null;
  }

  protected override async loadForRun(): Promise<void> {
    const [{ Curves }, { RunReadout }] = await Promise.all([
      import('../training-run/curves.ts'),
      import('../training-run/run-readout.ts'),
    ]);
    this.#openReadout = (settings) => new RunReadout(this, settings, new Curves(this));
  }

  protected clearReadout(): void {
    this.#results.clear();
    this.#readout?.destroy();
    this.#readout = null;
    clearFigures(this);
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    const settings = this.#chosen;
    this.#client = client;
    this.#readout = this.#openReadout?.(settings) ?? null;
    return client.start({ type: 'train', backend: this.backend, settings }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    this.#readout?.show(report);
    if (report.type === 'dialect') this.#results.set(report.dialect, report.result);
    // Nobody asks the trained networks anything.
    if (report.type === 'finished') this.#client?.forget(report.runId);
    const { said, shown } = runProgress(report, this.#chosen, this.#results);
    if (said) this.say(said);
    if (shown) this.setProgress(shown.fraction, shown.text);
  }

  protected override askedSteps(): AskedSteps {
    const { execution, ...work } = this.#chosen;
    return { execution, workload: JSON.stringify([work, this.backend]) };
  }

  protected metrics(): Metrics {
    return flattenResults(this.#results);
  }

  protected override applyPreset(preset: PresetName): void {
    this.#apply(this.#presets()[preset]);
  }

  protected override applySeed(seed: number): void {
    this.#apply({ ...this.#chosen, seed });
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map([['seed', String(this.#chosen.seed)]]));
  }

  protected applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const seed = parseSeed(values.get('seed') ?? '');
    if (seed === null) return Promise.reject(new ShareLinkError('The link to this experiment names no seed.'));
    this.applySeed(seed);
    return Promise.resolve();
  }

  protected override expectationApplies(): boolean {
    return changedSettings(this.#chosen, this.#presets()[this.preset]).length === 0;
  }

  protected override wayOn(failure: TrainingFailure): MessageAction | null {
    const mended = mendedSettings(failure, this.#chosen);
    if (!mended) return null;
    const act = () => {
      this.#apply({ ...this.#chosen, ...mended.change });
      this.runAgain();
    };
    return { label: mended.label, act };
  }

  #apply(settings: TrainingSettings): void {
    this.#settings = settings;
    const texts = settingsRows(settings).map(({ text }) => text);
    part(this, 'settings', HTMLElement)
      .querySelectorAll('dd')
      .forEach((cell, index) => (cell.textContent = texts[index] ?? ''));
    this.showExpectation();
    void this.#refreshCode();
  }

  /** Writes the programs of these settings where the reader sees them; the server has written those of Standard. */
  async #refreshCode(): Promise<void> {
    if (!this.#program.open) return;
    const { renderCode } = await import('../cnn-trainer/code-panes.ts');
    renderCode(this, this.#chosen, this.#presets()[this.preset], presetLabels[this.preset], false);
  }

  get #chosen(): TrainingSettings {
    return this.#settings ?? this.#presets()[this.preset];
  }

  get #program(): HTMLDetailsElement {
    return part(this, 'program', HTMLDetailsElement);
  }

  #presets(): PresetSettings {
    // Written by our own server from checked properties.
    return JSON.parse(this.dataset.presets ?? '{}') as PresetSettings;
  }
}

customElements.define('duet-train', TrainElement);

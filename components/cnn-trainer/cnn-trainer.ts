import { isSiteDataset, isTable } from '../../src/datasets/describe.ts';
import type { OwnData } from '../../src/datasets/own/own-data.ts';
import type { SiteDataset } from '../../src/datasets/site/description.ts';
import type { ExportFormat } from '../../src/export/program-file.ts';
import { NetworkError } from '../../src/network/shapes.ts';
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type {
  DialectName,
  DialectResult,
  HeldData,
  TrainingFailure,
  TrainingReport,
  TrainingSettings,
} from '../../src/training/protocol.ts';
import type { SettingsProblem } from '../../src/training/settings-rules.ts';
import type { AskedSteps } from '../experiment/execution.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import type { MessageAction } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import { presetLabels, type PresetName } from '../experiment/presets.ts';
import { connectExportBar } from '../export/export-bar.ts';
import { mendedSettings } from '../training-run/mended-settings.ts';
import { flattenResults } from '../training-run/result.ts';
import { runProgress } from '../training-run/run-progress.ts';
import { copyCode } from './copy-code.ts';
import { clearPredictions } from './predictions.ts';
import type { OwnDataPanel } from './own-data/own-data-panel.ts';
import type { RunViews } from './run-views.ts';
import { SettingsForm } from './settings-form.ts';
import { changedSettings, type PresetSettings } from './settings-presets.ts';
import { TrainerWeights } from './weights/trainer-weights.ts';

/** The trainer: its form, its code and its readout around one run. */
class CnnTrainerElement extends ExperimentElement {
  #form: SettingsForm | null = null;
  #views: RunViews | null = null;
  #weights: TrainerWeights | null = null;
  #ownData: Promise<OwnDataPanel> | null = null;
  /** As the panel has it open. */
  #held: OwnData | null = null;
  /** The one that has run something. */
  #client: TrainingClient | null = null;
  /** Ends when the element leaves the page. */
  #signal = new AbortController().signal;
  #runSettings: TrainingSettings | null = null;
  /** Run has refused the settings, and says so until they are mended. */
  #isRefused = false;
  readonly #results = new Map<DialectName, DialectResult>();

  protected override connected(signal: AbortSignal): void {
    this.#form = new SettingsForm(
      this,
      this.#siteDatasets(),
      () => this.#refresh(true),
      (text) => this.say(text),
      signal,
    );
    this.#signal = signal;
    const inspection = part(this, 'inspection', HTMLDetailsElement);
    inspection.addEventListener('toggle', () => void this.#lookInside(inspection), { signal });
    part(this, 'restore', HTMLButtonElement).addEventListener('click', () => this.#restore(), { signal });
    this.addEventListener('click', ({ target }) => void copyCode(this, target, (text) => this.say(text)), { signal });
    const file = async (dialect: DialectName, format: ExportFormat) => {
      if ((await this.#check()).length > 0) return null;
      const { exportedFile } = await import('../../src/export/exported-file.ts');
      return exportedFile(dialect, format, this.#settings());
    };
    const shown = (dialect: DialectName) => part(this, `${dialect}-code`, HTMLElement).textContent;
    connectExportBar(this, { file, shown, say: (text) => this.say(text) }, signal);
    this.#weights = new TrainerWeights(this, {
      settings: () => this.#settings(),
      apply: (settings) => this.#field.write(settings),
      backend: () => this.backend,
      networks: () => this.#views?.networks ?? null,
      loadViews: () => this.#loadViews(),
      onChange: () => this.#refresh(true),
      announce: (text) => this.say(text),
      signal,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#views = null;
  }

  protected override async loadForRun(): Promise<void> {
    await this.#loadViews();
  }

  protected override async prepareRun(): Promise<boolean> {
    const [problem] = await this.#check();
    this.#isRefused = problem !== undefined;
    if (!problem) return true;
    const show = () => this.#field.focus(problem);
    this.showProblem(problem.fact, problem.fix, [{ label: 'Show the setting', act: show }]);
    show();
    return false;
  }

  protected clearReadout(): void {
    this.#results.clear();
    this.#views?.clear();
    clearPredictions(this);
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    const settings = this.#settings();
    this.#runSettings = settings;
    this.#client = client;
    const ownData = this.#heldData(settings);
    const initialWeights = this.#weights?.weightsFor(settings);
    const run = client.start({ type: 'train', backend: this.backend, settings, initialWeights }, onReport, ownData);
    this.#views?.begin(run, settings, this.#weights?.fileName ?? null);
    return run;
  }

  protected showReport(report: TrainingReport): void {
    this.#views?.show(report);
    if (report.type === 'dialect') this.#results.set(report.dialect, report.result);
    const { said, shown } = runProgress(report, this.#runSettings ?? this.#settings(), this.#results);
    if (said) this.say(said);
    if (shown) this.setProgress(shown.fraction, shown.text);
  }

  protected override askedSteps(): AskedSteps {
    const { execution, ...work } = this.#settings();
    return { execution, workload: JSON.stringify([work, this.backend]) };
  }

  protected metrics(): Metrics {
    return flattenResults(this.#results);
  }

  protected override applyPreset(preset: PresetName): void {
    this.#field.write(this.#presets()[preset]);
    this.#refresh();
  }

  protected override applySeed(seed: number): void {
    this.#field.write({ ...this.#settings(), seed });
    this.#refresh();
  }

  protected override setLocked(locked: boolean): void {
    this.#form?.setLocked(locked);
  }

  protected async sharedValues(): Promise<ReadonlyMap<string, string>> {
    const { writeSharedSettings } = await import('./share-settings.ts');
    const values = writeSharedSettings(this.#settings());
    return this.#weights?.fileName ? new Map([...values, ['weights', 'file']]) : values;
  }

  protected async applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const { readSharedSettings } = await import('./share-settings.ts');
    this.#field.write(readSharedSettings(values, this.#siteDatasets()));
    this.#refresh();
    if (values.has('weights')) this.notice(...weightsOfLink);
  }

  protected override expectationApplies(): boolean {
    return this.#changed().length === 0 && !this.#weights?.fileName;
  }

  protected override wayOn(failure: TrainingFailure): MessageAction | null {
    const settings = this.#settings();
    const set = (change: Partial<TrainingSettings>) => {
      this.#field.write({ ...this.#settings(), ...change });
      this.#refresh();
      this.runAgain();
    };
    const mended = mendedSettings(failure, settings);
    if (mended) return { label: mended.label, act: () => set(mended.change) };
    const openSettings = {
      label: 'Open the settings',
      act: () => this.#field.focus({ field: 'dataset', layerIndex: null }),
    };
    switch (failure.kind) {
      case 'data':
        return typeof settings.dataset === 'object' ? openSettings : null;
      case 'network':
        if (!settings.layers.some((layer) => 'statedInput' in layer)) return openSettings;
        return { label: 'Run with Keras alone, which infers the sizes', act: () => set({ dialects: ['keras'] }) };
      case 'settings':
        return openSettings;
      default:
        return null;
    }
  }

  async #loadViews(): Promise<RunViews> {
    const [{ RunViews }, { ownImages }] = await Promise.all([
      import('./run-views.ts'),
      import('./own-data/own-images.ts'),
    ]);
    this.#views ??= new RunViews(this, {
      settings: () => this.#settings(),
      backend: () => this.backend,
      ownImages: (id, count, offset) => (this.#held?.description.id === id ? ownImages(this.#held, count, offset) : []),
      announce: (text) => this.say(text),
      onNetworks: () => this.#weights?.refreshBar(),
      signal: this.#signal,
    });
    return this.#views;
  }

  async #lookInside(fold: HTMLDetailsElement): Promise<void> {
    if (!fold.open) return;
    const views = await this.#loadViews();
    await views.openInspection();
  }

  #restore(): void {
    this.applyPreset(this.preset);
    // The pressed button hides: the keyboard goes on beside it.
    part(this, 'add-layer', HTMLButtonElement).focus();
  }

  /** Brings everything that follows from the settings up to date; `isEdit`: the reader has just changed one of them. */
  #refresh(isEdit = false): void {
    const settings = this.#settings();
    this.#field.refresh(settings, this.#changed().length > 0);
    this.#weights?.showInSummary(part(this, 'summary', HTMLElement));
    part(this, 'results', HTMLElement).dataset.dialects = settings.dialects.join(' ');
    this.showExpectation();
    void this.#refreshOwnData();
    void this.#refreshCode(isEdit);
  }

  /** The reader's own data that settings name, for the worker. */
  #heldData({ dataset }: TrainingSettings): HeldData | null {
    const held = this.#held;
    if (typeof dataset === 'string' || isSiteDataset(dataset) || held?.description.id !== dataset.id) return null;
    return { id: dataset.id, dataset: held.dataset };
  }

  /** Shows or hides the panel of the reader's own data; its code is loaded when that is first chosen. */
  async #refreshOwnData(): Promise<void> {
    // Of a row of features nobody draws a picture.
    part(this, 'inspection-body', HTMLElement).toggleAttribute('data-is-table', isTable(this.#settings().dataset));
    if (this.#field.isOwnData) this.#ownData ??= this.#loadOwnData();
    const panel = await this.#ownData;
    // Only now: a file that is chosen before the code listens would be lost.
    part(this, 'own-data', HTMLElement).hidden = !this.#field.isOwnData;
    panel?.refresh(this.#settings());
  }

  async #loadOwnData(): Promise<OwnDataPanel> {
    const { OwnDataPanel } = await import('./own-data/own-data-panel.ts');
    return new OwnDataPanel(this, {
      onOpen: (data) => {
        if (this.#held) this.#client?.releaseOwnData(this.#held.description.id);
        this.#held = data;
        this.#field.openOwnData(data?.description ?? null);
        this.#refresh(true);
      },
      onFit: (change) => {
        this.#field.write({ ...this.#settings(), ...change });
        this.#refresh(true);
      },
      say: (text) => this.say(text),
      signal: this.#signal,
    });
  }

  async #refreshCode(isEdit: boolean): Promise<void> {
    const [problems, { renderCode, showCodeIsBehind }] = await Promise.all([this.#check(), import('./code-panes.ts')]);
    if (problems.length > 0) {
      showCodeIsBehind(this);
      return;
    }
    if (this.#isRefused) this.clearProblem();
    this.#isRefused = false;
    void this.#weights?.follow();
    try {
      renderCode(this, this.#settings(), this.#presets()[this.preset], presetLabels[this.preset], isEdit);
    } catch (error) {
      // The layers changed while the code was being loaded, and do not fit: the next refresh writes the code.
      if (!(error instanceof NetworkError)) throw error;
    }
  }

  async #check(): Promise<readonly SettingsProblem[]> {
    const { settingsProblems } = await import('./settings-problems.ts');
    const settings = this.#settings();
    const problems = [...settingsProblems(settings), ...(this.#weights?.problems(settings) ?? [])];
    this.#field.showProblems(problems);
    return problems;
  }

  #settings(): TrainingSettings {
    return this.#field.read();
  }

  #changed(): readonly string[] {
    return changedSettings(this.#settings(), this.#presets()[this.preset]);
  }

  #presets(): PresetSettings {
    // Written by our own server from checked properties.
    return JSON.parse(this.dataset.presets ?? '{}') as PresetSettings;
  }

  /** The sets of `content/data`. */
  #siteDatasets(): readonly SiteDataset[] {
    return JSON.parse(this.dataset.siteDatasets ?? '[]') as SiteDataset[];
  }

  get #field(): SettingsForm {
    if (!this.#form) throw new Error('The trainer is not on a page.');
    return this.#form;
  }
}

/** A link carries no weights. */
const weightsOfLink = [
  'This experiment was shared with starting weights from a file, which a link does not carry.',
  'It starts from random weights until you choose the file in the settings.',
] as const;

customElements.define('duet-cnn-trainer', CnnTrainerElement);

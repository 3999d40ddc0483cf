import { compactImages } from '../../src/datasets/registry.ts';
import { NetworkError } from '../../src/network/shapes.ts';
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type {
  BatchReport,
  DialectName,
  DialectResult,
  TrainingFailure,
  TrainingReport,
  TrainingSettings,
} from '../../src/training/protocol.ts';
import type { SettingsProblem } from '../../src/training/settings-rules.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';
import type { AskedSteps } from '../experiment/execution.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import type { MessageAction } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import { presetLabels, type PresetName } from '../experiment/presets.ts';
import { clearPredictions } from './predictions.ts';
import type { Readout } from './readout.ts';
import { flattenResults } from './result.ts';
import { SettingsForm } from './settings-form.ts';
import { changedSettings, type PresetSettings } from './settings-presets.ts';

/** The trainer: its form, its code and its readout around one run. */
class CnnTrainerElement extends ExperimentElement {
  #form: SettingsForm | null = null;
  #readoutModule: typeof import('./readout.ts') | null = null;
  #readout: Readout | null = null;
  #runSettings: TrainingSettings | null = null;
  /** Run has refused the settings, and says so until they are mended. */
  #isRefused = false;
  readonly #results = new Map<DialectName, DialectResult>();

  protected override connected(signal: AbortSignal): void {
    this.#form = new SettingsForm(this, () => this.#refresh(true), signal);
    part(this, 'restore', HTMLButtonElement).addEventListener('click', () => this.#restore(), { signal });
    this.addEventListener('click', (event) => void this.#copy(event.target), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#readout?.destroy();
    this.#readout = null;
  }

  protected override async loadForRun(): Promise<void> {
    this.#readoutModule ??= await import('./readout.ts');
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
    this.#readout?.destroy();
    this.#readout = null;
    clearPredictions(this);
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    const settings = this.#settings();
    this.#runSettings = settings;
    if (this.#readoutModule) this.#readout = new this.#readoutModule.Readout(this, settings);
    return client.start({ type: 'train', backend: this.backend, settings }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    this.#readout?.show(report);
    switch (report.type) {
      case 'started':
        this.say(`${dialectLabels[report.dialect]} begins: ${report.parameterCount.toLocaleString('en')} parameters`);
        this.setProgress(this.#fraction(report.dialect, 0), `${dialectLabels[report.dialect]} · first batch`);
        break;
      case 'batch':
        this.#showBatch(report);
        break;
      case 'epoch':
        this.say(
          `${dialectLabels[report.dialect]}, epoch ${report.epoch}: loss ${report.loss.toFixed(3)}, accuracy ${report.accuracy.toFixed(3)}`,
        );
        break;
      case 'dialect':
        this.#results.set(report.dialect, report.result);
        break;
      case 'finished': {
        const seconds = [...this.#results.values()].reduce((sum, { trainingSeconds }) => sum + trainingSeconds, 0);
        this.setProgress(1, `Trained in ${seconds.toFixed(1)} s`);
        break;
      }
    }
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
    return writeSharedSettings(this.#settings());
  }

  protected async applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const { readSharedSettings } = await import('./share-settings.ts');
    this.#field.write(readSharedSettings(values));
    this.#refresh();
  }

  protected override expectationApplies(): boolean {
    return this.#changed().length === 0;
  }

  protected override wayOn({ kind }: TrainingFailure): MessageAction | null {
    const set = (change: Partial<TrainingSettings>) => {
      this.#field.write({ ...this.#settings(), ...change });
      this.#refresh();
      this.runAgain();
    };
    const { learningRate, batchSize, trainImages, testImages } = this.#settings();
    switch (kind) {
      case 'outOfMemory':
        if (batchSize < 2) return null;
        return { label: 'Run with half the batch size', act: () => set({ batchSize: Math.floor(batchSize / 2) }) };
      case 'diverged':
        return { label: 'Run with a tenth of the learning rate', act: () => set({ learningRate: learningRate / 10 }) };
      case 'data':
        // Most sites carry the compact sets alone: Full asks for more than they have.
        if (trainImages <= compactImages.train && testImages <= compactImages.test) return null;
        return {
          label: 'Run with the images of this site',
          act: () =>
            set({
              trainImages: Math.min(trainImages, compactImages.train),
              testImages: Math.min(testImages, compactImages.test),
            }),
        };
      case 'settings':
      case 'network':
        return { label: 'Open the settings', act: () => this.#field.focus({ field: 'dataset', layerIndex: null }) };
      default:
        return null;
    }
  }

  #showBatch(report: BatchReport): void {
    const { dialect, epoch, batch, batchesPerEpoch, loss, accuracy, imagesPerSecond, secondsLeft } = report;
    const epochs = this.#runSettings?.epochs ?? epoch;
    const done = (epoch - 1 + batch / batchesPerEpoch) / epochs;
    const text = [
      dialectLabels[dialect],
      `epoch ${epoch}/${epochs}`,
      `batch ${batch}/${batchesPerEpoch}`,
      `loss ${loss.toFixed(3)}`,
      `accuracy ${accuracy.toFixed(3)}`,
      `${Math.round(imagesPerSecond).toLocaleString('en')} images/s`,
      `${durationText(secondsLeft)} left`,
    ];
    this.setProgress(this.#fraction(dialect, done), text.join(' · '));
  }

  /** Share of the whole run, when a share of one dialect is done. */
  #fraction(dialect: DialectName, done: number): number {
    const dialects = this.#runSettings?.dialects ?? [dialect];
    return (dialects.indexOf(dialect) + done) / dialects.length;
  }

  #restore(): void {
    this.applyPreset(this.preset);
    part(this, 'settings', HTMLDetailsElement).querySelector('summary')?.focus();
  }

  /** Brings everything that follows from the settings up to date; `isEdit`: the reader has just changed one of them. */
  #refresh(isEdit = false): void {
    const settings = this.#settings();
    this.#field.refresh(settings, this.#changed().length > 0);
    part(this, 'results', HTMLElement).dataset.dialects = settings.dialects.join(' ');
    this.showExpectation();
    void this.#refreshCode(isEdit);
  }

  async #refreshCode(isEdit: boolean): Promise<void> {
    const [problems, { renderCode, showCodeIsBehind }] = await Promise.all([this.#check(), import('./code-panes.ts')]);
    if (problems.length > 0) {
      showCodeIsBehind(this);
      return;
    }
    if (this.#isRefused) this.clearProblem();
    this.#isRefused = false;
    try {
      renderCode(this, this.#settings(), this.#presets()[this.preset], presetLabels[this.preset], isEdit);
    } catch (error) {
      // The layers changed while the code was being loaded, and do not fit: the next refresh writes the code.
      if (!(error instanceof NetworkError)) throw error;
    }
  }

  async #check(): Promise<readonly SettingsProblem[]> {
    const { settingsProblems } = await import('./settings-problems.ts');
    const problems = settingsProblems(this.#settings());
    this.#field.showProblems(problems);
    return problems;
  }

  async #copy(target: EventTarget | null): Promise<void> {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null;
    const dialect = button?.dataset.copy;
    if (!button || !dialect) return;
    const code = part(this, `${dialect}-code`, HTMLElement);
    try {
      await navigator.clipboard.writeText(`${code.textContent}\n`);
      this.say('Code copied.');
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 2_000);
    } catch {
      getSelection()?.selectAllChildren(code);
      this.say('The browser does not let a page copy. The code is selected: copy it with the keyboard.');
    }
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

  get #field(): SettingsForm {
    if (!this.#form) throw new Error('The trainer is not on a page.');
    return this.#form;
  }
}

function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

customElements.define('duet-cnn-trainer', CnnTrainerElement);

import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { DialectName, EagerGraphSettings, TrainingReport } from '../../src/training/protocol.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { part } from '../experiment/parts.ts';
import { connectExportBar } from '../export/export-bar.ts';
import type { ExportedFile, ExportFormat } from '../../src/export/program-file.ts';
import type { PresetName } from '../experiment/presets.ts';
import type { Readout } from './readout.ts';
import type { StepField, StepForm, StepProblem } from './step-form.ts';
import { presetForm, stepPresets } from './step-presets.ts';
import { stepMetrics } from './step-results.ts';

/** Measures a training step eagerly and as a graph. */
class EagerGraphElement extends ExperimentElement {
  #readoutModule: typeof import('./readout.ts') | null = null;
  #readout: Readout | null = null;
  #settings: EagerGraphSettings = stepPresets.standard;
  /** What the engine said of the tried steps. */
  #obstacles: readonly (string | null)[] = [];
  /** Ways that this backend has: a graph and eager, or eager alone. */
  #ways = 2;

  protected override connected(signal: AbortSignal): void {
    const changed = () => {
      this.showExpectation();
      void this.#checkedSettings();
    };
    part(this, 'form', HTMLFieldSetElement).addEventListener('change', changed, { signal });
    const file = (dialect: DialectName, format: ExportFormat) => this.#file(dialect, format);
    connectExportBar(this, { file, say: (text) => this.say(text) }, signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clearReadout();
  }

  protected override async loadForRun(): Promise<void> {
    this.#readoutModule ??= await import('./readout.ts');
  }

  protected override async prepareRun(): Promise<boolean> {
    const parsed = await this.#checkedSettings();
    if (!('field' in parsed)) {
      this.#settings = parsed;
      return true;
    }
    const show = () => this.#field(parsed.field).focus();
    this.showProblem(parsed.fact, parsed.fix, [{ label: 'Show the setting', act: show }]);
    show();
    return false;
  }

  protected clearReadout(): void {
    this.#readout?.destroy();
    this.#readout = null;
    this.#obstacles = [];
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    if (this.#readoutModule) this.#readout = new this.#readoutModule.Readout(this);
    return client.start({ type: 'time-steps', backend: this.backend, settings: this.#settings }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    this.#readout?.show(report);
    switch (report.type) {
      case 'tried-steps':
        this.#obstacles = Object.values(report.obstacles);
        this.#ways = report.canRecord ? 2 : 1;
        break;
      case 'started':
        this.setProgress(this.#done(), `${dialectLabels[report.dialect]} is measured`);
        break;
      case 'timed-step': {
        const { batchSize, execution, milliseconds } = report.step;
        const ways = `${dialectLabels[report.dialect]}, batch of ${batchSize}, ${execution}`;
        this.setProgress(this.#done(), `${ways}: ${milliseconds.toFixed(2)} ms`);
        break;
      }
      case 'finished':
        this.setProgress(1, `${this.#readout?.steps.length ?? 0} ways of a step are measured.`);
    }
  }

  protected metrics(): Metrics {
    return stepMetrics(this.#readout?.steps ?? [], this.#obstacles);
  }

  protected override applyPreset(preset: PresetName): void {
    this.#write(presetForm(preset));
  }

  protected override applySeed(seed: number): void {
    this.#field('seed').value = String(seed);
  }

  protected override setLocked(locked: boolean): void {
    part(this, 'form', HTMLFieldSetElement).disabled = locked;
  }

  /** Any seed may be drawn. */
  protected override expectationApplies(): boolean {
    const [form, preset] = [this.#form(), presetForm(this.preset)];
    return (['network', 'batchSizes', 'steps'] as const).every((name) => form[name] === preset[name]);
  }

  protected async sharedValues(): Promise<ReadonlyMap<string, string>> {
    const { writeSharedSteps } = await import('./share-steps.ts');
    return writeSharedSteps(this.#form());
  }

  protected async applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const { readSharedSteps } = await import('./share-steps.ts');
    this.#write(readSharedSteps(values));
  }

  /** The settings of the form, or what is wrong with it, which is shown at its field. */
  async #checkedSettings(): Promise<EagerGraphSettings | StepProblem> {
    const { parseStepForm } = await import('./step-form.ts');
    const parsed = parseStepForm(this.#form());
    for (const name of ['network', 'batchSizes', 'steps', 'seed'] as const) {
      const isWrong = 'field' in parsed && parsed.field === name;
      const line = this.querySelector(`[data-problem="${name}"]`);
      if (line) line.textContent = isWrong ? `${parsed.fact} ${parsed.fix}` : '';
      if (isWrong) this.#field(name).setAttribute('aria-invalid', 'true');
      else this.#field(name).removeAttribute('aria-invalid');
    }
    return parsed;
  }

  /** The program of the settings as they are, or null where they cannot be. */
  async #file(dialect: DialectName, format: ExportFormat): Promise<ExportedFile | null> {
    const [parsed, { stepFile }] = await Promise.all([this.#checkedSettings(), import('./step-program.ts')]);
    return 'field' in parsed ? null : stepFile(dialect, format, parsed);
  }

  /** Share of all measurements that are done. */
  #done(): number {
    return (this.#readout?.steps.length ?? 0) / (this.#settings.batchSizes.length * 2 * this.#ways);
  }

  #form(): StepForm {
    const text = (name: StepField) => this.#field(name).value.trim();
    return { network: text('network'), batchSizes: text('batchSizes'), steps: text('steps'), seed: text('seed') };
  }

  #write(form: StepForm): void {
    for (const name of ['network', 'batchSizes', 'steps', 'seed'] as const) this.#field(name).value = form[name];
    if (this.querySelector('[aria-invalid]')) void this.#checkedSettings();
  }

  #field(name: StepField): HTMLInputElement | HTMLSelectElement {
    const field = this.querySelector(`[data-field="${name}"]`);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) return field;
    throw new Error(`The widget has no field for ${name}.`);
  }
}

customElements.define('duet-eager-graph', EagerGraphElement);

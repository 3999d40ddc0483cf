import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { DialectName, PlacementResult, PlacementSettings, TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { part } from '../experiment/parts.ts';
import type { PresetName } from '../experiment/presets.ts';
import { placementFields, placementPresets } from './placement-presets.ts';
import type { Readout } from './readout.ts';
import { lossDifference } from './result-rows.ts';

/** Trains a model on two devices and on one. After a run, Step goes through the parts of a training step. */
class DevicePlacementElement extends ExperimentElement {
  #readoutModule: typeof import('./readout.ts') | null = null;
  #readout: Readout | null = null;
  #settings: PlacementSettings = placementPresets.standard;
  readonly #results = new Map<DialectName, PlacementResult>();

  protected override connected(signal: AbortSignal): void {
    part(this, 'form', HTMLFieldSetElement).addEventListener('change', () => this.showExpectation(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clearReadout();
  }

  protected override async loadForRun(): Promise<void> {
    this.#readoutModule ??= await import('./readout.ts');
  }

  protected override async prepareRun(byStep: boolean): Promise<boolean> {
    if (byStep && this.#readout && this.state === 'done') {
      this.say(this.#readout.nextPart());
      return false;
    }
    const { parsePlacement } = await import('./share-placement.ts');
    const parsed = parsePlacement((field) => this.#field(field).value);
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
    this.#results.clear();
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    if (this.#readoutModule) this.#readout = new this.#readoutModule.Readout(this, this.#settings);
    return client.start({ type: 'placement', backend: this.backend, settings: this.#settings }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    if (report.type === 'placement') {
      this.#results.set(report.dialect, report.result);
      this.#readout?.show(report.dialect, report.result);
      this.setProgress(
        this.#results.size / 2,
        report.dialect === 'torch' ? 'PyTorch is measured' : 'Both are measured',
      );
    }
  }

  protected metrics(): Metrics {
    const figures = [...this.#results].flatMap(([dialect, result]) =>
      Object.entries(figuresOf(result)).map(([name, value]) => [dialect + name, value] as const),
    );
    return Object.fromEntries(figures);
  }

  protected override applyPreset(preset: PresetName): void {
    this.#write(placementPresets[preset]);
  }

  protected override applySeed(seed: number): void {
    this.#field('seed').value = String(seed);
  }

  protected override setLocked(locked: boolean): void {
    part(this, 'form', HTMLFieldSetElement).disabled = locked;
  }

  /** Any seed may be drawn. */
  protected override expectationApplies(): boolean {
    const preset = placementPresets[this.preset];
    return placementFields.every(({ name }) => name === 'seed' || this.#field(name).value === String(preset[name]));
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map(placementFields.map(({ name, key }) => [key, this.#field(name).value])));
  }

  protected async applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const { readSharedPlacement } = await import('./share-placement.ts');
    this.#write(readSharedPlacement(values));
  }

  #write(settings: PlacementSettings): void {
    for (const { name } of placementFields) this.#field(name).value = String(settings[name]);
  }

  #field(name: keyof PlacementSettings): HTMLInputElement {
    const field = this.querySelector(`[data-field="${name}"]`);
    if (!(field instanceof HTMLInputElement)) throw new Error(`The widget has no field for ${name}.`);
    return field;
  }
}

/** Named so that the framework's name can stand before them. */
function figuresOf(result: PlacementResult): Metrics {
  const { transfers, split, together } = result;
  const [first, second] = together;
  const of = (direction: 'forward' | 'backward') => transfers.filter((transfer) => transfer.direction === direction);
  const bytes = (direction: 'forward' | 'backward') => of(direction).reduce((sum, each) => sum + each.bytes, 0);
  return {
    ForwardTensors: of('forward').length,
    ForwardBytes: bytes('forward'),
    BackwardTensors: of('backward').length,
    BackwardBytes: bytes('backward'),
    LossDifference: lossDifference(result),
    SplitMilliseconds: split.stepMilliseconds,
    FirstMilliseconds: first.stepMilliseconds,
    SecondMilliseconds: second.stepMilliseconds,
  };
}

customElements.define('duet-device-placement', DevicePlacementElement);

import { datasetFileName } from '../../../src/datasets/describe.ts';
import type { InitialWeights, TrainingSettings } from '../../../src/training/protocol.ts';
import type { SettingsProblem } from '../../../src/training/settings-rules.ts';
import type { BackendChoice } from '../../experiment/backends.ts';
import { WeightsBar, type KeptNetworks } from '../../export/weights-bar.ts';
import { noWeightsYet, weightsTooLarge } from '../../export/weights-texts.ts';
import type { TrainedRun } from '../inspection/inspection.ts';
import type { RunViews } from '../run-views.ts';
import { StartingWeights } from './starting-weights.ts';

interface TrainerWeightsOptions {
  /** As the form stands. */
  readonly settings: () => TrainingSettings;
  readonly apply: (settings: TrainingSettings) => void;
  readonly backend: () => BackendChoice;
  /** The networks that can be asked and saved now. */
  readonly networks: () => TrainedRun | null;
  readonly loadViews: () => Promise<RunViews>;
  /** A file is taken, or removed. */
  readonly onChange: () => void;
  readonly announce: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The weights of a trainer: those of a file that runs start from, and those that can be saved. */
export class TrainerWeights {
  readonly #options: TrainerWeightsOptions;
  readonly #start: StartingWeights;
  readonly #bar: WeightsBar;
  /** What the worker was last asked to load, as text. */
  #loaded = '';

  constructor(root: HTMLElement, options: TrainerWeightsOptions) {
    this.#options = options;
    this.#start = new StartingWeights(root, options);
    const { backend, announce: say, signal } = options;
    this.#bar = new WeightsBar(root, { kept: () => this.#kept(), backend, say }, signal);
  }

  /** Name of the file that runs start from, or null where weights are drawn. */
  get fileName(): string | null {
    return this.#start.fileName;
  }

  /** The weights of the file for these settings; undefined where they are drawn, or do not fit. */
  weightsFor(settings: TrainingSettings): InitialWeights | undefined {
    return this.#start.weightsFor(settings) ?? undefined;
  }

  /** What keeps a run from starting from the file. */
  problems(settings: TrainingSettings): readonly SettingsProblem[] {
    return this.#start.problems(settings);
  }

  /** Adds the file to the line that sums the settings up. */
  showInSummary(line: HTMLElement): void {
    if (this.fileName !== null) line.textContent += ` · from ${this.fileName}`;
  }

  /** There are other networks to save than before, or none. */
  refreshBar(): void {
    this.#bar.refresh();
  }

  /** Keeps the networks of the file as the settings are, which can be trained; without a file there are none. */
  async follow(): Promise<void> {
    const settings = this.#options.settings();
    const [fileName, weights] = [this.fileName, this.weightsFor(settings)];
    const { layers, dataset, scaling, dialects } = settings;
    const loaded = fileName === null ? '' : JSON.stringify([this.#start.choice, layers, dataset, scaling, dialects]);
    if (loaded === this.#loaded) return;
    this.#loaded = loaded;
    const views = await this.#options.loadViews();
    await views.load(fileName !== null && weights ? { fileName, settings, weights } : null);
  }

  #kept(): KeptNetworks | string {
    const networks = this.#options.networks();
    if (!networks) return noWeightsYet;
    if (networks.dialects.length === 0) return weightsTooLarge;
    return { runId: networks.runId, name: datasetFileName(networks.settings.dataset) };
  }
}

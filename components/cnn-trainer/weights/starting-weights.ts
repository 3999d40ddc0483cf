import type { InitialWeights, TrainingSettings } from '../../../src/training/protocol.ts';
import type { SettingsProblem } from '../../../src/training/settings-rules.ts';
import { acceptDrops } from '../../experiment/accept-drops.ts';
import { part } from '../../experiment/parts.ts';
import type { WeightsFile } from './read-files.ts';

interface StartingWeightsOptions {
  /** As the form stands. */
  readonly settings: () => TrainingSettings;
  readonly apply: (settings: TrainingSettings) => void;
  /** A file is taken, or removed. */
  readonly onChange: () => void;
  readonly announce: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The field that says what a run starts from. A file that is refused leaves it as it was. */
export class StartingWeights {
  readonly #root: HTMLElement;
  readonly #options: StartingWeightsOptions;
  #file: WeightsFile | null = null;
  /** Read, and fits none of the layers as they are. */
  #refused: WeightsFile | null = null;
  /** Tells the file chosen last from one that took longer to read. */
  #choice = 0;

  constructor(root: HTMLElement, options: StartingWeightsOptions) {
    this.#root = root;
    this.#options = options;
    const { signal } = options;
    const input = part(root, 'weights-file', HTMLInputElement);
    input.addEventListener('change', () => void this.#take([...(input.files ?? [])]), { signal });
    // The same file may be chosen again, when it has been mended.
    input.addEventListener('click', () => (input.value = ''), { signal });
    const field = part(root, 'weights', HTMLFieldSetElement);
    acceptDrops(field, (files) => !field.matches(':disabled') && void this.#take(files), signal);
    this.#button('remove').addEventListener('click', () => this.#remove(), { signal });
    this.#button('network').addEventListener('click', () => this.#setUpNetwork(), { signal });
  }

  /** Name of the file, or null where weights are drawn. */
  get fileName(): string | null {
    return this.#file?.name ?? null;
  }

  /** Counts the files that were chosen, so that two of one name are told apart. */
  get choice(): number {
    return this.#choice;
  }

  /** The weights for these settings; null where they are drawn, or do not fit. */
  weightsFor(settings: TrainingSettings): InitialWeights | null {
    const fitted = this.#file?.fit(settings) ?? null;
    return fitted && 'tensors' in fitted ? fitted : null;
  }

  /** What keeps a run from starting from the file. */
  problems(settings: TrainingSettings): readonly SettingsProblem[] {
    const fitted = this.#file?.fit(settings) ?? null;
    this.#offerNetwork(settings);
    if (!fitted || 'tensors' in fitted) return [];
    return [{ field: 'weights', layerIndex: null, ...fitted }];
  }

  async #take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const choice = ++this.#choice;
    const { readFiles } = await import('./read-files.ts');
    const file = await readFiles(files);
    if (choice !== this.#choice) return;
    const settings = this.#options.settings();
    const problem = 'fit' in file ? file.fit(settings) : file;
    this.#refused = null;
    if ('fit' in file && 'tensors' in problem) {
      this.#accept(file);
      return;
    }
    if ('fit' in file) this.#refused = file;
    const names = files.map(({ name }) => name).join(', ');
    const text = 'fact' in problem ? `${names} was not taken. ${problem.fact} ${problem.fix}` : '';
    this.#say('refusal', text);
    this.#options.announce(text);
    this.#offerNetwork(settings);
  }

  #accept(file: WeightsFile): void {
    this.#file = file;
    this.#refused = null;
    this.#say('source', `${file.name}: ${file.contents}`);
    this.#say('refusal', '');
    this.#button('remove').hidden = false;
    this.#options.announce(`Runs start from ${file.name}: ${file.contents}.`);
    this.#options.onChange();
  }

  #remove(): void {
    this.#choice += 1;
    this.#file = null;
    this.#refused = null;
    this.#say('source', 'Random, drawn from the seed');
    this.#say('refusal', '');
    this.#button('remove').hidden = true;
    const input = part(this.#root, 'weights-file', HTMLInputElement);
    input.value = '';
    input.focus();
    this.#options.announce('The file is removed: weights are drawn from the seed.');
    this.#options.onChange();
  }

  /** Sets what the file was saved with, and takes the file. */
  #setUpNetwork(): void {
    const { settings, apply } = this.#options;
    const file = this.#refused ?? this.#file;
    const restored = file?.restore(settings());
    if (!file || !restored) return;
    apply(restored);
    part(this.#root, 'weights-file', HTMLInputElement).focus();
    this.#accept(file);
  }

  /** Tells where the settings are not those of the file. */
  #offerNetwork(settings: TrainingSettings): void {
    const file = this.#refused ?? this.#file;
    const isOther = file !== null && file.restore(settings) !== null;
    this.#button('network').hidden = !isOther;
    this.#say('note', isOther ? `${file.name} was saved with other layers, pixels or data than are set here.` : '');
  }

  #button(name: 'remove' | 'network'): HTMLButtonElement {
    return part(this.#root, `weights-${name}`, HTMLButtonElement);
  }

  #say(name: 'source' | 'refusal' | 'note', text: string): void {
    part(this.#root, `weights-${name}`, HTMLElement).textContent = text;
  }
}

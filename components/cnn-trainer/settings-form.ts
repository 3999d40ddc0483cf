import { describeDataset, exampleNoun, isSiteDataset } from '../../src/datasets/describe.ts';
import { noOwnDataset, OWN_DATA, type OwnDataset } from '../../src/datasets/own/description.ts';
import type { SiteDataset } from '../../src/datasets/site/description.ts';
import type {
  DatasetChoice,
  DatasetName,
  ExecutionName,
  ScalingName,
  TableName,
  TrainingSettings,
} from '../../src/training/protocol.ts';
import type { SettingsProblem } from '../../src/training/settings-rules.ts';
import { part } from '../experiment/parts.ts';
import { datasetOption } from './dataset-option.ts';
import { LayerList } from './layer-list.ts';
import { nameExamples } from './name-examples.ts';
import { numberFromText } from './number-text.ts';
import { dialectChoice, dialectsOf, type DialectChoice } from './settings-presets.ts';
import { showDatasetCredit } from './site-datasets/dataset-credit.ts';
import { settingsSummary } from './settings-text.ts';

/** The settings in their form: reads and writes it, and shows what is wrong at the field where it is. */
export class SettingsForm {
  readonly #root: HTMLElement;
  readonly #layers: LayerList;
  readonly #siteDatasets: readonly SiteDataset[];
  #ownDataset: OwnDataset = noOwnDataset;

  constructor(
    root: HTMLElement,
    siteDatasets: readonly SiteDataset[],
    onChange: () => void,
    announce: (text: string) => void,
    signal: AbortSignal,
  ) {
    this.#root = root;
    this.#siteDatasets = siteDatasets;
    this.#layers = new LayerList(root, onChange, announce, signal);
    part(root, 'form', HTMLFieldSetElement).addEventListener('input', onChange, { signal });
  }

  /** The settings as they stand; a field that holds no number is NaN. */
  read(): TrainingSettings {
    const number = (name: keyof TrainingSettings) => numberFromText(this.#field(name).value);
    const text = (name: keyof TrainingSettings) => this.#field(name).value;
    return {
      dataset: this.#dataset(text('dataset')),
      trainImages: number('trainImages'),
      testImages: number('testImages'),
      scaling: text('scaling') as ScalingName,
      layers: this.#layers.read(),
      optimizer: text('optimizer') === 'adam' ? 'adam' : 'sgd',
      learningRate: number('learningRate'),
      batchSize: number('batchSize'),
      epochs: number('epochs'),
      validationSplit: number('validationSplit'),
      seed: number('seed'),
      dialects: dialectsOf(text('dialects') as DialectChoice),
      execution: this.#execution('eager').checked ? 'eager' : 'graph',
    };
  }

  /** Whether the reader's own data is chosen, opened or not. */
  get isOwnData(): boolean {
    return this.#field('dataset').value === OWN_DATA;
  }

  /** What “Your own data” stands for from now on; null for nothing. */
  openOwnData(dataset: OwnDataset | null): void {
    this.#ownDataset = dataset ?? noOwnDataset;
  }

  write(settings: TrainingSettings): void {
    const { layers, dialects, execution, dataset, ...plain } = settings;
    if (typeof dataset === 'object' && !isSiteDataset(dataset)) this.#ownDataset = dataset;
    this.#field('dataset').value = datasetOption(dataset);
    for (const [name, value] of Object.entries(plain)) this.#field(name).value = String(value);
    this.#field('dialects').value = dialectChoice(dialects);
    this.#execution(execution).checked = true;
    this.#layers.write(layers);
  }

  /** Brings shapes, summary and the button that restores the preset up to date. */
  refresh(settings: TrainingSettings, isChanged: boolean): void {
    const { height, width, channels } = describeDataset(settings.dataset);
    this.#layers.showShapes([height, width, channels], settings.batchSize);
    nameExamples(part(this.#root, 'form', HTMLElement), exampleNoun(settings.dataset));
    part(this.#root, 'summary', HTMLElement).textContent = settingsSummary(settings);
    part(this.#root, 'restore', HTMLButtonElement).hidden = !isChanged;
    showDatasetCredit(part(this.#root, 'dataset-credit', HTMLElement), settings.dataset);
  }

  showProblems(problems: readonly SettingsProblem[]): void {
    for (const line of this.#root.querySelectorAll<HTMLElement>('[data-problem]')) {
      const field = line.dataset.problem;
      const problem = problems.find((candidate) => candidate.field === field && candidate.layerIndex === null);
      line.textContent = problem ? `${problem.fact} ${problem.fix}` : '';
      const input = this.#root.querySelector(`[data-field="${field}"]`);
      if (problem) input?.setAttribute('aria-invalid', 'true');
      else input?.removeAttribute('aria-invalid');
    }
    const inLayer = problems.find(({ layerIndex }) => layerIndex !== null);
    this.#layers.showProblem(inLayer?.layerIndex ?? null, inLayer ? `${inLayer.fact} ${inLayer.fix}` : '');
  }

  /** Opens the form at the setting at fault. */
  focus({ field, layerIndex }: Pick<SettingsProblem, 'field' | 'layerIndex'>): void {
    this.open();
    if (layerIndex !== null) this.#layers.focus(layerIndex);
    else this.#root.querySelector<HTMLElement>(`[data-field="${field}"], [data-problem="${field}"]`)?.focus();
  }

  open(): void {
    part(this.#root, 'settings', HTMLDetailsElement).open = true;
  }

  setLocked(locked: boolean): void {
    part(this.#root, 'form', HTMLFieldSetElement).disabled = locked;
  }

  #dataset(option: string): DatasetChoice {
    if (option === OWN_DATA) return this.#ownDataset;
    const ofSite = this.#siteDatasets.find(({ name }) => name === option);
    return ofSite ?? (option as DatasetName | TableName);
  }

  #execution(name: ExecutionName): HTMLInputElement {
    return part(this.#root, `execution-${name}`, HTMLInputElement);
  }

  #field(name: string): HTMLInputElement | HTMLSelectElement {
    const field = this.#root.querySelector(`[data-field="${name}"]`);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) return field;
    throw new Error(`The form has no field ${name}.`);
  }
}

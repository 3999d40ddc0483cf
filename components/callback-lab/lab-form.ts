import { callbackEntries, type CallbackSettings } from '../../src/schedules/callbacks.ts';
import { findSchedule, type ScheduleSettings } from '../../src/schedules/catalogue.ts';
import {
  parameterText,
  parseParameter,
  type Parameter,
  type ParameterProblem,
  type ParameterValues,
} from '../../src/schedules/parameter.ts';
import type { DialectName, LabSettings, TrainingSettings } from '../../src/training/protocol.ts';
import { numberFromText } from '../cnn-trainer/number-text.ts';
import { dialectChoice, dialectsOf, type DialectChoice } from '../cnn-trainer/settings-presets.ts';
import { part } from '../experiment/parts.ts';
import { schedulesOf, startValues } from './lab-presets.ts';

/** Fields of the training, with the key that each has in a share link. */
export const trainingFields = [
  { name: 'dialects', key: 'style', label: 'Style' },
  { name: 'dataset', key: 'data', label: 'Data set' },
  { name: 'trainImages', key: 'train', label: 'Training images' },
  { name: 'epochs', key: 'epochs', label: 'Epochs' },
  { name: 'batchSize', key: 'batch', label: 'Batch size' },
  { name: 'validationSplit', key: 'split', label: 'Validation split' },
  { name: 'optimizer', key: 'opt', label: 'Optimizer' },
  { name: 'learningRate', key: 'rate', label: 'Learning rate' },
  { name: 'seed', key: 'seed', label: 'Seed' },
] as const satisfies readonly { readonly name: keyof TrainingSettings; readonly [key: string]: string }[];

export type TrainingField = (typeof trainingFields)[number]['name'];

/** Where something is wrong: a field of the training, or a parameter of a group such as `torch:StepLR`. */
export interface LabProblem {
  readonly group: string;
  readonly field: string;
  readonly fact: string;
  readonly fix: string;
}

/** The settings of the training from texts by field; the rest is the preset's. What is no number is NaN. */
export function parseTraining(text: (field: TrainingField) => string, preset: TrainingSettings): TrainingSettings {
  const number = (field: TrainingField) => numberFromText(text(field));
  return {
    ...preset,
    dialects: dialectsOf(text('dialects') as DialectChoice),
    dataset: text('dataset') === 'mnist' ? 'mnist' : 'fashion-mnist',
    trainImages: number('trainImages'),
    epochs: number('epochs'),
    batchSize: number('batchSize'),
    validationSplit: number('validationSplit'),
    optimizer: text('optimizer') === 'sgd' ? 'sgd' : 'adam',
    learningRate: number('learningRate'),
    seed: number('seed'),
  };
}

export function trainingText(training: TrainingSettings, field: TrainingField): string {
  if (field === 'dialects') return dialectChoice(training.dialects);
  const value = training[field];
  // The lab offers no data of the reader's own.
  return typeof value === 'object' ? '' : String(value);
}

/** The form of the lab. It holds no state besides its fields. */
export class LabForm {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** @param preset for what the form does not show. */
  read(preset: LabSettings): LabSettings {
    const training = parseTraining((field) => this.#training(field).value, preset.training);
    const scheduleOf = (dialect: DialectName) => (training.dialects.includes(dialect) ? this.#schedule(dialect) : null);
    return {
      training,
      torchSchedule: scheduleOf('torch'),
      kerasSchedule: scheduleOf('keras'),
      stepAfter: this.#radio('step-after') === 'batch' ? 'batch' : 'epoch',
      schedulerFirst: this.#radio('step-order') === 'scheduler',
      callbacks: this.#callbacks(),
    };
  }

  write(lab: LabSettings): void {
    for (const { name } of trainingFields) this.#training(name).value = trainingText(lab.training, name);
    this.#writeSchedule('torch', lab.torchSchedule, lab.training);
    this.#writeSchedule('keras', lab.kerasSchedule, lab.training);
    this.#setRadio('step-after', lab.stepAfter);
    this.#setRadio('step-order', lab.schedulerFirst ? 'scheduler' : 'optimizer');
    for (const { name, parameters } of callbackEntries) {
      const values = lab.callbacks[name];
      this.#checkbox(name).checked = values !== null;
      if (values) this.#writeGroup(`callback:${name}`, parameters, values);
    }
    this.showGroups();
  }

  /** A scheduler that was just chosen is stepped where it is meant to be, and begins with values for this training. */
  startSchedule(dialect: DialectName, training: TrainingSettings): void {
    const entry = findSchedule(schedulesOf[dialect], this.#select(dialect).value);
    if (entry) this.#writeGroup(`${dialect}:${entry.name}`, entry.parameters, startValues(entry, training));
    if (entry && dialect === 'torch') this.#setRadio('step-after', entry.counts === 'batches' ? 'batch' : 'epoch');
    this.showGroups();
  }

  /** Shows the parameters of what is chosen, and hides all others. */
  showGroups(): void {
    for (const dialect of ['torch', 'keras'] as const) {
      const name = this.#select(dialect).value;
      for (const entry of schedulesOf[dialect]) this.#group(`${dialect}:${entry.name}`).hidden = entry.name !== name;
      const gist = findSchedule(schedulesOf[dialect], name)?.gist ?? 'one learning rate throughout';
      part(this.#root, `${dialect}-gist`, HTMLElement).textContent = gist;
    }
    for (const { name } of callbackEntries) this.#group(`callback:${name}`).hidden = !this.#checkbox(name).checked;
  }

  showProblems(problems: readonly LabProblem[]): void {
    for (const line of this.#root.querySelectorAll<HTMLElement>('[data-problem]')) {
      const group = line.closest<HTMLElement>('[data-group]')?.dataset.group ?? 'training';
      const found = problems.find((problem) => problem.group === group && problem.field === line.dataset.problem);
      line.textContent = found ? `${found.fact} ${found.fix}`.trim() : '';
      const field = this.#root.querySelector(`[aria-describedby~="${line.id}"]`);
      if (found) field?.setAttribute('aria-invalid', 'true');
      else field?.removeAttribute('aria-invalid');
    }
  }

  /** Opens what holds the field, and goes there. */
  focus({ group, field }: LabProblem): void {
    const target =
      group === 'training'
        ? this.#root.querySelector<HTMLElement>(`[data-training="${field}"]`)
        : this.#group(group).querySelector<HTMLElement>(`[data-parameter="${field}"]`);
    const fold = target?.closest('details');
    if (fold) fold.open = true;
    target?.focus();
  }

  #schedule(dialect: DialectName): ScheduleSettings | null {
    const entry = findSchedule(schedulesOf[dialect], this.#select(dialect).value);
    return entry ? { name: entry.name, values: this.#readGroup(`${dialect}:${entry.name}`, entry.parameters) } : null;
  }

  #writeSchedule(dialect: DialectName, settings: ScheduleSettings | null, training: TrainingSettings): void {
    this.#select(dialect).value = settings?.name ?? '';
    for (const entry of schedulesOf[dialect]) {
      const values = entry.name === settings?.name ? settings.values : startValues(entry, training);
      this.#writeGroup(`${dialect}:${entry.name}`, entry.parameters, values);
    }
  }

  #callbacks(): CallbackSettings {
    const values = Object.fromEntries(
      callbackEntries.map(({ name, parameters }) => [
        name,
        this.#checkbox(name).checked ? this.#readGroup(`callback:${name}`, parameters) : null,
      ]),
    );
    const of = (name: keyof CallbackSettings) => values[name] ?? null;
    return {
      EarlyStopping: of('EarlyStopping'),
      ModelCheckpoint: of('ModelCheckpoint'),
      OwnCallback: of('OwnCallback'),
      SimpleProgress: of('SimpleProgress'),
    };
  }

  #readGroup(group: string, parameters: readonly Parameter[]): ParameterValues {
    return Object.fromEntries(
      parameters.map((parameter) => [
        parameter.name,
        parseParameter(parameter, this.#field(group, parameter.name).value),
      ]),
    );
  }

  #writeGroup(group: string, parameters: readonly Parameter[], values: ParameterValues): void {
    for (const { name } of parameters) this.#field(group, name).value = parameterText(values[name] ?? '');
  }

  #field(group: string, name: string): HTMLInputElement | HTMLSelectElement {
    return fieldOf(this.#group(group).querySelector(`[data-parameter="${name}"]`), name);
  }

  #training(name: string): HTMLInputElement | HTMLSelectElement {
    return fieldOf(this.#root.querySelector(`[data-training="${name}"]`), name);
  }

  #select(dialect: DialectName): HTMLInputElement | HTMLSelectElement {
    return fieldOf(this.#root.querySelector(`[data-schedule="${dialect}"]`), dialect);
  }

  #checkbox(name: string): HTMLInputElement {
    const box = this.#root.querySelector(`[data-callback="${name}"]`);
    if (box instanceof HTMLInputElement) return box;
    throw new Error(`The lab has no callback ${name}.`);
  }

  #group(group: string): HTMLElement {
    const found = this.#root.querySelector<HTMLElement>(`[data-group="${group}"]`);
    if (found) return found;
    throw new Error(`The lab has no group ${group}.`);
  }

  #radio(name: string): string {
    return part(this.#root, name, HTMLFieldSetElement).querySelector<HTMLInputElement>('input:checked')?.value ?? '';
  }

  #setRadio(name: string, value: string): void {
    for (const input of part(this.#root, name, HTMLFieldSetElement).querySelectorAll('input')) {
      input.checked = input.value === value;
    }
  }
}

export function inGroup(group: string, problems: readonly ParameterProblem[]): LabProblem[] {
  return problems.map(({ parameter, fact, fix }) => ({ group, field: parameter, fact, fix }));
}

function fieldOf(field: Element | null, name: string): HTMLInputElement | HTMLSelectElement {
  if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) return field;
  throw new Error(`The lab has no field ${name}.`);
}

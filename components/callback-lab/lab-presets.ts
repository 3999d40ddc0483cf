import { datasets } from '../../src/datasets/registry.ts';
import { callbackEntries, type CallbackName, type CallbackSettings } from '../../src/schedules/callbacks.ts';
import {
  findSchedule,
  kerasSchedules,
  torchSchedules,
  type ScheduleEntry,
  type ScheduleSettings,
} from '../../src/schedules/catalogue.ts';
import { initialValues, type ParameterValues, type ScheduleLength } from '../../src/schedules/parameter.ts';
import type { DialectName, LabSettings, TrainingSettings } from '../../src/training/protocol.ts';
import { countTrainedImages } from '../../src/training/settings-rules.ts';
import { dialectsOf, type DialectChoice } from '../cnn-trainer/settings-presets.ts';
import { presetNames, type PresetName } from '../experiment/presets.ts';

/** A schedule by name, with the values that differ from those that it would begin with. */
export interface ScheduleChoice {
  readonly name: string;
  readonly values?: ParameterValues;
}

/** What a chapter says of its lab. */
export interface LabChoices {
  /**
   * The style that Run trains; both are trained in turn.
   * @default `both`
   */
  readonly dialects?: DialectChoice;
  /**
   * The `name` of a scheduler, and the `values` of it that differ, by Python’s names.
   * @default one rate throughout
   */
  readonly torch?: ScheduleChoice;
  /**
   * The `name` of a schedule, and the `values` of it that differ, by Python’s names.
   * @default one rate throughout
   */
  readonly keras?: ScheduleChoice;
  /**
   * Where PyTorch’s loop calls `scheduler.step()`.
   * @default where that scheduler is meant to be stepped
   */
  readonly stepAfter?: LabSettings['stepAfter'];
  /**
   * Steps the scheduler before the optimizer, the mistake.
   * @default the optimizer comes first
   */
  readonly schedulerFirst?: boolean;
  /**
   * The callbacks that are used, each with the values that differ.
   * @default none
   */
  readonly callbacks?: Readonly<Partial<Record<CallbackName, ParameterValues>>>;
  /**
   * What differs from the lab's usual training, in every preset.
   * @default 5,000 images, 8 epochs
   */
  readonly settings?: Partial<TrainingSettings>;
  /**
   * What differs in one preset.
   * @default the sizes of the presets
   */
  readonly presets?: Readonly<Partial<Record<PresetName, Partial<TrainingSettings>>>>;
}

export type LabPresets = Readonly<Record<PresetName, LabSettings>>;

/** A small network on Fashion-MNIST, which learns in seconds. */
const usual: TrainingSettings = {
  dataset: 'fashion-mnist',
  trainImages: 5_000,
  testImages: 1_000,
  scaling: 'zeroToOne',
  layers: [
    { type: 'flatten' },
    { type: 'dense', units: 64, activation: 'relu' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
  optimizer: 'adam',
  learningRate: 0.003,
  batchSize: 50,
  epochs: 8,
  validationSplit: 0.2,
  seed: 42,
  dialects: ['torch', 'keras'],
  execution: 'graph',
};

const sizes: Readonly<Record<PresetName, Partial<TrainingSettings>>> = {
  quick: { trainImages: 1_000, testImages: 500, epochs: 5 },
  standard: {},
  full: {
    trainImages: datasets['fashion-mnist'].fullTrainImages,
    testImages: datasets['fashion-mnist'].fullTestImages,
    epochs: 12,
  },
};

export function labPresets(choices: LabChoices): LabPresets {
  const [quick, standard, full] = presetNames.map((preset) => labSettings(choices, preset));
  if (!quick || !standard || !full) throw new Error('The lab has three presets.');
  return { quick, standard, full };
}

function labSettings(choices: LabChoices, preset: PresetName): LabSettings {
  const { dialects = 'both', torch, keras, callbacks = {}, settings, presets } = choices;
  const training = { ...usual, dialects: dialectsOf(dialects), ...sizes[preset], ...settings, ...presets?.[preset] };
  const counts = findSchedule(torchSchedules, torch?.name ?? '')?.counts;
  return {
    training,
    torchSchedule: training.dialects.includes('torch') ? chosenSchedule(torchSchedules, torch, training) : null,
    kerasSchedule: training.dialects.includes('keras') ? chosenSchedule(kerasSchedules, keras, training) : null,
    stepAfter: choices.stepAfter ?? (counts === 'batches' ? 'batch' : 'epoch'),
    schedulerFirst: choices.schedulerFirst ?? false,
    callbacks: chosenCallbacks(callbacks, training),
  };
}

function chosenSchedule(
  entries: readonly ScheduleEntry[],
  choice: ScheduleChoice | undefined,
  training: TrainingSettings,
): ScheduleSettings | null {
  if (!choice) return null;
  const entry = findSchedule(entries, choice.name);
  if (!entry)
    throw new Error(`There is no schedule ${choice.name}: take ${entries.map(({ name }) => name).join(', ')}.`);
  return { name: entry.name, values: { ...startValues(entry, training), ...choice.values } };
}

function chosenCallbacks(
  chosen: Readonly<Partial<Record<CallbackName, ParameterValues>>>,
  training: TrainingSettings,
): CallbackSettings {
  const values = (name: CallbackName) => {
    const given = chosen[name];
    const parameters = callbackEntries.find((entry) => entry.name === name)?.parameters ?? [];
    return given ? { ...initialValues(parameters, { steps: training.epochs, ...training }), ...given } : null;
  };
  return {
    EarlyStopping: values('EarlyStopping'),
    ModelCheckpoint: values('ModelCheckpoint'),
    OwnCallback: values('OwnCallback'),
    SimpleProgress: values('SimpleProgress'),
  };
}

/** Values with which a schedule begins, for the length of this training. */
export function startValues({ counts, parameters }: ScheduleEntry, training: TrainingSettings): ParameterValues {
  return initialValues(parameters, lengthOf(counts, training));
}

/** Batches of an epoch; at least one, also for settings that cannot be trained. */
export function batchesPerEpoch(training: TrainingSettings): number {
  return Math.max(1, Math.ceil(countTrainedImages(training) / training.batchSize) || 1);
}

function lengthOf(counts: ScheduleEntry['counts'], training: TrainingSettings): ScheduleLength {
  const { epochs, learningRate } = training;
  return { steps: counts === 'epochs' ? epochs : epochs * batchesPerEpoch(training), learningRate };
}

/** "5,000 images, 8 epochs" */
export function labHints(presets: LabPresets): Readonly<Record<PresetName, string>> {
  const hint = ({ training }: LabSettings) =>
    `${training.trainImages.toLocaleString('en')} images, ${training.epochs} epochs`;
  return { quick: hint(presets.quick), standard: hint(presets.standard), full: hint(presets.full) };
}

/** The schedules of a dialect. */
export const schedulesOf: Readonly<Record<DialectName, readonly ScheduleEntry[]>> = {
  torch: torchSchedules,
  keras: kerasSchedules,
};

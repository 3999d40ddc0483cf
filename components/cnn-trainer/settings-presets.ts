import { describeDataset, isSiteDataset } from '../../src/datasets/describe.ts';
import type { LayerSettings } from '../../src/network/layers.ts';
import type { DialectName, TrainingSettings } from '../../src/training/protocol.ts';
import type { PresetName } from '../experiment/presets.ts';
import { fittingSettings } from './own-data/fitting-settings.ts';

/** Settings of each preset of one trainer. */
export type PresetSettings = Readonly<Record<PresetName, TrainingSettings>>;

/** Which style a lesson shows: one, or both one after the other. */
export type DialectChoice = DialectName | 'both';

type SettingsOverride = Partial<TrainingSettings>;

/** The network of the CIFAR-10 lesson: three convolutions, two poolings, two dense layers; 122,570 parameters. */
const defaultLayers: readonly LayerSettings[] = [
  { type: 'conv2d', filters: 32, kernelSize: 3, activation: 'relu' },
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'conv2d', filters: 64, kernelSize: 3, activation: 'relu' },
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'conv2d', filters: 64, kernelSize: 3, activation: 'relu' },
  { type: 'flatten' },
  { type: 'dense', units: 64, activation: 'relu' },
  { type: 'dense', units: 10, activation: 'linear' },
];

const defaults = {
  dataset: 'cifar10',
  scaling: 'zeroToOne',
  layers: defaultLayers,
  optimizer: 'adam',
  learningRate: 0.001,
  batchSize: 32,
  validationSplit: 0.1,
  seed: 42,
  execution: 'graph',
} as const;

/**
 * Settings of every preset: the defaults, then the preset's sizes, then what holds for all presets, then what a lesson
 * says of one preset. The later wins.
 */
export function presetSettings(
  dialects: DialectChoice,
  settings: SettingsOverride = {},
  presets: Readonly<Partial<Record<PresetName, SettingsOverride>>> = {},
): PresetSettings {
  const choice = settings.dataset ?? defaults.dataset;
  const dataset = describeDataset(choice);
  // A set of content/data has its own size and classes: what its readers get unless the chapter says otherwise fits it.
  const fitting = isSiteDataset(choice)
    ? fittingSettings(choice, { validationSplit: settings.validationSplit ?? defaults.validationSplit })
    : null;
  const atMost = (trainImages: number, testImages: number) => ({
    trainImages: Math.min(trainImages, dataset.fullTrainImages),
    testImages: Math.min(testImages, dataset.fullTestImages),
  });
  const sizes: Readonly<Record<PresetName, Pick<TrainingSettings, 'trainImages' | 'testImages' | 'epochs'>>> = {
    quick: { ...atMost(1_000, 500), epochs: 3 },
    standard: { ...atMost(10_000, 2_000), epochs: fitting?.epochs ?? 2 },
    full: { trainImages: dataset.fullTrainImages, testImages: dataset.fullTestImages, epochs: fitting?.epochs ?? 10 },
  };
  const merge = (preset: PresetName): TrainingSettings => ({
    ...defaults,
    ...fitting,
    dialects: dialectsOf(dialects),
    ...sizes[preset],
    ...settings,
    ...presets[preset],
  });
  return { quick: merge('quick'), standard: merge('standard'), full: merge('full') };
}

/** Dialects that a choice trains, in the order in which they run. */
export function dialectsOf(choice: DialectChoice): readonly DialectName[] {
  return choice === 'both' ? ['torch', 'keras'] : [choice];
}

/** The choice that trains these dialects. */
export function dialectChoice(dialects: readonly DialectName[]): DialectChoice {
  const [first, second] = dialects;
  return second || !first ? 'both' : first;
}

/** One short line for each preset: "1,000 images, 3 epochs". */
export function presetHints(presets: PresetSettings): Readonly<Record<PresetName, string>> {
  const hint = ({ trainImages, epochs }: TrainingSettings) =>
    `${trainImages.toLocaleString('en')} images, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`;
  return { quick: hint(presets.quick), standard: hint(presets.standard), full: hint(presets.full) };
}

/**
 * Names of the settings that differ. Two do not count, because the experiment stays the same: any seed may be drawn, and
 * eager and graph compute the same numbers.
 */
export function changedSettings(settings: TrainingSettings, preset: TrainingSettings): (keyof TrainingSettings)[] {
  const names: (keyof TrainingSettings)[] = [
    'dataset',
    'trainImages',
    'testImages',
    'scaling',
    'layers',
    'optimizer',
    'learningRate',
    'batchSize',
    'epochs',
    'validationSplit',
    'dialects',
  ];
  return names.filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(preset[name]));
}

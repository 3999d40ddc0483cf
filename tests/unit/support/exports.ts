/** Settings whose exported programs the real frameworks run as well: see tests/judges/export_runs.py. */
import { layerNames } from '../../../src/network/layer-names.ts';
import type { LabSettings, TrainingSettings } from '../../../src/training/protocol.ts';
import { openCsv } from './own-files.ts';
import { mnistSettings } from './settings.ts';

export interface ExportCase {
  readonly name: string;
  readonly settings: TrainingSettings;
}

const small = { trainImages: 320, testImages: 64, batchSize: 32, epochs: 2, seed: 7 } as const;

const [flowers, bars] = await Promise.all([openCsv('flowers.csv'), openCsv('bars.csv')]);

export const exportCases: readonly ExportCase[] = [
  {
    name: 'perceptron-sgd',
    settings: mnistSettings({ ...small, optimizer: 'sgd', learningRate: 0.1, validationSplit: 0 }),
  },
  {
    name: 'cnn-adam',
    settings: mnistSettings({
      ...small,
      dataset: 'fashion-mnist',
      scaling: 'minusOneToOne',
      learningRate: 0.001,
      // Leaves 291 images: the last batch of an epoch is not full.
      validationSplit: 0.09,
      execution: 'eager',
      layers: [
        { type: 'conv2d', filters: 8, kernelSize: 3, activation: 'relu' },
        { type: 'maxPool2d', poolSize: 2 },
        { type: 'conv2d', filters: 12, kernelSize: 4, activation: 'linear' },
        { type: 'maxPool2d', poolSize: 3 },
        { type: 'flatten' },
        { type: 'dense', units: 24, activation: 'relu' },
        { type: 'dense', units: 10, activation: 'linear' },
      ],
    }),
  },
  {
    name: 'cifar-dropout',
    settings: mnistSettings({
      ...small,
      dataset: 'cifar10',
      optimizer: 'adam',
      learningRate: 0.002,
      validationSplit: 0.1,
      layers: [
        { type: 'conv2d', filters: 8, kernelSize: 5, activation: 'relu' },
        { type: 'maxPool2d', poolSize: 4 },
        { type: 'dropout', rate: 0.25 },
        { type: 'flatten' },
        { type: 'dense', units: 32, activation: 'relu' },
        { type: 'dropout', rate: 0.5 },
        { type: 'dense', units: 10, activation: 'linear' },
      ],
    }),
  },
  {
    name: 'resized-digits',
    settings: mnistSettings({
      ...{ ...small, dataset: 'mnist-8x8', optimizer: 'sgd', learningRate: 0.05, validationSplit: 0 },
      scaling: 'mnistStandardized',
      layers: [
        { type: 'conv2d', filters: 8, kernelSize: 3, activation: 'relu' },
        { type: 'maxPool2d', poolSize: 1 },
        { type: 'flatten' },
        { type: 'dense', units: 10, activation: 'linear' },
      ],
    }),
  },
  {
    name: 'own-features',
    settings: mnistSettings({
      ...{ dataset: flowers.description, trainImages: 120, testImages: 30, batchSize: 16, epochs: 3, seed: 7 },
      scaling: 'minusOneToOne',
      layers: [
        { type: 'flatten' },
        { type: 'dense', units: 16, activation: 'relu' },
        { type: 'dense', units: 3, activation: 'linear' },
      ],
    }),
  },
  {
    name: 'own-pixels',
    settings: mnistSettings({
      ...{ dataset: bars.description, trainImages: 90, testImages: 24, batchSize: 16, epochs: 2, seed: 7 },
      learningRate: 0.002,
      layers: [
        { type: 'conv2d', filters: 8, kernelSize: 3, activation: 'relu' },
        { type: 'maxPool2d', poolSize: 2 },
        { type: 'flatten' },
        { type: 'dense', units: 2, activation: 'linear' },
      ],
    }),
  },
];

/** A lab with a schedule and every callback: its programs are run, and their losses are not ours. */
export const labCase: { readonly name: string; readonly lab: LabSettings } = {
  name: 'lab',
  lab: {
    training: mnistSettings({ ...small, optimizer: 'adam', learningRate: 0.002, validationSplit: 0.2, epochs: 4 }),
    torchSchedule: { name: 'OneCycleLR', values: { max_lr: 0.01, total_steps: 32, pct_start: 0.3 } },
    kerasSchedule: { name: 'LearningRateScheduler', values: { schedule: 'lr * 0.9 if epoch > 1 else lr' } },
    stepAfter: 'batch',
    schedulerFirst: false,
    callbacks: {
      EarlyStopping: { monitor: 'val_loss', patience: 3, min_delta: 0, restore_best_weights: true },
      ModelCheckpoint: { monitor: 'val_loss', save_best_only: true },
      OwnCallback: { condition: 'logs["val_accuracy"] > 0.99', action: 'stop', value: 'lr' },
      SimpleProgress: {},
    },
  },
};

/** The names of a network's parameters in an exported PyTorch program, in the order of its state dict. */
export function parameterNames(layers: TrainingSettings['layers']): string[] {
  return layerNames(layers).flatMap((name) => (name === null ? [] : [`${name}.weight`, `${name}.bias`]));
}

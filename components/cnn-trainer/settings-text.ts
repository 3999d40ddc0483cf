import { describeDataset } from '../../src/datasets/describe.ts';
import type { OptimizerName, ScalingName, TrainingSettings } from '../../src/training/protocol.ts';
import { dialectChoice, type DialectChoice } from './settings-presets.ts';

export const styleLabels: Readonly<Record<DialectChoice, string>> = {
  torch: 'PyTorch',
  keras: 'Keras',
  both: 'Both, in turn',
};

export const optimizerLabels: Readonly<Record<OptimizerName, string>> = { adam: 'Adam', sgd: 'SGD' };

export const scalingLabels: Readonly<Record<ScalingName, string>> = {
  zeroToOne: '0 to 1',
  minusOneToOne: '−1 to 1',
  mnistStandardized: 'mean 0 (as MNIST)',
};

/** The settings in one line, for the closed form. */
export function settingsSummary(settings: TrainingSettings): string {
  const { dataset, trainImages, optimizer, learningRate, batchSize, epochs, seed, dialects, execution } = settings;
  // A field that holds no number is marked where it is.
  const known = (value: number, text = String(value)) => (Number.isNaN(value) ? '?' : text);
  return [
    dialectChoice(dialects) === 'both' ? 'PyTorch, then Keras' : styleLabels[dialectChoice(dialects)],
    describeDataset(dataset).title,
    `${known(trainImages, trainImages.toLocaleString('en'))} images`,
    `${optimizerLabels[optimizer]} ${known(learningRate)}`,
    `batch ${known(batchSize)}`,
    `${known(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'}`,
    `seed ${known(seed)}`,
    ...(execution === 'eager' ? ['eager'] : []),
  ].join(' · ');
}

import type { TrainChoices } from '../../../components/train/train-settings.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';

type Settings = Partial<TrainingSettings>;

/** A small CNN for MNIST. At batch 16 even Quick's thousand images make enough steps. */
export const mnistCnn = {
  dataset: 'mnist',
  layers: [
    { type: 'conv2d', filters: 16, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'conv2d', filters: 32, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'flatten' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
  learningRate: 0.002,
  batchSize: 16,
  validationSplit: 0,
} satisfies Settings;

/** A perceptron with one hidden layer for Fashion-MNIST. */
export const fashionMlp = {
  dataset: 'fashion-mnist',
  layers: [
    { type: 'flatten' },
    { type: 'dense', units: 128, activation: 'relu' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
  learningRate: 0.002,
  batchSize: 64,
  validationSplit: 0,
} satisfies Settings;

/** Two epochs in every preset, of a thousand images, ten thousand, or all. */
export const twoEpochs = {
  quick: { trainImages: 1_000, testImages: 1_000, epochs: 2 },
  standard: { trainImages: 10_000, testImages: 2_000, epochs: 2 },
  full: { epochs: 2 },
} satisfies Readonly<Record<string, Settings>>;

/** The smallest list of layers that has one of most kinds. */
export const layerList = {
  dataset: 'mnist',
  layers: [{ type: 'conv2d', filters: 8 }, { type: 'maxPool2d' }, { type: 'flatten' }, { type: 'dense', units: 10 }],
  epochs: 2,
} satisfies TrainChoices;

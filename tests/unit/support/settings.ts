import type { LayerSettings } from '../../../src/network/layers.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';

/** The network of the first lesson. */
export const cifarLayers: readonly LayerSettings[] = [
  { type: 'conv2d', filters: 32, kernelSize: 3, activation: 'relu' },
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'conv2d', filters: 64, kernelSize: 3, activation: 'relu' },
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'conv2d', filters: 64, kernelSize: 3, activation: 'relu' },
  { type: 'flatten' },
  { type: 'dense', units: 64, activation: 'relu' },
  { type: 'dense', units: 10, activation: 'linear' },
];

/** A small MNIST run, changed by `overrides`. */
export function mnistSettings(overrides: Partial<TrainingSettings> = {}): TrainingSettings {
  return {
    dataset: 'mnist',
    trainImages: 1_000,
    testImages: 300,
    scaling: 'zeroToOne',
    layers: [
      { type: 'flatten' },
      { type: 'dense', units: 32, activation: 'relu' },
      { type: 'dense', units: 10, activation: 'linear' },
    ],
    optimizer: 'adam',
    learningRate: 0.01,
    batchSize: 50,
    epochs: 2,
    validationSplit: 0.1,
    seed: 42,
    dialects: ['keras', 'torch'],
    ...overrides,
  };
}

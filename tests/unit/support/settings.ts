export { network as cifarLayers } from '../../../content/lessons/01-one-cnn-two-apis/network.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';

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
    execution: 'graph',
    ...overrides,
  };
}

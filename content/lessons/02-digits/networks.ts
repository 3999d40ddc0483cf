import type { LayerSettings } from '../../../src/network/layers.ts';

const convolution = (filters: number): LayerSettings => ({
  type: 'conv2d',
  filters,
  kernelSize: 3,
  activation: 'relu',
});

/** What the source trains with Keras, on images of 28 × 28. The loss has its softmax. */
export const largeNetwork: readonly LayerSettings[] = [
  convolution(32),
  convolution(64),
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'flatten' },
  { type: 'dense', units: 1024, activation: 'relu' },
  { type: 'dense', units: 10, activation: 'linear' },
];

/** What the source trains with PyTorch, on images of 8 × 8. The loss has its log-softmax. */
export const smallNetwork: readonly LayerSettings[] = [
  convolution(32),
  convolution(64),
  { type: 'maxPool2d', poolSize: 1 },
  { type: 'flatten' },
  { type: 'dense', units: 10, activation: 'linear' },
];

/** A smaller network with a second pooling layer. */
export const twoPools: readonly LayerSettings[] = [
  convolution(32),
  { type: 'maxPool2d', poolSize: 2 },
  convolution(64),
  { type: 'maxPool2d', poolSize: 2 },
  { type: 'flatten' },
  { type: 'dropout', rate: 0.5 },
  { type: 'dense', units: 10, activation: 'linear' },
];

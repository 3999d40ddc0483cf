import type { LayerSettings } from '../../../src/network/layers.ts';

/** Small enough to be trained in seconds on any machine. */
export const network: readonly LayerSettings[] = [
  { type: 'flatten' },
  { type: 'dense', units: 32, activation: 'relu' },
  { type: 'dense', units: 10, activation: 'linear' },
];

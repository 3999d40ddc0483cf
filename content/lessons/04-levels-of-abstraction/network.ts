import type { LayerSettings } from '../../../src/network/layers.ts';

/** The lesson's network, as its source gives it: 784 pixels, 128 hidden units, 10 logits. */
export const network: readonly LayerSettings[] = [
  { type: 'flatten' },
  { type: 'dense', units: 128, activation: 'relu' },
  { type: 'dense', units: 10, activation: 'linear' },
];

import type { LayerSettings } from '../../../src/network/layers.ts';

/** The lesson's network for digits: the source's, with logits in place of its softmax. */
export const network: readonly LayerSettings[] = [
  { type: 'flatten' },
  { type: 'dense', units: 128, activation: 'relu' },
  { type: 'dropout', rate: 0.2 },
  { type: 'dense', units: 10, activation: 'linear' },
];

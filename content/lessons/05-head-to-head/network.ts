import type { LayerSettings } from '../../../src/network/layers.ts';

/** The network of this lesson: a row of ten features, twenty hidden units, five classes. */
export const network: readonly LayerSettings[] = [
  { type: 'flatten' },
  { type: 'dense', units: 20, activation: 'relu' },
  { type: 'dense', units: 5, activation: 'linear' },
];

/** The same without its hidden layer. */
export const single: readonly LayerSettings[] = [
  { type: 'flatten' },
  { type: 'dense', units: 5, activation: 'linear' },
];

/** The ten rows of the source's own table. */
export const rowsOfTable = [
  'creators',
  'graphs',
  'flexibility',
  'high-level-api',
  'community',
  'ease',
  'memory',
  'deployment',
  'strengths',
  'uses',
] as const;

import type { SourceSystem } from '../source-system.ts';

const source = { source: '001', lesson: '02-digits' } as const;

export const digitsSystems: readonly SourceSystem[] = [
  { ...source, system: 'The digits prepared: reshaped, one-hot labels, scaled pixels', places: [] },
  { ...source, system: 'The network in Keras: 32 and 64 kernels, pooling, a layer of 1,024, ten outputs', places: [] },
  {
    ...source,
    system:
      'The network in PyTorch as the source has it: pictures of 8 × 8, a pooling that does nothing, a softmax before the loss',
    places: [],
  },
  { ...source, system: 'The network in PyTorch as it should have been', places: [] },
  { ...source, system: 'Curves of the loss in training and validation, for both', places: [] },
];

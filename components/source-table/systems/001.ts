import type { SourceSystem } from '../source-system.ts';

const source = { source: '001', lesson: '02-digits' } as const;

export const digitsSystems: readonly SourceSystem[] = [
  {
    ...source,
    system: 'The digits prepared: reshaped, one-hot labels, scaled pixels',
    places: [{ id: 'mnist-images' }, { listing: 'keras_digits.py' }],
  },
  {
    ...source,
    system: 'The network in Keras: 32 and 64 kernels, pooling, a layer of 1,024, ten outputs; SGD, 5 epochs',
    places: [{ id: 'digits-keras' }, { listing: 'keras_digits.py' }],
    figure: {
      reported: 'convolutional networks reach more than 99 % on these digits',
      measured:
        'test accuracy 0.976: one seed, Keras 3.15.1; 0.991 for a smaller network in ten epochs of Adam: one seed, PyTorch 2.13.0; November 2026',
      reason: 'That much is reached by longer or better training, not by this one.',
    },
  },
  {
    ...source,
    system:
      'The network in PyTorch as the source has it: pictures of 8 × 8, a pooling that does nothing, a softmax before the loss',
    places: [{ id: 'digits-torch' }, { id: 'mnist-8x8-images' }, { listing: 'torch_digits.py' }],
    figure: {
      reported: 'a steep curve of the loss, where that of Keras is smooth',
      measured: 'test accuracy 0.855 to 0.867: ten seeds, PyTorch 2.13.0, November 2026',
      reason: 'The two networks are not the same, nor are their pictures, batches and first weights.',
    },
  },
  {
    ...source,
    system: 'The network in PyTorch as it should have been',
    places: [{ id: 'digits-equal' }, { listing: 'torch_same.py' }],
  },
  {
    ...source,
    system: 'Curves of the loss in training and validation, for both',
    places: [{ id: 'digits-keras' }, { id: 'digits-torch' }, { id: 'digits-equal' }],
  },
];

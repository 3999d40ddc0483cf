import type { SourceSystem } from '../source-system.ts';

const source = { source: '000', lesson: '01-one-cnn-two-apis' } as const;

export const videoSystems: readonly SourceSystem[] = [
  { ...source, system: 'Twenty-five pictures of CIFAR-10 with their labels', places: [{ id: 'cifar10-images' }] },
  {
    ...source,
    system: 'The network in Keras: Sequential, compiled by strings and by objects, fit, history, evaluate',
    places: [{ id: 'cifar10-keras' }, { listing: 'keras_cnn.py' }],
    figure: {
      reported: 'after 10 epochs: test accuracy 0.69, training loss 0.61',
      measured: 'test accuracy 0.66 to 0.68, training loss 0.62 to 0.67: four seeds, Keras 3.15.1, November 2026',
      reason: 'The source does not say how much it held out for validation. We held out a tenth.',
    },
  },
  {
    ...source,
    system:
      'The network in PyTorch: device, transforms, loaders, a class with forward, a loop with a running loss, a test',
    places: [{ id: 'cifar10-torch' }, { listing: 'torch_cnn.py' }],
    figure: {
      reported: 'after 10 epochs: test accuracy 0.72, training loss 0.57',
      measured: 'test accuracy 0.72 to 0.73, training loss 0.56: two seeds, PyTorch 2.13.0, November 2026',
      reason: 'They agree.',
    },
  },
  { ...source, system: 'Both networks head to head, with equal settings', places: [{ id: 'cifar10-cnn' }] },
  {
    ...source,
    system: 'With a validation split and without, which the source names as a part of its difference',
    places: [{ id: 'cifar10-validation-split' }, { listing: 'torch_validation.py' }],
  },
];

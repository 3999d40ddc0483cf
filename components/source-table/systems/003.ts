import type { SourceSystem } from '../source-system.ts';

const source = { source: '003', lesson: '04-levels-of-abstraction' } as const;

export const abstractionSystems: readonly SourceSystem[] = [
  { ...source, system: 'Eager execution on and off, and the speed of both', places: [{ id: 'eager-or-graph' }] },
  {
    ...source,
    system: 'Three levels: Sequential, Functional, subclass',
    places: [{ id: 'fashion-graph' }, { listing: 'keras_levels.py' }, { listing: 'torch_levels.py' }],
  },
  {
    ...source,
    system: 'A perceptron for Fashion-MNIST, 784-128-10, 2 epochs',
    places: [{ id: 'fashion-mlp' }, { listing: 'keras_fit.py' }, { listing: 'torch_loop.py' }],
    figure: {
      reported: 'epoch 1: loss 0.4922, accuracy 0.8267; epoch 2: 0.3725, 0.8654',
      measured:
        'epoch 1: loss 0.494 to 0.501, accuracy 0.824 to 0.827; epoch 2: 0.371 to 0.376, 0.864 to 0.867: five seeds, Keras 3.15.1, November 2026',
      reason: 'The source fixes no seed. Other first weights and another order of the images give this much.',
    },
  },
  {
    ...source,
    system: 'A learning rate that rises for three tenths and falls for the rest, in a callback',
    places: [{ id: 'one-cycle' }, { id: 'batch-cycle' }, { listing: 'keras_one_cycle.py' }],
    figure: {
      reported: 'learning rates 0.0005, 0.00096650637, 0.0008744966, 0.0005220387',
      measured: 'the same: Keras 3.15.1 and PyTorch 2.13.0, November 2026',
      reason: 'They agree: a formula gives them.',
    },
  },
  {
    ...source,
    system: 'A progress bar as a callback of one’s own',
    places: [{ listing: 'keras_progress.py' }, { listing: 'torch_progress.py' }],
  },
  {
    ...source,
    system: 'A model split over two devices',
    places: [{ id: 'split-model' }, { listing: 'torch_devices.py' }, { listing: 'keras_devices.py' }],
  },
  {
    ...source,
    system: 'Assigning to one item of a tensor',
    places: [{ id: 'item-assignment' }, { listing: 'keras_assign.py' }, { listing: 'torch_assign.py' }],
  },
  { ...source, system: 'A view of the training as TensorBoard gives it', places: [{ id: 'fashion-mlp' }] },
];

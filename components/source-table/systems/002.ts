import type { SourceSystem } from '../source-system.ts';

const source = { source: '002', lesson: '03-graphs-tensors-gradients' } as const;

export const gradientsSystems: readonly SourceSystem[] = [
  { ...source, system: 'The graph of a + b = c, drawn', places: [{ id: 'a-plus-b' }, { listing: 'keras_graph.py' }] },
  {
    ...source,
    system: 'Eager and static execution',
    places: [{ listing: 'keras_graph.py' }, { listing: 'torch_graph.py' }],
  },
  {
    ...source,
    system: 'A tensor to NumPy; the way back is ours',
    places: [{ listing: 'torch_numpy.py' }, { listing: 'keras_numpy.py' }, { id: 'shared-memory' }],
  },
  {
    ...source,
    system: 'The mean of squares, and its gradient by backward',
    places: [{ id: 'mean-of-squares' }, { listing: 'torch_gradient.py' }],
    figure: {
      reported: 'gradient [0.6667, 1.3333, 2.0000]',
      measured: 'the same: PyTorch 2.13.0 and this course, November 2026',
      reason: 'They agree: the gradient is 2x / 3.',
    },
  },
  {
    ...source,
    system: 'The same gradient with a GradientTape',
    places: [{ id: 'mean-of-squares' }, { listing: 'keras_gradient.py' }],
  },
  {
    ...source,
    system: 'A perceptron for digits with a dropout of 0.2, Adam and 5 epochs',
    places: [{ id: 'mnist-dropout' }, { id: 'digits-graph' }, { listing: 'keras_mlp.py' }, { listing: 'torch_mlp.py' }],
    figure: {
      reported: 'none: it prints a test accuracy, and does not show it',
      measured: 'test accuracy 0.976 to 0.980: three seeds, Keras 3.15.1, November 2026',
      reason: 'There is nothing to compare.',
    },
  },
  {
    ...source,
    system: 'A line through a hundred points: 1,000 epochs of SGD, with the scatter plot and the fitted line',
    places: [{ id: 'regression-surface' }, { listing: 'torch_regression.py' }, { listing: 'keras_regression.py' }],
    figure: {
      reported:
        'losses at every hundredth epoch: 0.2024, 0.1098, 0.0627, 0.0371, 0.0232, 0.0156, 0.0115, 0.0093, 0.0081, 0.0074',
      measured: 'the same ten: PyTorch 2.13.0 and this course, November 2026',
      reason: 'They agree. With seed 42 the random numbers are the same.',
    },
  },
];

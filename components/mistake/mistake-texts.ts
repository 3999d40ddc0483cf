import type { MistakeName } from '../../src/training/protocol.ts';
import type { MistakeText } from './mistake-text.ts';

/** All mistakes that a page can show, in the order of the catalogue. */
export const mistakeTexts: Readonly<Record<MistakeName, MistakeText>> = {
  'torch-missing-zero-grad': {
    voice: 'torch',
    label: 'The gradients are never set to zero',
    why: 'backward() adds to the gradients that are there. Without zero_grad() each step follows the sum of all gradients so far, most of which belong to weights that are long gone.',
    outcome: {
      kind: 'silent',
      curve: 'loss',
      shows: 'At first both losses fall alike. Then the wrong one swings up and down and never settles.',
    },
  },
  'torch-backward-twice': {
    voice: 'torch',
    label: 'backward() twice on one loss',
    why: 'The graph of a loss keeps what its backward pass needs, and backward() frees it. Every step needs a forward pass of its own.',
    outcome: {
      kind: 'told',
      says: {
        name: 'RuntimeError',
        text: 'Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.',
      },
    },
  },
  'torch-wrong-input-size': {
    voice: 'torch',
    label: 'A picture that was not flattened',
    why: 'nn.Linear(784, 10) multiplies the last axis, which has 28 numbers here and not 784. The message names matrices: 32 × 1 × 28 = 896 rows of 28 meet a matrix with 784 rows.',
    outcome: {
      kind: 'told',
      says: { name: 'RuntimeError', text: 'mat1 and mat2 shapes cannot be multiplied (896x28 and 784x10)' },
    },
  },
  'torch-softmax-before-cross-entropy': {
    voice: 'torch',
    label: 'Softmax before CrossEntropyLoss',
    why: 'CrossEntropyLoss takes logits and applies log-softmax itself. Fed with probabilities, it squeezes them a second time: even a perfect answer keeps a loss, for three classes ln(1 + 2/e) = 0.5514.',
    outcome: {
      kind: 'silent',
      curve: 'loss',
      shows:
        'The wrong loss falls, but slowly, and never below 0.5514. Its accuracy may still look fine, which hides the fault.',
    },
  },
  'torch-missing-eval': {
    voice: 'torch',
    label: 'Tested without model.eval()',
    why: 'A dropout layer drops units until model.eval() is called, and a batch normalization goes on averaging. no_grad() does not change that. So the network is tested with half of its hidden units missing.',
    outcome: {
      kind: 'silent',
      curve: 'loss',
      shows:
        'The wrong curve jumps from step to step and lies above the right one, although both networks train alike.',
    },
  },
  'torch-target-dtype': {
    voice: 'torch',
    label: 'Labels that are floats',
    why: 'A class is a whole number: CrossEntropyLoss wants int64. A table read as floats gives float labels, and the loss would take those for probabilities.',
    outcome: {
      kind: 'told',
      says: { name: 'RuntimeError', text: 'expected target dtype to be Long or Byte, but got Float' },
    },
  },
  'torch-scheduler-before-optimizer': {
    voice: 'torch',
    label: 'The scheduler steps before the optimizer',
    why: 'A scheduler sets the rate of the next epoch. If it steps first, the first rate of its schedule is never used. PyTorch only warns, once, and goes on.',
    outcome: {
      kind: 'told',
      says: {
        name: 'UserWarning',
        text: 'Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  Failure to do this will result in PyTorch skipping the first value of the learning rate schedule. See more details at https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate',
      },
    },
  },
  'keras-missing-from-logits': {
    voice: 'keras',
    label: 'Logits without from_logits=True',
    why: 'The losses of Keras take probabilities unless they are told otherwise. Raw scores are then clipped and divided by their sum as if they were probabilities. A negative score of the right class has no gradient left.',
    outcome: {
      kind: 'silent',
      curve: 'loss',
      shows: 'The wrong loss begins much too high, falls, and stops where the right one goes on.',
    },
  },
  'keras-categorical-with-integer-labels': {
    voice: 'keras',
    label: 'CategoricalCrossentropy with whole-number labels',
    why: 'The plain loss wants one column for each class. For whole numbers there is SparseCategoricalCrossentropy.',
    outcome: {
      kind: 'told',
      says: {
        name: 'ValueError',
        text: 'Arguments `target` and `output` must have the same rank (ndim). Received: target.shape=(4,), output.shape=(4, 3)',
      },
    },
  },
  'keras-item-assignment': {
    voice: 'keras',
    label: 'Changing one element of a tensor',
    why: 'A tensor of TensorFlow never changes. Make a new one from it (tf.where, tf.tensor_scatter_nd_update), or keep a tf.Variable, which has assign. In PyTorch the wrong lines work.',
    outcome: {
      kind: 'told',
      says: {
        name: 'TypeError',
        text: "'tensorflow.python.framework.ops.EagerTensor' object does not support item assignment",
      },
    },
  },
  'keras-labels-shape': {
    voice: 'keras',
    label: 'Targets of shape (100,) against predictions of shape (100, 1)',
    why: 'Broadcasting makes a table of 100 × 100 differences from the two: every prediction is held against every target. The best answer is then the mean of all targets. The losses of Keras mend such shapes; a loss of your own does not, and in PyTorch it is the same.',
    outcome: {
      kind: 'silent',
      curve: 'loss',
      shows:
        'The wrong loss ends near 3.06, the variance of the targets, with a slope of 0. The right one ends near 0, with a slope of 3.',
    },
  },
  'keras-count-before-build': {
    voice: 'keras',
    label: 'A class asked for its parameters before its first call',
    why: 'Nobody has told the layers how long an image is, so they have no weights yet. The first call brings the size. A PyTorch layer is told when it is made, and can be counted at once.',
    outcome: {
      kind: 'told',
      says: {
        name: 'ValueError',
        text: "You tried to call `count_params` on layer 'perceptron', but the layer isn't built. You can build it manually via: `layer.build(input_shape)`.",
      },
    },
  },
  'channels-order': {
    voice: 'keras',
    label: 'Channels first, reshaped to channels last',
    why: 'reshape only renames the axes: the numbers stay where they are, so colours and neighbours are mixed up. transpose moves them. Both give the shape that the network wants.',
    outcome: {
      kind: 'silent',
      curve: 'accuracy',
      shows:
        'The network learns from pictures in the right order. Asked about the same pictures, reshaped, it answers many of them wrongly.',
    },
  },
  'learning-rate-too-high': {
    voice: 'torch',
    label: 'A learning rate that is too high',
    why: 'The first steps are so long that all hidden units end where ReLU gives 0 for every point. Their gradient is 0 as well, so they never come back. Keras does the same with this rate.',
    outcome: {
      kind: 'silent',
      curve: 'loss',
      shows: 'The wrong loss leaps up and stays there: the network gives every point the same answer.',
    },
  },
  'validation-tail-sorted': {
    voice: 'keras',
    label: 'Sorted data and validation_split',
    why: 'validation_split takes the last rows before any shuffling. If the rows are sorted by class, these are all of one class, and training sees few of that class.',
    outcome: {
      kind: 'silent',
      curve: 'accuracy',
      shows:
        'Both curves show the accuracy on the validation rows. The wrong one stays near 0, while fit reports a fine training loss.',
    },
  },
};

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
};

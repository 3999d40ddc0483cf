import type { DialectName, ProofName } from '../../src/training/protocol.ts';
import type { RowId } from './framework-row.ts';

/** What the programs of a row show, and the lines that each has to print. */
export interface Proof {
  /** What to look at in the output. */
  readonly shows: string;
  readonly prints: Readonly<Record<DialectName, readonly string[] | NoProgram>>;
}

/** Why one framework's half cannot be shown in a browser. */
export interface NoProgram {
  readonly because: string;
}

/**
 * The proofs, by the rows they belong to. The lines are what the real frameworks print, shortened to four decimals:
 * tests/judges has the same programs in Python.
 */
export const proofs: Readonly<Record<ProofName, Proof>> = {
  graphs: {
    shows: 'A result is there on the next line; PyTorch has noted how it came about.',
    prints: { torch: ['5.0 AddBackward0'], keras: ['5.0'] },
  },
  autograd: {
    shows: 'The gradient of mean(x²); PyTorch adds a second one to it, and a constant that nobody watches has none.',
    prints: {
      torch: ['[0.6667, 1.3333, 2.0]', '[1.3333, 2.6667, 4.0]'],
      keras: ['[0.6667, 1.3333, 2.0]', 'None'],
    },
  },
  mutability: {
    shows: 'PyTorch changes the tensor; TensorFlow makes a new one and keeps the old.',
    prints: { torch: ['[0, 1, 2, 10, 4]'], keras: ['[0, 1, 2, 3, 4]', '[0, 1, 2, 10, 4]'] },
  },
  dtypes: {
    shows: 'Whole numbers are int64, and their sum with fractions is float32.',
    prints: {
      torch: ['int64 float32', '[1.5, 3.5] float32'],
      keras: { because: 'TensorFlow.js converts by itself where TensorFlow raises InvalidArgumentError.' },
    },
  },
  'image-layout': {
    shows: 'The shape of the kernel, then that of the output; Keras also lists its bias.',
    prints: {
      torch: ['[64, 32, 3, 3]', '[1, 64, 6, 6]'],
      keras: ['[3, 3, 32, 64]', '[64]', '[1, 6, 6, 64]'],
    },
  },
  'dense-init': {
    shows: 'The largest weight of a layer from 300 to 400, and whether its bias differs from zero.',
    prints: { torch: ['0.0577', 'True'], keras: ['0.0926', 'False'] },
  },
  'conv-init': {
    shows: 'The largest weight of a 3 × 3 convolution from 32 to 64 channels.',
    prints: { torch: ['0.0589'], keras: ['0.0833'] },
  },
  'batch-norm': {
    shows: 'Running mean and variance after the batch [1, 3, 5, 7].',
    prints: { torch: ['[0.4] [1.5667]'], keras: ['[0.04] [1.04]'] },
  },
  'cross-entropy': {
    shows:
      'Probabilities taken for logits cost 1.4612 even for a perfect answer. In the form that the loss expects it costs less than 0.00001.',
    prints: { torch: ['1.4612', 'True'], keras: ['1.4612', 'True'] },
  },
  padding: {
    shows: 'Which numbers of a 4 × 4 image a stride of 2 keeps.',
    prints: { torch: ['[0.0, 2.0, 8.0, 10.0]', 'ValueError'], keras: ['[5.0, 7.0, 13.0, 15.0]'] },
  },
  shapes: {
    shows: 'A lazy layer has found its 7200 features; the Keras model is built by its first call.',
    prints: { torch: ['7200 7200'], keras: ['False', 'True 325'] },
  },
  parameters: {
    shows: 'Parameters of the network 10-20-5 of source 004.',
    prints: { torch: ['325'], keras: ['325'] },
  },
  dropout: {
    shows: 'Smallest and largest of a thousand ones while training, with 1/(1 − 0.2) = 1.25, and in evaluation.',
    prints: { torch: ['0.0 1.25', '1.0 1.0'], keras: ['0.0 1.25', '1.0 1.0'] },
  },
  optimizers: {
    shows: 'The first step of Adam at a gradient of one millionth and of 1, in learning rates.',
    prints: { torch: ['[0.9901, 1.0]'], keras: ['[0.2403, 1.0]'] },
  },
  loop: {
    shows: 'Whether a model has a method called fit.',
    prints: { torch: ['False'], keras: ['True'] },
  },
  schedules: {
    shows: 'PyTorch: the rate at the start, at step 29 and at the end. Keras: at step 0 and at step 100.',
    prints: { torch: ['0.00004 0.001 4e-9'], keras: ['0.1 0.05'] },
  },
};

/** The proof of a row, or null. */
export function proofOf(row: RowId): ProofName | null {
  return Object.hasOwn(proofs, row) ? (row as ProofName) : null;
}

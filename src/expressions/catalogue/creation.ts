import type { Entries } from './operation.ts';

/** Operations that make tensors from numbers. */
export const creation = {
  tensor: {
    signature: 'data, dtype=None',
    torch: 'torch.tensor({data}, dtype={dtype})',
    tensorflow: 'tf.constant({data}, dtype={dtype})',
    says: 'A tensor with these values.',
    example: 'tensor([[1, 2, 3], [4, 5, 6]])',
  },
  zeros: {
    signature: '*shape, dtype=None',
    torch: 'torch.zeros({shape}, dtype={dtype})',
    tensorflow: 'tf.zeros({shape}, dtype={dtype})',
    says: 'A tensor of zeros.',
    example: 'zeros([2, 3])',
  },
  ones: {
    signature: '*shape, dtype=None',
    torch: 'torch.ones({shape}, dtype={dtype})',
    tensorflow: 'tf.ones({shape}, dtype={dtype})',
    says: 'A tensor of ones.',
    example: 'ones([2, 3], dtype=int64)',
  },
  full: {
    signature: 'shape, fill_value',
    torch: 'torch.full({shape}, {fill_value})',
    tensorflow: 'tf.fill({shape}, {fill_value})',
    says: 'One value, repeated to a shape.',
    example: 'full([2, 3], 7)',
  },
  zeros_like: {
    signature: 'x',
    torch: 'torch.zeros_like({x})',
    tensorflow: 'tf.zeros_like({x})',
    says: 'Zeros of the shape and type of another tensor.',
    example: 'zeros_like(tensor([[1, 2], [3, 4]]))',
  },
  ones_like: {
    signature: 'x',
    torch: 'torch.ones_like({x})',
    tensorflow: 'tf.ones_like({x})',
    says: 'Ones of the shape and type of another tensor.',
    example: 'ones_like(tensor([0.5, 1.5]))',
  },
  arange: {
    signature: 'start, stop=None, step=None',
    torch: 'torch.arange({*})',
    tensorflow: 'tf.range({*})',
    says: 'Numbers at equal steps, without the last.',
    example: 'arange(2, 11, 3)',
  },
  linspace: {
    signature: 'start, stop, num',
    torch: 'torch.linspace({start}, {stop}, {num})',
    tensorflow: 'tf.linspace({start}, {stop}, {num})',
    says: 'So many numbers from the first to the last.',
    example: 'linspace(0., 1., 5)',
  },
  eye: {
    signature: 'n',
    torch: 'torch.eye({n})',
    tensorflow: 'tf.eye({n})',
    says: 'The identity matrix.',
    example: 'eye(3)',
  },
  one_hot: {
    signature: 'x, depth',
    torch: 'torch.nn.functional.one_hot({x}, {depth})',
    tensorflow: 'tf.one_hot({x}, {depth})',
    says: 'A row for each label, with a one at its place.',
    example: 'one_hot(tensor([0, 2, 1]), 3)',
  },
} as const satisfies Entries;

import type { Entries } from './operation.ts';

/** Other types, NumPy, and what is known of a tensor. */
export const conversions = {
  cast: {
    signature: 'x, dtype',
    torch: '{x}.to({dtype})',
    tensorflow: 'tf.cast({x}, {dtype})',
    says: 'The elements in another type.',
    example: 'cast(tensor([1.7, -1.7, 0.]), int64)',
    relation: 'broadcast',
  },
  numpy: {
    signature: 'x',
    torch: '{x}.numpy()',
    tensorflow: '{x}.numpy()',
    says: 'A NumPy array: with the memory of PyTorch’s tensor, a copy of TensorFlow’s.',
    example: 'numpy(tensor([1., 2.]))',
  },
  from_numpy: {
    signature: 'a',
    torch: 'torch.from_numpy({a})',
    tensorflow: 'tf.convert_to_tensor({a})',
    says: 'A tensor from a NumPy array: with its memory in PyTorch, a copy in TensorFlow.',
    example: 'from_numpy(array([1., 2.]))',
  },
  array: {
    signature: 'data',
    torch: 'np.array({data}, dtype=np.float32)',
    tensorflow: 'np.array({data}, dtype=np.float32)',
    says: 'A NumPy array of float32 numbers.',
    example: 'array([[1., 2.], [3., 4.]])',
  },
  item: {
    signature: 'x',
    torch: '{x}.item()',
    tensorflow: '{x}.numpy().item()',
    says: 'The one element of a tensor, as a number of Python.',
    example: 'item(sum(tensor([1., 2.5])))',
  },
  size: {
    signature: 'x',
    torch: 'torch.numel({x})',
    tensorflow: 'tf.size({x})',
    says: 'How many elements there are.',
    example: 'size(zeros([2, 3, 4]))',
  },
  rank: {
    signature: 'x',
    torch: '{x}.dim()',
    tensorflow: 'tf.rank({x})',
    says: 'How many axes there are.',
    example: 'rank(zeros([2, 3, 4]))',
  },
} as const satisfies Entries;

import type { Entries } from './operation.ts';

/** Products and parts of matrices. */
export const matrices = {
  matmul: {
    signature: 'x, y',
    torch: 'torch.matmul({x}, {y})',
    tensorflow: 'tf.matmul({x}, {y})',
    says: 'The product of matrices: each row of the first with each column of the second.',
    example: 'matmul(tensor([[1, 2], [3, 4]]), tensor([[5, 6], [7, 8]]))',
    relation: 'matmul',
  },
  dot: {
    signature: 'x, y',
    torch: 'torch.dot({x}, {y})',
    tensorflow: 'tf.tensordot({x}, {y}, 1)',
    says: 'The sum of the products of two vectors.',
    example: 'dot(tensor([1., 2., 3.]), tensor([4., 5., 6.]))',
    relation: 'matmul',
  },
  einsum: {
    signature: 'equation, *operands',
    torch: 'torch.einsum({*})',
    tensorflow: 'tf.einsum({*})',
    says: 'Products and sums over named axes.',
    example: "einsum('ij,jk->ik', tensor([[1., 2.]]), tensor([[3.], [4.]]))",
  },
  trace: {
    signature: 'x',
    torch: 'torch.trace({x})',
    tensorflow: 'tf.linalg.trace({x})',
    says: 'The sum of the diagonal.',
    example: 'trace(tensor([[1, 2], [3, 4]]))',
  },
  diag: {
    signature: 'x',
    torch: 'torch.diag({x})',
    tensorflow: 'tf.linalg.diag({x})',
    says: 'A matrix with a vector on its diagonal.',
    example: 'diag(tensor([1, 2, 3]))',
  },
  tril: {
    signature: 'x',
    torch: 'torch.tril({x})',
    tensorflow: 'tf.linalg.band_part({x}, -1, 0)',
    says: 'A matrix with zeros above its diagonal.',
    example: 'tril(tensor([[1, 2], [3, 4]]))',
  },
  triu: {
    signature: 'x',
    torch: 'torch.triu({x})',
    tensorflow: 'tf.linalg.band_part({x}, 0, -1)',
    says: 'A matrix with zeros below its diagonal.',
    example: 'triu(tensor([[1, 2], [3, 4]]))',
  },
} as const satisfies Entries;

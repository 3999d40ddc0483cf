import { named } from '../../calling-convention/named.ts';
import { RuntimeError } from '../errors.ts';
import { broadcastShapes, elementCount, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { record } from '../autograd/record.ts';
import { mul } from './arithmetic.ts';
import { expand } from './expand.ts';
import { product, recordedProduct } from './matrix-product.ts';
import { reshape, unsqueeze } from './reshaping.ts';
import { unsafeView } from './unsafe-view.ts';
import { sum } from './sums.ts';
import { t } from './axes.ts';
import { requireSameType } from './require-same-type.ts';
import { typeName } from './type-names.ts';

/**
 * Product of two matrices: [N, M] · [M, P] -> [N, P].
 *
 * @throws {RuntimeError} when the inner sizes differ.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.mm.html
 */
export const mm = named('mm', ['mat2'], (input: Tensor, mat2: Tensor): Tensor => {
  requireMatrix('self', input);
  requireMatrix('mat2', mat2);
  requireSameType(input, mat2);
  if (input.shape[1] !== mat2.shape[0]) {
    throw new RuntimeError(
      `mat1 and mat2 shapes cannot be multiplied (${input.shape.join('x')} and ${mat2.shape.join('x')})`,
      'The second size of the first has to be the first size of the second: transpose one of them, or ' + 'flatten it.',
    );
  }
  return recordedProduct(input, mat2, 'MmBackward0');
});

/**
 * Products of matrices of two batches of the same size: [B, N, M] · [B, M, P] -> [B, N, P].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.bmm.html
 */
export const bmm = named('bmm', ['mat2'], (input: Tensor, mat2: Tensor): Tensor => {
  if (input.ndim !== 3 || mat2.ndim !== 3) {
    const [name, wrong] = input.ndim === 3 ? ['batch2', mat2] : ['batch1', input];
    throw new RuntimeError(`${name} must be a 3D tensor, got ${wrong.ndim}D`, 'For other shapes use matmul.');
  }
  requireSameType(input, mat2);
  const expected = [input.shape[0] ?? 1, input.shape[2] ?? 1];
  if (mat2.shape[0] !== expected[0] || mat2.shape[1] !== expected[1]) {
    throw new RuntimeError(
      `Expected size for first two dimensions of batch2 tensor to be: [${expected.join(', ')}] but got: ` +
        `[${mat2.shape.slice(0, 2).join(', ')}].`,
    );
  }
  return recordedProduct(input, mat2, 'BmmBackward0');
});

/**
 * A matrix times a vector: [N, M] · [M] -> [N].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.mv.html
 */
export const mv = named('mv', ['vec'], (input: Tensor, vec: Tensor): Tensor => {
  if (input.ndim !== 2 || vec.ndim !== 1) {
    throw new RuntimeError(
      `vector + matrix @ vector expected, got 1, ${input.ndim}, ${vec.ndim}`,
      'For other shapes use matmul.',
    );
  }
  if (input.shape[1] !== vec.shape[0]) {
    throw new RuntimeError(
      `size mismatch, got input (${input.shape[0] ?? 1}), mat (${input.shape.join('x')}), vec (${vec.shape[0] ?? 1})`,
    );
  }
  requireSameType(input, vec);
  const result = reshape(product(input, unsqueeze(vec.detach(), 1)), [input.shape[0] ?? 1]);
  return record(result.detach(), {
    name: 'MvBackward0',
    inputs: [input, vec],
    saved: { self: input, vec },
    backward: (gradient, saved, needed) => [
      needed[0] ? mul(unsqueeze(gradient, 1), saved.vec) : null,
      needed[1] ? mv(t(saved.self), gradient) : null,
    ],
  });
});

/**
 * Sum of the products of the elements of two vectors of the same length.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.dot.html
 */
export const dot = named('dot', ['tensor'], (input: Tensor, tensor: Tensor): Tensor => {
  if (input.ndim !== 1 || tensor.ndim !== 1) {
    throw new RuntimeError(
      `1D tensors expected, but got ${input.ndim}D and ${tensor.ndim}D tensors`,
      'For matrices use matmul.',
    );
  }
  if (input.dtype !== tensor.dtype) {
    throw new RuntimeError(
      `dot : expected both vectors to have same dtype, but found ${typeName(input.dtype)} and ${typeName(tensor.dtype)}`,
      'Convert one of them: x.to(torch.float32).',
    );
  }
  if (input.numel() !== tensor.numel()) {
    throw new RuntimeError(
      'inconsistent tensor size, expected tensor [' +
        `${input.numel()}] and src [${tensor.numel()}] to have the same number of elements, but got ${input.numel()} and ` +
        `${tensor.numel()} elements respectively`,
    );
  }
  return record(sum(mul(input.detach(), tensor.detach())), {
    name: 'DotBackward0',
    inputs: [input, tensor],
    saved: { self: input, tensor },
    backward: (gradient, saved, needed) => [
      needed[0] ? mul(gradient, saved.tensor) : null,
      needed[1] ? mul(gradient, saved.self) : null,
    ],
  });
});

/**
 * All products of an element of one vector with one of another: [N], [M] -> [N, M].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.outer.html
 */
export const outer = named('outer', ['vec2'], (input: Tensor, vec2: Tensor): Tensor => {
  if (input.ndim !== 1 || vec2.ndim !== 1) {
    const [name, { ndim }] = input.ndim === 1 ? ['vec2', vec2] : ['self', input];
    throw new RuntimeError(`outer: Expected 1-D argument ${name}, but got ${ndim}-D`, 'Flatten it first.');
  }
  return mul(reshape(input, [-1, 1]), vec2);
});

/**
 * Sums of products along the last axes: [..., M], [..., M] -> [..., ...]. Scalars are multiplied.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.inner.html
 */
export const inner = named('inner', ['other'], (input: Tensor, other: Tensor): Tensor => {
  if (input.ndim === 0 || other.ndim === 0) return mul(input, other);
  const [rows, columns] = [input.shape.slice(0, -1), other.shape.slice(0, -1)];
  const size = input.shape.at(-1) ?? 1;
  const result = mm(
    reshape(input, [elementCount(rows), size]),
    t(reshape(other, [elementCount(columns), other.shape.at(-1) ?? 1])),
  );
  return reshape(result, [...rows, ...columns]);
});

/**
 * Matrix product of tensors of any rank: two vectors give their dot product, a vector and a matrix their product, and
 * further axes in front are batches, which broadcast.
 *
 * @throws {RuntimeError} for a scalar, and when sizes do not fit.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.matmul.html
 */
export const matmul = named('matmul', ['other'], (input: Tensor, other: Tensor): Tensor => {
  if (input.ndim === 0 || other.ndim === 0) {
    throw new RuntimeError(
      `both arguments to matmul need to be at least 1D, but they are ${input.ndim}D and ${other.ndim}D`,
      'For scalars use mul.',
    );
  }
  if (input.ndim === 1 && other.ndim === 1) return dot(input, other);
  if (input.ndim === 2 && other.ndim === 1) return mv(input, other);
  if (input.ndim === 1 && other.ndim === 2) return rowProduct(input, other);
  if (input.ndim === 2 && other.ndim === 2) return mm(input, other);
  if (input.ndim > 2 && other.ndim < 3) return foldedProduct(input, other);
  return batchProduct(input, other);
});

/** A vector times a matrix. PyTorch takes the axis off again in place, by which the node has its name. */
function rowProduct(input: Tensor, other: Tensor): Tensor {
  return unsafeView(mm(unsqueeze(input, 0), other), other.shape.slice(1), 'SqueezeBackward4');
}

/** A batch times one matrix or vector: the rows of all its matrices are those of one tall matrix. */
function foldedProduct(input: Tensor, other: Tensor): Tensor {
  const rows = input.shape.slice(0, -1);
  const tall = reshape(input, [elementCount(rows), input.shape.at(-1) ?? 1]);
  if (other.ndim === 1) return unsafeView(mv(tall, other), rows);
  return unsafeView(mm(tall, other), [...rows, other.shape[1] ?? 1]);
}

function batchProduct(input: Tensor, other: Tensor): Tensor {
  const left = input.ndim === 1 ? unsqueeze(input, 0) : input;
  const right = other.ndim === 1 ? unsqueeze(other, 1) : other;
  if (input.ndim < 3 && input.shape.at(-1) !== right.shape.at(-2)) throw foldedError(left, right);
  const batch = broadcastShapes(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const result = bmm(asBatch(left, batch), asBatch(right, batch));
  const shape = [
    ...batch,
    ...(input.ndim === 1 ? [] : [left.shape.at(-2) ?? 1]),
    ...(other.ndim === 1 ? [] : [right.shape.at(-1) ?? 1]),
  ];
  return unsafeView(result, shape);
}

/** PyTorch exchanges the two factors when only the second one is a batch, and its message tells of those. */
function foldedError({ shape: left }: Tensor, { shape: right }: Tensor): RuntimeError {
  const rows = elementCount(right.slice(0, -2)) * (right.at(-1) ?? 1);
  return new RuntimeError(
    `mat1 and mat2 shapes cannot be multiplied (${rows}x${right.at(-2) ?? 1} and ${left.toReversed().join('x')}` + ')',
    'The last size of the first has to be the last but one of the second.',
  );
}

/** A batch of `batch` matrices in one axis: a view, unless matrices are repeated. */
function asBatch(input: Tensor, batch: Shape): Tensor {
  const matrix = input.shape.slice(-2);
  return reshape(expand(input, [...batch, ...matrix]), [elementCount(batch), ...matrix]);
}

function requireMatrix(name: string, input: Tensor): void {
  if (input.ndim === 2) return;
  throw new RuntimeError(`${name} must be a matrix, got ${input.ndim}D`, 'For other shapes use matmul.');
}

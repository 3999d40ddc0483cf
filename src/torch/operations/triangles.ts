import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { contiguousStrides, elementCount, type Shape } from '../shape.ts';
import type { Layout } from '../strided.ts';
import type { Tensor } from '../tensor.ts';
import { fromHost } from './elementwise.ts';
import { mul } from './arithmetic.ts';
import { contiguous } from './memory-layout.ts';
import { stridedGradient, stridedPart } from './strided-part.ts';
import { sum } from './sums.ts';
import { where } from './where.ts';

interface DiagonalParameters {
  /** Which diagonal: 0 the main one, positive ones above it, negative ones below. */
  readonly diagonal?: number;
}

/**
 * Matrices [..., N, M] with zeros above a diagonal. Call: `tril(input, diagonal)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.tril.html
 */
export function tril(input: Tensor, ...values: Arguments<DiagonalParameters, ['diagonal']>): Tensor {
  const { diagonal = 0 } = bindArguments<DiagonalParameters>(['diagonal'], values);
  return triangle(input, (row, column) => column - row <= diagonal, 'TrilBackward0');
}

/**
 * Matrices [..., N, M] with zeros below a diagonal. Call: `triu(input, diagonal)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.triu.html
 */
export function triu(input: Tensor, ...values: Arguments<DiagonalParameters, ['diagonal']>): Tensor {
  const { diagonal = 0 } = bindArguments<DiagonalParameters>(['diagonal'], values);
  return triangle(input, (row, column) => column - row >= diagonal, 'TriuBackward0');
}

/**
 * The diagonal of a matrix as a copy, or the matrix with a vector as its diagonal. Call: `diag(input, diagonal)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.diag.html
 */
export function diag(input: Tensor, ...values: Arguments<DiagonalParameters, ['diagonal']>): Tensor {
  const { diagonal = 0 } = bindArguments<DiagonalParameters>(['diagonal'], values);
  if (input.ndim === 1) return matrixWith(input, diagonal);
  if (input.ndim === 2) return diagonalOf(input, diagonal);
  throw new RuntimeError(`diag(): Supports 1D or 2D tensors. Got ${input.ndim}D`);
}

/** Sum of the diagonal of a matrix. @source https://docs.pytorch.org/docs/stable/generated/torch.trace.html */
export function trace(input: Tensor): Tensor {
  if (input.ndim !== 2) throw new RuntimeError(`trace: expected a matrix, but got tensor with dim ${input.ndim}`);
  const diagonal = diagonalLayout(input.shape, 0);
  return record(sum(diagonalOf(input.detach(), 0)), {
    name: 'TraceBackward0',
    inputs: [input],
    backward: (gradient) => {
      const ones = fromHost(new Float32Array(elementCount(diagonal.shape)).fill(1), diagonal.shape, 'float32');
      return [mul(stridedGradient(ones, input.shape, diagonal), gradient)];
    },
  });
}

function triangle(input: Tensor, isKept: (row: number, column: number) => boolean, name: string): Tensor {
  if (input.ndim < 2) {
    throw new RuntimeError(`${name.slice(0, 4).toLowerCase()}: input tensor must have at least 2 dimensions`);
  }
  const [rows = 1, columns = 1] = input.shape.slice(-2);
  const mask = Uint8Array.from({ length: rows * columns }, (_, place) =>
    Number(isKept(Math.floor(place / columns), place % columns)),
  );
  return masked(input, fromHost(mask, [rows, columns], 'bool'), name);
}

function masked(input: Tensor, mask: Tensor, name: string): Tensor {
  return record(where(mask, input.detach(), 0), {
    name,
    inputs: [input],
    backward: (gradient) => [masked(gradient, mask, name)],
  });
}

function diagonalOf(input: Tensor, diagonal: number): Tensor {
  const layout = diagonalLayout(input.shape, diagonal);
  const result = input.dtype === 'float32' ? stridedPart(input.detach(), layout) : integersOf(input, layout);
  return record(result, {
    name: 'DiagonalBackward0_copy',
    inputs: [input],
    backward: (gradient) => [stridedGradient(gradient, input.shape, layout)],
  });
}

function matrixWith(vector: Tensor, diagonal: number): Tensor {
  const size = vector.numel() + Math.abs(diagonal);
  const shape = [size, size];
  const layout = diagonalLayout(shape, diagonal);
  return record(stridedGradient(vector.detach(), shape, layout), {
    name: 'DiagEmbedBackward0',
    inputs: [vector],
    backward: (gradient) => [stridedPart(gradient, layout)],
  });
}

/** Host-known integers stay on the host. */
function integersOf(input: Tensor, layout: Layout): Tensor {
  return contiguous(contiguous(input.detach()).viewOf(layout));
}

/** Where the elements of a diagonal are in a matrix that lies row by row. */
function diagonalLayout(shape: Shape, diagonal: number): Layout {
  const [rows = 1, columns = 1] = shape;
  const [rowStep = 1] = contiguousStrides(shape);
  const length = Math.max(Math.min(rows + Math.min(diagonal, 0), columns - Math.max(diagonal, 0)), 0);
  return {
    shape: [length],
    strides: [rowStep + 1],
    offset: diagonal < 0 ? -diagonal * rowStep : diagonal,
  };
}

/** Functions that join several tensors. */
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import { formatShape, normalizeDim, sameShape, type Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { zerosLike } from './creation.ts';
import { joinedAlong } from './joined-along.ts';
import { atleast1d, atleast2d, atleast3d, reshape, unsqueeze } from './reshaping.ts';
import { select } from './slicing.ts';
import { slice } from './slice.ts';

interface DimParameters {
  readonly dim?: number;
}

type Dim = Arguments<DimParameters, ['dim']>;

/**
 * The tensors one after another along axis `dim`, which is 0 by default; all other axes have the same sizes. Call:
 * `cat([a, b], dim)` or `cat([a, b], { dim })`.
 *
 * @throws {RuntimeError} when the shapes differ in another axis.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.cat.html
 */
export function cat(tensors: readonly Tensor[], ...values: Dim): Tensor {
  const { dim = 0 } = bindArguments<DimParameters>(['dim'], values);
  requireTensors('cat', tensors);
  if (tensors.length === 0) throw new ValueError('torch.cat(): expected a non-empty list of Tensors');
  const scalar = tensors.findIndex(({ ndim }) => ndim === 0);
  if (scalar >= 0) {
    throw new RuntimeError(`zero-dimensional tensor (at position ${scalar}) cannot be concatenated`, 'Use stack.');
  }
  // For the sake of old programs PyTorch takes a vector without elements along with any shape.
  const first = tensors.find((each) => !isEmptyVector(each)) ?? tensors[0];
  const axis = normalizeDim(dim, first?.ndim ?? 1);
  if (first) requireSameSizes(tensors, first.shape, axis);
  const joined = tensors.filter((each) => first?.ndim === 1 || !isEmptyVector(each));
  return record(joinedAlong(joined, axis), {
    name: 'CatBackward0',
    inputs: tensors,
    backward: (gradient, _, needed) => {
      let start = 0;
      return tensors.map((each, index) => {
        if (!joined.includes(each)) return needed[index] ? zerosLike(each) : null;
        const length = each.shape[axis] ?? 0;
        start += length;
        return needed[index] ? slice(gradient, { axis, start: start - length, length, step: 1 }) : null;
      });
    },
  });
}

function requireTensors(name: string, tensors: readonly unknown[]): void {
  if (!Array.isArray(tensors)) {
    throw new TypeError(`${name}(): argument 'tensors' (position 1) must be tuple of Tensors: torch.${name}([a, b]).`);
  }
  const stranger = tensors.findIndex((each) => !(each instanceof Tensor));
  if (stranger < 0) return;
  throw new TypeError(`expected Tensor as element ${stranger} in argument 0, but got ${typeof tensors[stranger]}`);
}

/** `cat` by NumPy's name. @source https://docs.pytorch.org/docs/stable/generated/torch.concat.html */
export function concat(tensors: readonly Tensor[], ...values: Dim): Tensor {
  return cat(tensors, ...values);
}

/** `cat` by another of its names. @source https://docs.pytorch.org/docs/stable/generated/torch.concatenate.html */
export function concatenate(tensors: readonly Tensor[], ...values: Dim): Tensor {
  return cat(tensors, ...values);
}

/**
 * Tensors of one shape along a new axis `dim`, which is 0 by default. Call: `stack([a, b], dim)`.
 *
 * @throws {RuntimeError} when the shapes differ.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.stack.html
 */
export function stack(tensors: readonly Tensor[], ...values: Dim): Tensor {
  const { dim = 0 } = bindArguments<DimParameters>(['dim'], values);
  requireTensors('stack', tensors);
  const [first] = tensors;
  if (!first) throw new RuntimeError('stack expects a non-empty TensorList');
  const other = tensors.findIndex(({ shape }) => !sameShape(shape, first.shape));
  if (other >= 0) {
    throw new RuntimeError(
      `stack expects each tensor to be equal size, but got ${formatShape(first.shape)} at entry 0 and ${formatShape(tensors[other]?.shape ?? [])}` +
        ` at entry ${other}`,
      'Use cat for tensors of different sizes.',
    );
  }
  const axis = normalizeDim(dim, first.ndim + 1);
  const result = joinedAlong(
    tensors.map((each) => unsqueeze(each.detach(), axis)),
    axis,
  );
  return record(result, {
    name: 'StackBackward0',
    inputs: tensors,
    backward: (gradient, _, needed) =>
      needed.map((isNeeded, index) => (isNeeded ? select(gradient, axis, index) : null)),
  });
}

/**
 * Tensors side by side: along axis 1, vectors along axis 0.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.hstack.html
 */
export function hstack(tensors: readonly Tensor[]): Tensor {
  const parts = tensors.map(atleast1d);
  return cat(parts, parts[0]?.ndim === 1 ? 0 : 1);
}

/**
 * Tensors below each other: along axis 0, vectors as rows.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.vstack.html
 */
export function vstack(tensors: readonly Tensor[]): Tensor {
  return cat(tensors.map(atleast2d), 0);
}

/** Tensors behind each other: along axis 2. @source https://docs.pytorch.org/docs/stable/generated/torch.dstack.html */
export function dstack(tensors: readonly Tensor[]): Tensor {
  return cat(tensors.map(atleast3d), 2);
}

/**
 * Tensors side by side, vectors as columns.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.column_stack.html
 */
export function columnStack(tensors: readonly Tensor[]): Tensor {
  return hstack(tensors.map((each) => (each.ndim < 2 ? reshape(each, [each.numel(), 1]) : each)));
}

function isEmptyVector({ shape }: Tensor): boolean {
  return shape.length === 1 && shape[0] === 0;
}

function requireSameSizes(tensors: readonly Tensor[], expected: Shape, axis: number): void {
  for (const [number, each] of tensors.entries()) {
    if (isEmptyVector(each)) continue;
    if (each.ndim !== expected.length) {
      throw new RuntimeError(
        `Tensors must have same number of dimensions: got ${expected.length} and ${each.ndim}`,
        'Use unsqueeze, or stack.',
      );
    }
    const wrong = expected.findIndex((size, place) => place !== axis && each.shape[place] !== size);
    if (wrong >= 0) {
      throw new RuntimeError(
        `Sizes of tensors must match except in dimension ${axis}. Expected size ${expected[wrong]} but got ` +
          `size ${each.shape[wrong]} for tensor number ${number} in the list.`,
        `It has shape ${formatShape(each.shape)}, the first one ${formatShape(expected)}.`,
      );
    }
  }
}

import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { mul } from './arithmetic.ts';
import { eq } from './comparison.ts';
import { div } from './division.ts';
import { pow } from './powers.ts';
import { reducedOver, reduceFloats, sumOver, type Dims, type Reduced } from './reduce.ts';
import { reshape } from './reshaping.ts';
import { abs, sgn } from './rounding.ts';
import { shareAmongEqual } from './shared-gradient.ts';
import { where } from './where.ts';

interface NormParameters {
  /** The exponent: any number, ±∞, or 'fro' for 2. */
  readonly p?: number | 'fro' | null;
  readonly dim?: Dims;
  /** Whether the axes stay, with size 1. */
  readonly keepdim?: boolean;
}

const NORM_NAMES = ['p', 'dim', 'keepdim'] as const;

/**
 * (Σ |x|^p)^(1/p) over the axes `dim`, or of all elements. Call: `norm(input, p, dim, keepdim)`.
 *
 * @throws {RuntimeError} for the nuclear norm, which needs singular values.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.norm.html
 */
export function norm(input: Tensor, ...values: Arguments<NormParameters, typeof NORM_NAMES>): Tensor {
  const { p, dim, keepdim } = bindArguments<NormParameters>(NORM_NAMES, values);
  return normOver(input, p ?? 2, reducedOver(input, dim, keepdim));
}

/**
 * The norm of the difference of two tensors, which broadcast. Call: `dist(input, other, p)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.dist.html
 */
export const dist = named('dist', ['other', 'p'], (input: Tensor, other: Tensor, p: number = 2): Tensor => {
  return norm(input.sub(other), p);
});

/**
 * Distances between all pairs of rows: x1 [..., P, M], x2 [..., R, M] -> [..., P, R]. Call: `cdist(x1, x2, p)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.cdist.html
 */
export const cdist = named('cdist', ['x2', 'p'], (x1: Tensor, x2: Tensor, p: number = 2): Tensor => {
  const [rows, columns] = [x1.shape.toSpliced(-1, 0, 1), x2.shape.toSpliced(-2, 0, 1)];
  return norm(reshape(x1, rows).sub(reshape(x2, columns)), p, -1);
});

/** The norm over the axes of `reduced`, on the tape as PyTorch has it. */
export function normOver(input: Tensor, p: number | string, reduced: Reduced): Tensor {
  const order = p === 'fro' ? 2 : p;
  if (typeof order !== 'number') {
    throw new RuntimeError(`norm of order '${order}' is not supported: use a number or 'fro'.`);
  }
  const result = reduceFloats(input, reduced, { kernel: kernelOf(order), empty: order < 0 ? Infinity : 0 });
  return record(result, {
    name: 'LinalgVectorNormBackward0',
    inputs: [input],
    saved: { self: input, result },
    // How many elements are not 0 changes nowhere.
    backward: (gradient, saved) => [order === 0 ? null : normGradient(gradient, saved, order, reduced)],
  });
}

function kernelOf(order: number): (values: tf.Tensor, axes: number[]) => tf.Tensor {
  if (order === Infinity) return (x, axes) => tf.max(tf.abs(x), axes, true);
  if (order === -Infinity) return (x, axes) => tf.min(tf.abs(x), axes, true);
  if (order === 0) return (x, axes) => sumOver(tf.cast(tf.notEqual(x, 0), 'float32'), axes);
  if (order === 1) return (x, axes) => sumOver(tf.abs(x), axes);
  if (order === 2) return (x, axes) => tf.sqrt(sumOver(tf.square(x), axes));
  return (x, axes) => tf.pow(sumOver(tf.pow(tf.abs(x), order), axes), 1 / order);
}

interface SavedNorm {
  readonly self: Tensor;
  readonly result: Tensor;
}

/** The subgradient at 0 is 0. */
function normGradient(gradient: Tensor, { self, result }: SavedNorm, order: number, reduced: Reduced): Tensor {
  const spread = reshape(gradient, reduced.kept);
  if (order === 1) return mul(spread, sgn(self));
  const size = reshape(result, reduced.kept);
  if (Math.abs(order) === Infinity) return mul(sgn(self), shareAmongEqual(gradient, abs(self), result, reduced));
  const isZero = eq(size, 0);
  const scale = div(spread, pow(where(isZero, 1, size), order - 1));
  const direction = order === 2 ? self : mul(sgn(self), powerOfSize(self, order - 1));
  return where(isZero, 0, mul(direction, scale));
}

/** |x|^exponent, which is 0 at 0 for a negative exponent, too. */
function powerOfSize(self: Tensor, exponent: number): Tensor {
  const isZero = eq(self, 0);
  return where(isZero, 0, pow(where(isZero, 1, abs(self)), exponent));
}

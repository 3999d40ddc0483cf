import { bindArguments, bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import * as tf from '@tensorflow/tfjs-core';
import { noGrad } from '../../autograd/grad-mode.ts';
import { record } from '../../autograd/record.ts';
import { IndexError, RuntimeError } from '../../errors.ts';
import { add, mul } from '../../operations/arithmetic.ts';
import { gt } from '../../operations/comparison.ts';
import { ones } from '../../operations/creation.ts';
import { div } from '../../operations/division.ts';
import { fromDevice, fromHost } from '../../operations/elementwise.ts';
import { norm } from '../../operations/norms.ts';
import { addRows, takeRows } from '../../operations/row-moves.ts';
import { where } from '../../operations/where.ts';
import type { Tensor } from '../../tensor.ts';

/** How a table of vectors is looked up. */
export interface LookUpParameters {
  /** Row that gets no gradient; a negative one counts from the end. */
  readonly paddingIdx?: number | null;
  /** Rows that are looked up and longer than this are scaled down to it, in the table itself. */
  readonly maxNorm?: number | null;
  /** The p of that length. */
  readonly normType?: number;
  /** Whether the gradient of a row is divided by how often it was looked up. */
  readonly scaleGradByFreq?: boolean;
}

interface EmbeddingParameters extends LookUpParameters {
  readonly weight: Tensor;
}

const NAMES = ['weight', 'paddingIdx', 'maxNorm', 'normType', 'scaleGradByFreq'] as const;

/**
 * Rows of a table: input int64 of any shape, weight [rows, features] -> [...input, features].
 *
 * Call: `embedding(input, weight, paddingIdx, maxNorm, normType, scaleGradByFreq)`.
 *
 * @throws {IndexError} when an index that the host knows is no row.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html
 */
export function embedding(input: Tensor, ...values: Arguments<EmbeddingParameters, typeof NAMES>): Tensor {
  const given = bindRequired<EmbeddingParameters>(NAMES, 1, values);
  const { weight, paddingIdx = null, maxNorm = null, normType = 2, scaleGradByFreq = false } = given;
  const [rows = 0] = weight.shape;
  requireIndices(input, rows);
  if (maxNorm !== null) noGrad(() => shortenRows(weight, input, maxNorm, normType));
  const name = 'EmbeddingBackward0';
  if (paddingIdx === null && !scaleGradByFreq) return takeRows(weight, 0, input, name);
  const padding = paddingIdx !== null && paddingIdx < 0 ? paddingIdx + rows : paddingIdx;
  return record(takeRows(weight.detach(), 0, input), {
    name,
    inputs: [weight],
    saved: { indices: input },
    backward: (gradient, { indices }) => {
      const counted = scaleGradByFreq ? div(gradient, counts(indices, rows)) : gradient;
      const kept = padding === null ? counted : mul(counted, isOther(indices, padding));
      return [addRows(kept, 0, indices, weight.shape)];
    },
  });
}

/** Scales the rows that are looked up down to `maxNorm`, in place. */
function shortenRows(weight: Tensor, indices: Tensor, maxNorm: number, normType: number): void {
  const [rows = 0] = weight.shape;
  const lengths = norm(weight, normType, 1, true);
  const isLong = gt(lengths, maxNorm).logicalAnd(gt(occurrences(indices, rows), 0));
  weight.mul_(where(isLong, div(maxNorm, add(lengths, 1e-7)), 1));
}

/** How often each row is looked up, [rows, 1]. */
function occurrences(indices: Tensor, rows: number): Tensor {
  return addRows(ones([...indices.shape, 1]), 0, indices, [rows, 1]);
}

/** For each index how often it is there, [..., 1]. */
function counts(indices: Tensor, rows: number): Tensor {
  return takeRows(occurrences(indices, rows), 0, indices);
}

/** 1 where an index is not the padding's, [..., 1]. */
function isOther(indices: Tensor, padding: number): Tensor {
  return fromDevice(() =>
    tf.expandDims(tf.cast(tf.notEqual(indices.values, tf.scalar(padding, 'int32')), 'float32'), -1),
  );
}

function requireIndices(input: Tensor, rows: number): void {
  if (input.dtype !== 'int64') {
    throw new RuntimeError(
      "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but " +
        `got torch.${input.dtype === 'bool' ? 'BoolTensor' : 'FloatTensor'} instead (while checking ` +
        'arguments for embedding)',
      'Convert it first: x.long().',
    );
  }
  const wrong = input.hostValues?.find((index) => index < 0 || index >= rows);
  if (wrong !== undefined) {
    throw new IndexError(
      'index out of range in self',
      `${wrong} is no row of a table of ${rows}. Make the table larger.`,
    );
  }
}

interface OneHotParameters {
  /** Number of classes; -1 for the largest index and one more. */
  readonly numClasses?: number;
}

/**
 * For each index a row of zeros with a one at its place: int64 of any shape -> int64 [...shape, numClasses].
 *
 * Call: `oneHot(tensor, numClasses)`. Without `numClasses` the indices are read at once, which WebGPU cannot do for what
 * only the device knows.
 *
 * @throws {RuntimeError} when an index is negative, or not smaller than `numClasses`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html
 */
export function oneHot(tensor: Tensor, ...values: Arguments<OneHotParameters, ['numClasses']>): Tensor {
  const { numClasses = -1 } = bindArguments<OneHotParameters>(['numClasses'], values);
  if (tensor.dtype !== 'int64') {
    throw new RuntimeError(
      'one_hot is only applicable to index tensor of type LongTensor.',
      'Convert it first: x.long().',
    );
  }
  const indices = tensor.hostValues ?? (numClasses === -1 ? tensor.numpySync() : null);
  if (!indices) {
    return fromDevice(() => tf.cast(tf.oneHot(tf.cast(tensor.values, 'int32'), numClasses), 'int32'));
  }
  const classes = numClasses === -1 ? Math.max(-1, ...indices) + 1 : numClasses;
  if (indices.some((index) => index < 0)) throw new RuntimeError('Class values must be non-negative.');
  if (indices.some((index) => index >= classes))
    throw new RuntimeError('Class values must be smaller than num_classes.');
  const result = new Float64Array(indices.length * classes);
  for (const [row, index] of indices.entries()) result[row * classes + index] = 1;
  return fromHost(result, [...tensor.shape, classes], 'int64');
}

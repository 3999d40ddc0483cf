import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { noGrad } from '../autograd/grad-mode.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { normalizeDim } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { recordTaken, takeAlong } from './along-axis.ts';
import { fromHost } from './elementwise.ts';
import { namedPair, type ValuesAndIndices } from './named-pair.ts';
import { reducedOver } from './reduce.ts';
import { isnan } from './logic.ts';
import { reshape } from './reshaping.ts';
import { shareAmongEqual } from './shared-gradient.ts';
import { where } from './where.ts';
import { indicesAt, sortedIndices } from './sorted-indices.ts';

interface SortParameters {
  readonly dim?: number;
  readonly descending?: boolean;
  /** Whether equal elements keep their order. They do in any case. */
  readonly stable?: boolean;
}

const SORT_NAMES = ['dim', 'descending'] as const;

/**
 * The elements in ascending order along axis `dim`, the last by default, and where they were. nan counts as the largest.
 * Call: `sort(input, dim, descending)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.sort.html
 */
export function sort(input: Tensor, ...values: Arguments<SortParameters, typeof SORT_NAMES>): ValuesAndIndices {
  const { dim = -1, descending = false, stable } = bindArguments<SortParameters>(SORT_NAMES, values);
  const axis = normalizeDim(dim, input.ndim);
  const indices = sortedIndices(input, axis, descending);
  return namedPair({ values: takeAlong(input, axis, indices, `SortBackward${stable === undefined ? 0 : 1}`), indices });
}

/** The indices that `sort` gives. @source https://docs.pytorch.org/docs/stable/generated/torch.argsort.html */
export function argsort(input: Tensor, ...values: Arguments<SortParameters, typeof SORT_NAMES>): Tensor {
  const { dim = -1, descending = false } = bindArguments<SortParameters>(SORT_NAMES, values);
  return sortedIndices(input, normalizeDim(dim, input.ndim), descending);
}

interface TopkParameters {
  /** How many elements. */
  readonly k?: number;
  readonly dim?: number;
  /** Whether the largest elements are wanted, or the smallest. */
  readonly largest?: boolean;
  /** Whether they are wanted in order. They come so in any case. */
  readonly sorted?: boolean;
}

const TOPK_NAMES = ['k', 'dim', 'largest', 'sorted'] as const;

/**
 * The `k` largest elements along axis `dim`, the last by default, in descending order, and where they were.
 * Call: `topk(input, k, dim, largest)`.
 *
 * @throws {RuntimeError} when there are less than `k`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.topk.html
 */
export function topk(input: Tensor, ...values: Arguments<TopkParameters, typeof TOPK_NAMES>): ValuesAndIndices {
  const { k = -1, dim = -1, largest = true } = bindArguments<TopkParameters>(TOPK_NAMES, values);
  const axis = normalizeDim(dim, input.ndim);
  if (k < 0 || k > (input.shape[axis] ?? 1)) throw new RuntimeError('selected index k out of range');
  const indices = sortedIndices(input, axis, largest, k);
  return namedPair({ values: takeAlong(input, axis, indices, 'TopkBackward0'), indices });
}

interface MedianParameters {
  readonly dim?: number;
  readonly keepdim?: boolean;
}

/**
 * The middle element, the lower one of two; along an axis also its index. Call: `median(input)` or
 * `median(input, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.median.html
 */
export function median(input: Tensor): Tensor;
export function median(input: Tensor, dim: number, ...rest: Arguments<MedianParameters, ['keepdim']>): ValuesAndIndices;
export function median(input: Tensor, keywords: MedianParameters & { readonly dim: number }): ValuesAndIndices;
export function median(input: Tensor, ...values: readonly unknown[]): Tensor | ValuesAndIndices {
  const { dim, keepdim = false } = bindArguments<MedianParameters>(['dim', 'keepdim'], values);
  if (dim === undefined) return medianOfAll(input);
  const axis = normalizeDim(dim, input.ndim);
  const place = middleOf(input.shape[axis] ?? 1);
  const indices = nanOrMiddle(input, axis, sortedIndices(input, axis, false), place);
  const middles = takeAlong(input.detach(), axis, indices);
  const shape = keepdim ? middles.shape : middles.shape.toSpliced(axis, 1);
  const recorded = recordTaken(reshape(middles, shape), 'MedianBackward1', input, axis, indices);
  return namedPair({ values: recorded, indices: reshape(indices, shape) });
}

/** `median` as a method, in its two forms. */
export interface SortingMethods {
  median(): Tensor;
  median(dim: number, ...rest: Arguments<MedianParameters, ['keepdim']>): ValuesAndIndices;
  median(keywords: MedianParameters & { readonly dim: number }): ValuesAndIndices;
}

function medianOfAll(input: Tensor): Tensor {
  const line = reshape(input.detach(), [-1]);
  if (line.numel() === 0) return fromHost(Float32Array.of(NaN), [], 'float32');
  const indices = nanOrMiddle(line, 0, sortedIndices(line, 0, false), middleOf(line.numel()));
  const result = reshape(takeAlong(line, 0, indices), []);
  const reduced = reducedOver(input, null);
  return record(result, {
    name: 'MedianBackward0',
    inputs: [input],
    saved: { self: input, result },
    backward: (gradient, saved) => [shareAmongEqual(gradient, saved.self, saved.result, reduced)],
  });
}

/** Where the middle element stands, or a nan, which PyTorch takes for the median if there is one. They are sorted last. */
function nanOrMiddle(input: Tensor, axis: number, sorted: Tensor, place: number): Tensor {
  const middle = indicesAt(sorted, axis, place);
  if (input.dtype !== 'float32') return middle;
  const last = indicesAt(sorted, axis, (input.shape[axis] ?? 1) - 1);
  return noGrad(() => where(isnan(takeAlong(input, axis, last)), last, middle));
}

function middleOf(size: number): number {
  return Math.floor((size - 1) / 2);
}

interface UniqueParameters {
  /** Whether the elements come in order. They do in any case. */
  readonly sorted?: boolean;
  /** Whether the place of each element of the input in the result is wanted. */
  readonly returnInverse?: boolean;
  /** Whether it is wanted how often each occurs. */
  readonly returnCounts?: boolean;
}

const UNIQUE_NAMES = ['sorted', 'returnInverse', 'returnCounts'] as const;

/**
 * The different elements in ascending order; with `returnInverse` and `returnCounts` a list of up to three tensors, as
 * PyTorch's tuple. Waits for the device. Call: `await unique(input, sorted, returnInverse, returnCounts)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.unique.html
 */
export async function unique(
  input: Tensor,
  ...values: Arguments<UniqueParameters, typeof UNIQUE_NAMES>
): Promise<Tensor | readonly Tensor[]> {
  const { returnInverse = false, returnCounts = false } = bindArguments<UniqueParameters>(UNIQUE_NAMES, values);
  const { dtype, shape } = input;
  const elements = await input.numpy();
  const different = elements
    .slice()
    .sort()
    .filter((value, index, sorted) => index === 0 || value !== sorted[index - 1]);
  const places = new Map(Array.from(different, (value, index) => [value, index]));
  const inverse = Float64Array.from(elements, (value) => places.get(value) ?? 0);
  const counts = new Float64Array(different.length);
  for (const place of inverse) counts[place] = (counts[place] ?? 0) + 1;
  const result = fromHost(different, [different.length], dtype);
  if (!returnInverse && !returnCounts) return result;
  return [
    result,
    ...(returnInverse ? [fromHost(inverse, shape, 'int64')] : []),
    ...(returnCounts ? [fromHost(counts, [counts.length], 'int64')] : []),
  ];
}

interface BincountParameters {
  /** Numbers that belong to the elements and are added instead of ones. */
  readonly weights?: Tensor | null;
  /** The least length of the result. */
  readonly minlength?: number;
}

/**
 * How often each number from 0 on occurs in a vector of integers. Waits for the device.
 * Call: `await bincount(input, weights, minlength)`.
 *
 * @throws {RuntimeError} for negative numbers, floats, or more than one axis.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.bincount.html
 */
export async function bincount(
  input: Tensor,
  ...values: Arguments<BincountParameters, ['weights', 'minlength']>
): Promise<Tensor> {
  const { weights, minlength = 0 } = bindArguments<BincountParameters>(['weights', 'minlength'], values);
  const elements = Float64Array.from(await input.numpy());
  if (input.ndim !== 1 || input.dtype === 'float32' || elements.some((value) => value < 0)) {
    throw new RuntimeError(
      'bincount only supports 1-d non-negative integral inputs',
      'Convert it: x.flatten().long().',
    );
  }
  const factors = weights ? await weights.numpy() : null;
  const length = elements.reduce((largest, value) => Math.max(largest, value + 1), minlength);
  const counts = new Float64Array(length);
  elements.forEach((value, index) => {
    counts[value] = (counts[value] ?? 0) + (factors ? (factors[index] ?? 0) : 1);
  });
  if (!factors) return fromHost(counts, [length], 'int64');
  return fromHost(Float32Array.from(counts), [length], 'float32');
}

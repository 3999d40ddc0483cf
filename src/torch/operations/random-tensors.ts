import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { defaultGenerator, type Generator } from '../random.ts';
import { broadcastShapes, elementCount, formatShape, type Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { add, mul } from './arithmetic.ts';
import { castTo } from './cast.ts';
import { lt } from './comparison.ts';
import { hostArray, requireSizes, zerosLike, type CreationParameters } from './creation.ts';
import { fromHost, shapeOf } from './elementwise.ts';

export interface RandomParameters extends CreationParameters {
  /** Where the numbers come from; by default the generator that manualSeed seeds. */
  readonly generator?: Generator | null;
}

type SizeArguments = readonly (Shape | number | RandomParameters)[];

/**
 * Uniform float32 numbers in [0, 1). Call: `rand(2, 3)` or `rand([2, 3])`, with `{ generator, requiresGrad }` last.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.rand.html
 */
export function rand(...values: SizeArguments): Tensor {
  const { shape, options } = sizesAndOptions(values);
  return filled(shape, options, (source, count) => source.uniform(count));
}

/**
 * Normal float32 numbers of mean 0 and variance 1. Call as `rand`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.randn.html
 */
export function randn(...values: SizeArguments): Tensor {
  const { shape, options } = sizesAndOptions(values);
  return filled(shape, options, (source, count) => source.normal(count));
}

interface IntegerParameters extends RandomParameters {
  readonly low?: number;
  readonly high?: number;
  readonly size?: Shape;
}

/**
 * Integers in [low, high): int64. Call: `randint(high, size)` or `randint(low, high, size)`, with `{ generator, dtype }`.
 *
 * @throws {RuntimeError} when `low` is not below `high`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.randint.html
 */
export function randint(...values: Arguments<IntegerParameters, ['low', 'high', 'size']>): Tensor {
  const isShort = Array.isArray(values[1]);
  const names = isShort ? (['high', 'size'] as const) : (['low', 'high', 'size'] as const);
  const { low = 0, high = 0, size = [], ...options } = bindArguments<IntegerParameters>(names, values);
  requireRange(low, high);
  return filled(size, { dtype: 'int64', ...options }, (source, count) => source.integers(count, low, high));
}

/**
 * The integers from 0 to n - 1 in a random order: int64. Call: `randperm(n, { generator, dtype })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.randperm.html
 */
export function randperm(n: number, options: RandomParameters = {}): Tensor {
  return filled([n], { dtype: 'int64', ...options }, (source) => source.permutation(n));
}

/** `rand` in the shape of `input`. @source https://docs.pytorch.org/docs/stable/generated/torch.rand_like.html */
export function randLike(input: Tensor, options: RandomParameters = {}): Tensor {
  return rand(input.shape, { dtype: input.dtype, ...options });
}

/** `randn` in the shape of `input`. @source https://docs.pytorch.org/docs/stable/generated/torch.randn_like.html */
export function randnLike(input: Tensor, options: RandomParameters = {}): Tensor {
  return randn(input.shape, { dtype: input.dtype, ...options });
}

/**
 * `randint` in the shape and type of `input`. Call: `randintLike(input, high)` or `randintLike(input, low, high)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.randint_like.html
 */
export function randintLike(input: Tensor, ...values: Arguments<IntegerParameters, ['low', 'high']>): Tensor {
  const names = typeof values[1] === 'number' ? (['low', 'high'] as const) : (['high'] as const);
  const { low = 0, high = 0, ...options } = bindArguments<IntegerParameters>(names, values);
  return randint({ low, high, size: input.shape, dtype: input.dtype, ...options });
}

interface BernoulliParameters {
  /** One probability for all, in the place of those in the input. */
  readonly p?: number | null;
  readonly generator?: Generator | null;
}

/**
 * 1 with the probability that the input has there, otherwise 0. Call: `bernoulli(input, { generator })`. The numbers are
 * compared on the device. A probability outside of [0, 1] is an error, but on WebGPU, where only the host's are checked.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.bernoulli.html
 */
export function bernoulli(input: Tensor, ...values: Arguments<BernoulliParameters, ['p']>): Tensor {
  const { p, generator } = bindArguments<BernoulliParameters>(['p'], values);
  const source = generator ?? defaultGenerator;
  const result =
    typeof p === 'number'
      ? fromHost(hostArray(source.bernoulli(input.numel(), p), input.dtype), input.shape, input.dtype)
      : castTo(lt(fromHost(source.uniform(input.numel()), input.shape, 'float32'), probabilities(input)), input.dtype);
  return record(result, {
    name: 'BernoulliBackward0',
    inputs: [input],
    backward: (gradient) => [zerosLike(gradient)],
  });
}

const NORMAL_NAMES = ['mean', 'std', 'size'] as const;

/**
 * Normal numbers. Call: `normal(mean, std, size)` with numbers, or `normal(mean, std)` with a tensor as one of them or
 * both; `{ generator }` last.
 *
 * @throws {RuntimeError} for a negative `std`, or two numbers without a size.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.normal.html
 */
export function normal(...values: Arguments<NormalParameters, typeof NORMAL_NAMES>): Tensor {
  const { mean = 0, std = 1, size, ...options } = bindArguments<NormalParameters>(NORMAL_NAMES, values);
  if (typeof mean === 'number' && typeof std === 'number') {
    if (!size) throw new TypeError('normal() of two numbers needs a size: torch.normal(0, 1, [2, 3]).');
    return filled(size, options, (source, count) => source.normal(count, mean, std));
  }
  const shape = broadcastShapes(shapeOf(mean), shapeOf(std));
  const standard = filled(shape, options, (source, count) => source.normal(count));
  return add(mul(standard, std), mean);
}

interface NormalParameters extends RandomParameters {
  readonly mean?: Tensor | number;
  readonly std?: Tensor | number;
  readonly size?: Shape;
}

/**
 * Indices drawn with probabilities in proportion to the weights in each row of `input`: [n] -> [numSamples], or
 * [m, n] -> [m, numSamples], int64. Call: `multinomial(input, numSamples, replacement, { generator })`.
 *
 * @throws {RuntimeError} for weights that cannot be drawn from, and on WebGPU, where weights cannot be read at once.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.multinomial.html
 */
export const multinomial = named(
  'multinomial',
  ['numSamples', 'replacement', 'generator'],
  (input: Tensor, numSamples: number, replacement: boolean = false, generator: Generator | null = null): Tensor => {
    if (input.ndim === 0 || input.ndim > 2) {
      throw new RuntimeError(`prob_dist must be 1 or 2 dim, got ${formatShape(input.shape)}.`);
    }
    const source = generator ?? defaultGenerator;
    const weights = Float32Array.from(input.detach().numpySync());
    const size = input.shape.at(-1) ?? 1;
    const rows = Array.from({ length: input.ndim === 2 ? (input.shape[0] ?? 1) : 1 }, (_, row) =>
      Array.from(source.multinomial(weights.subarray(row * size, (row + 1) * size), numSamples, replacement)),
    );
    return fromHost(Float64Array.from(rows.flat()), [...input.shape.slice(0, -1), numSamples], 'int64');
  },
);

function sizesAndOptions(values: SizeArguments): { shape: Shape; options: RandomParameters } {
  const sizes = values.filter((value) => typeof value === 'number');
  const shape = values.find(isShape) ?? sizes;
  const options = values.find(isOptions) ?? {};
  return { shape: options.size ?? shape, options };
}

function isShape(value: Shape | number | RandomParameters): value is Shape {
  return Array.isArray(value);
}

function isOptions(value: Shape | number | RandomParameters): value is RandomParameters & { readonly size?: Shape } {
  return typeof value === 'object' && !isShape(value);
}

function filled(
  shape: Shape,
  { generator, dtype = 'float32', requiresGrad = false }: RandomParameters,
  draw: (source: Generator, count: number) => ArrayLike<number>,
): Tensor {
  requireSizes(shape);
  const numbers = draw(generator ?? defaultGenerator, elementCount(shape));
  const result = fromHost(hostArray(numbers, dtype), shape, dtype);
  return requiresGrad ? result.requiresGrad_() : result;
}

/** @throws {RuntimeError} when there is something else than probabilities, where reading them does not wait. */
function probabilities(input: Tensor): Tensor {
  const values = tf.getBackend() === 'webgpu' ? input.hostValues : input.numpySync();
  if (values?.some((value) => !(value >= 0 && value <= 1))) {
    throw new RuntimeError('Expected p_in >= 0 && p_in <= 1 to be true, but got false', 'Of logits, take the sigmoid.');
  }
  return input.detach();
}

function requireRange(low: number, high: number): void {
  if (low < high) return;
  throw new RuntimeError(`random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`);
}

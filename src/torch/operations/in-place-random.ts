/** Methods that fill a tensor with random numbers, row by row. */
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { defaultGenerator, type Generator } from '../random.ts';
import { Tensor } from '../tensor.ts';
import { hostArray, zerosLike } from './creation.ts';
import { fromHost } from './elementwise.ts';
import { expand } from './expand.ts';
import { changeInPlace } from './in-place.ts';
import { bernoulli } from './random-tensors.ts';

interface SourceParameters {
  /** Where the numbers come from; by default the generator that manualSeed seeds. */
  readonly generator?: Generator | null;
}

interface UniformParameters extends SourceParameters {
  readonly from?: number;
  readonly to?: number;
}

/** Uniform numbers in [from, to), which is [0, 1) by default. Call: `x.uniform_(from, to, { generator })`. */
export function uniform_(input: Tensor, ...values: Arguments<UniformParameters, ['from', 'to']>): Tensor {
  const { from = 0, to = 1, generator } = bindArguments<UniformParameters>(['from', 'to'], values);
  return refill(input, generator, (source, count) => source.uniform(count, from, to), 'UniformBackward0');
}

interface NormalParameters extends SourceParameters {
  readonly mean?: number;
  readonly std?: number;
}

/** Normal numbers of mean 0 and deviation 1 by default. Call: `x.normal_(mean, std, { generator })`. */
export function normal_(input: Tensor, ...values: Arguments<NormalParameters, ['mean', 'std']>): Tensor {
  const { mean = 0, std = 1, generator } = bindArguments<NormalParameters>(['mean', 'std'], values);
  return refill(input, generator, (source, count) => source.normal(count, mean, std), 'NormalBackward0');
}

interface BernoulliParameters extends SourceParameters {
  readonly p?: number | Tensor;
}

/** 1 with probability `p`, 0.5 by default, or that of a tensor; otherwise 0. Call: `x.bernoulli_(p, { generator })`. */
export function bernoulli_(input: Tensor, ...values: Arguments<BernoulliParameters, ['p']>): Tensor {
  const { p = 0.5, generator } = bindArguments<BernoulliParameters>(['p'], values);
  if (p instanceof Tensor) {
    const drawn = bernoulli(expand(p.detach(), input.shape), { generator: generator ?? null });
    return changeInPlace(input, (before) => forgetting(drawn, before, 'BernoulliBackward0'));
  }
  return refill(input, generator, (source, count) => source.bernoulli(count, p), 'BernoulliBackward0');
}

interface RandomParameters extends SourceParameters {
  readonly from?: number;
  readonly to?: number | null;
}

/** float32 is exact for all integers up to this one. */
const LARGEST_FLOAT_INTEGER = 2 ** 24;

/**
 * Integers in [from, to). Call: `x.random_(from, to)`, `x.random_(to)` or `x.random_()`, which draws all that float32 holds
 * exactly, from [0, 2^24 + 1); of bools, 0 and 1.
 *
 * @throws {RuntimeError} for int64 without ends: 63 bits are more than a JavaScript number is exact for.
 */
export function random_(input: Tensor, ...values: Arguments<RandomParameters, ['from', 'to']>): Tensor {
  const isShort = typeof values[0] === 'number' && typeof values[1] !== 'number';
  const names = isShort ? (['to'] as const) : (['from', 'to'] as const);
  const { from = 0, to, generator } = bindArguments<RandomParameters>(names, values);
  const end = to ?? largestOf(input) + 1;
  return refill(input, generator, (source, count) => source.integers(count, from, end), 'RandomBackward0');
}

interface ExponentialParameters extends SourceParameters {
  readonly lambd?: number;
}

/** Exponential numbers of mean 1 / lambd. Call: `x.exponential_(lambd, { generator })`. */
export function exponential_(input: Tensor, ...values: Arguments<ExponentialParameters, ['lambd']>): Tensor {
  const { lambd = 1, generator } = bindArguments<ExponentialParameters>(['lambd'], values);
  return refill(input, generator, (source, count) => source.exponential(count, lambd), 'ExponentialBackward0');
}

function largestOf({ dtype }: Tensor): number {
  if (dtype !== 'int64') return dtype === 'bool' ? 1 : LARGEST_FLOAT_INTEGER;
  throw new RuntimeError('random_ of int64 needs an end, because 63 bits are not exact here: x.random_(2 ** 53).');
}

function refill(
  input: Tensor,
  generator: Generator | null | undefined,
  draw: (source: Generator, count: number) => ArrayLike<number>,
  name: string,
): Tensor {
  return changeInPlace(input, (before) => {
    const numbers = draw(generator ?? defaultGenerator, before.numel());
    return forgetting(fromHost(hostArray(numbers, before.dtype), before.shape, before.dtype), before, name);
  });
}

/** What was there before has no part in the result, and gets a gradient of 0. */
function forgetting(result: Tensor, before: Tensor, name: string): Tensor {
  return record(result, { name, inputs: [before], backward: (gradient) => [zerosLike(gradient)] });
}

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as init from '../../../src/torch/random/initialization.ts';
import { defaultGenerator, Generator, initialSeed, manualSeed } from '../../../src/torch/random.ts';
import type { GeneratorState } from '../../../src/torch/random.ts';

type Values = Iterable<number | bigint>;

/** A draw of a golden case: its kind, what PyTorch drew, and the parameters, of which each kind has its own. */
interface Draw {
  readonly kind: string;
  readonly values: readonly (number | string)[];
  readonly seed: string;
  readonly slot: number;
  readonly count: number;
  readonly length: number;
  readonly lengths: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly std: number;
  readonly p: number;
  readonly probability: number;
  readonly probabilities: readonly number[];
  readonly rate: number;
  readonly weights: readonly number[];
  readonly replacement: boolean;
  readonly samples: number;
  readonly channels: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: number;
  readonly entries: number;
  readonly width: number;
  readonly shape: readonly number[];
  readonly gain?: number;
  readonly a?: number;
  readonly mode?: init.FanMode;
  readonly nonlinearity?: init.Nonlinearity;
  readonly param?: number;
}

interface Goldens {
  readonly cases: readonly { readonly name: string; readonly seed: number | string; readonly draws: readonly Draw[] }[];
}

const file = new URL('../../fixtures/torch/random_numbers.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as Goldens;
const generator = defaultGenerator;
const states = new Map<number, GeneratorState>();

const product = (lengths: readonly number[]): number => lengths.reduce((all, length) => all * length, 1);
const sum = (lengths: readonly number[]): number => lengths.reduce((all, length) => all + length, 0);

/** Numbers for a weight of a shape, uniform in ± a bound. */
function within(bound: number, shape: readonly number[]): Float32Array {
  return generator.uniform(product(shape), -bound, bound);
}

/** Weight and bias of Linear and Conv2d as they start. */
function layer(...shape: readonly [outputs: number, ...others: number[]]): Float32Array {
  const weight = within(init.kaimingBound(shape, { a: Math.sqrt(5) }), shape);
  return Float32Array.of(...weight, ...within(init.biasBound(shape), [shape[0]]));
}

/** Where dropout keeps an element. */
function dropoutMask(count: number, p: number): Uint8Array {
  return p === 0 || p === 1 ? new Uint8Array(count).fill(1 - p) : generator.bernoulli(count, 1 - p);
}

/** An epoch's order from a generator that is seeded for it. */
function shuffled(length: number): Uint32Array {
  return new Generator().manualSeed(generator.nextSeed()).permutation(length);
}

/** A DataLoader draws a seed for its processes before its sampler draws one. */
function loaderOrder(length: number): Uint32Array {
  generator.nextSeed();
  return shuffled(length);
}

function restored(state: GeneratorState | undefined): Values {
  if (!state) throw new Error('No state was saved.');
  generator.setState(state);
  return [initialSeed()];
}

const drawers: Readonly<Record<string, (draw: Draw) => Values>> = {
  manual_seed: ({ seed }) => [manualSeed(BigInt(seed)).initialSeed()],
  initial_seed: () => [initialSeed()],
  get_state: ({ slot }) => (states.set(slot, generator.getState()), []),
  set_state: ({ slot }) => restored(states.get(slot)),
  own_generator: ({ seed, count }) => new Generator().manualSeed(BigInt(seed)).uniform(count),
  rand: ({ count }) => generator.uniform(count),
  uniform: ({ count, low, high }) => generator.uniform(count, low, high),
  randn: ({ count }) => generator.normal(count),
  normal: ({ count, mean, std }) => generator.normal(count, mean, std),
  trunc_normal: ({ count, mean, std, low, high }) => generator.truncatedNormal(count, mean, std, low, high),
  randint: ({ count, low, high }) => generator.integers(count, low, high),
  randint_float: ({ count, low, high }) => generator.integers(count, low, high),
  random_float: ({ count }) => generator.integers(count, 0, 2 ** 24 + 1),
  random_int64: () => [generator.nextSeed()],
  randperm: ({ length }) => generator.permutation(length),
  bernoulli: ({ probabilities }) => generator.bernoulliFromProbabilities(Float32Array.from(probabilities)),
  bernoulli_float64: ({ probabilities }) => generator.bernoulliFromProbabilities(Float64Array.from(probabilities)),
  bernoulli_scalar: ({ count, probability }) => generator.bernoulli(count, probability),
  dropout_mask: ({ count, p }) => dropoutMask(count, p),
  dropout2d_mask: ({ samples, channels, p }) => dropoutMask(samples * channels, p),
  exponential: ({ count, rate }) => generator.exponential(count, rate),
  multinomial: ({ weights, samples, replacement }) =>
    generator.multinomial(Float32Array.from(weights), samples, replacement),
  random_sampler: ({ length }) => shuffled(length),
  data_loader: ({ length }) => loaderOrder(length),
  random_split: ({ lengths }) => generator.permutation(sum(lengths)),
  linear: ({ inputs, outputs }) => layer(outputs, inputs),
  conv2d: ({ inputs, outputs, kernel }) => layer(outputs, inputs, kernel, kernel),
  embedding: ({ entries, width }) => generator.normal(entries * width),
  xavier_uniform: ({ shape, gain }) => within(init.xavierBound(shape, gain), shape),
  xavier_normal: ({ shape, gain }) => generator.normal(product(shape), 0, init.xavierStd(shape, gain)),
  kaiming_uniform: ({ shape, ...options }) => within(init.kaimingBound(shape, options), shape),
  kaiming_normal: ({ shape, ...options }) => generator.normal(product(shape), 0, init.kaimingStd(shape, options)),
  fans: ({ shape }) => init.calculateFanInAndFanOut(shape),
  gain: ({ nonlinearity = 'linear', param }) => [init.calculateGain(nonlinearity, param)],
};

/** PyTorch's values: float32 numbers are written with the digits that tell them apart, other numbers in full. */
function expected({ values }: Draw, actual: Values): readonly (number | bigint)[] {
  const round = actual instanceof Float32Array ? Math.fround : Number;
  return values.map((value) => (typeof value === 'string' ? BigInt(value) : round(value)));
}

test.each(cases)('PyTorch draws the same bits: $name', ({ seed, draws }) => {
  manualSeed(BigInt(seed));
  for (const draw of draws) {
    const actual = drawers[draw.kind]?.(draw) ?? [];
    expect([...actual], draw.kind).toEqual(expected(draw, actual));
  }
});

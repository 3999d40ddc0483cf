import { bindArguments, bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { defaultGenerator } from '../../random/default-generator.ts';
import { Generator } from '../../random/generator.ts';
import { Tensor } from '../../tensor.ts';
import type { BatchedDataset, SampleSource } from './dataset.ts';
import { lengthOf } from './sample-access.ts';
import { Sampler } from './sampler.ts';

/** So many indices are drawn at once with replacement. */
const DRAWS_AT_ONCE = 32;

interface RandomSamplerParameters {
  readonly dataSource: SampleSource | BatchedDataset;
  /** Whether an index may come again. */
  readonly replacement?: boolean;
  /** Number of indices; as many as there are samples if absent. */
  readonly numSamples?: number | null;
  /** If absent, each iteration makes one from a seed that it draws from the default generator. */
  readonly generator?: Generator | null;
}

const RANDOM_SAMPLER_NAMES = ['dataSource', 'replacement', 'numSamples', 'generator'] as const;

/**
 * The indices in a new random order each time. Call: `new RandomSampler(dataSource, replacement, numSamples, generator)`.
 *
 * @throws {ValueError} when there are no samples to draw.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.RandomSampler
 */
export class RandomSampler extends Sampler {
  readonly dataSource: SampleSource | BatchedDataset;
  readonly replacement: boolean;
  readonly generator: Generator | null;
  readonly #numSamples: number | null;

  constructor(...values: Arguments<RandomSamplerParameters, typeof RANDOM_SAMPLER_NAMES>) {
    super();
    const given = bindRequired<RandomSamplerParameters>(RANDOM_SAMPLER_NAMES, 1, values);
    this.dataSource = given.dataSource;
    this.replacement = given.replacement ?? false;
    this.generator = given.generator ?? null;
    this.#numSamples = given.numSamples ?? null;
    requireCount(this.numSamples);
  }

  get numSamples(): number {
    return this.#numSamples ?? lengthOf(this.dataSource);
  }

  get length(): number {
    return this.numSamples;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const generator = this.generator ?? new Generator().manualSeed(defaultGenerator.nextSeed());
    yield* this.replacement ? this.#withReplacement(generator) : this.#permutations(generator);
  }

  *#withReplacement(generator: Generator): IterableIterator<number> {
    for (let left = this.numSamples; left > 0; left -= DRAWS_AT_ONCE) {
      yield* generator.integers(Math.min(left, DRAWS_AT_ONCE), 0, lengthOf(this.dataSource));
    }
  }

  /** Whole permutations, and a part of one more: it is drawn also where nothing of it is needed, as in PyTorch. */
  *#permutations(generator: Generator): IterableIterator<number> {
    const length = lengthOf(this.dataSource);
    const { numSamples } = this;
    for (let left = numSamples; left >= length; left -= length) yield* generator.permutation(length);
    yield* generator.permutation(length).subarray(0, numSamples % length);
  }
}

interface GeneratorParameter {
  /** Source of the random numbers; the default generator if absent. */
  readonly generator?: Generator | null;
}

/**
 * Given indices in a new random order each time. Call: `new SubsetRandomSampler(indices, generator)`.
 *
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.SubsetRandomSampler
 */
export class SubsetRandomSampler extends Sampler {
  readonly indices: readonly number[];
  readonly generator: Generator | null;

  constructor(indices: Iterable<number>, ...values: Arguments<GeneratorParameter, ['generator']>) {
    super();
    this.indices = [...indices];
    this.generator = bindArguments<GeneratorParameter>(['generator'], values).generator ?? null;
  }

  get length(): number {
    return this.indices.length;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const order = (this.generator ?? defaultGenerator).permutation(this.length);
    for (const position of order) yield this.indices[position] ?? 0;
  }
}

interface WeightedSamplerParameters extends GeneratorParameter {
  readonly weights: ArrayLike<number> | Tensor;
  readonly numSamples: number;
  /** Whether an index may come again: yes if absent. */
  readonly replacement?: boolean;
}

const WEIGHTED_SAMPLER_NAMES = ['weights', 'numSamples', 'replacement', 'generator'] as const;

/**
 * Indices drawn with probabilities in proportion to weights.
 *
 * Call: `new WeightedRandomSampler(weights, numSamples, replacement = true, generator)`. A tensor of weights is read at
 * once, which the GPU does not allow: give numbers there.
 *
 * @throws {ValueError} when `numSamples` is no positive integer, or the weights have not one axis.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.WeightedRandomSampler
 */
export class WeightedRandomSampler extends Sampler {
  readonly weights: Float64Array;
  readonly numSamples: number;
  readonly replacement: boolean;
  readonly generator: Generator | null;

  constructor(...values: Arguments<WeightedSamplerParameters, typeof WEIGHTED_SAMPLER_NAMES>) {
    super();
    const given = bindRequired<WeightedSamplerParameters>(WEIGHTED_SAMPLER_NAMES, 2, values);
    const { weights, numSamples } = given;
    requireCount(numSamples);
    this.weights = Float64Array.from(weights instanceof Tensor ? readWeights(weights) : weights);
    this.numSamples = numSamples;
    this.replacement = given.replacement ?? true;
    this.generator = given.generator ?? null;
  }

  get length(): number {
    return this.numSamples;
  }

  override *[Symbol.iterator](): Iterator<number> {
    const generator = this.generator ?? defaultGenerator;
    yield* generator.multinomial(this.weights, this.numSamples, this.replacement);
  }
}

function readWeights(weights: Tensor): ArrayLike<number> {
  if (weights.ndim === 1) return weights.numpySync();
  throw new ValueError(
    `weights should be a 1d sequence but given weights have shape (${weights.shape.join(', ')})`,
    'Flatten them.',
  );
}

function requireCount(numSamples: number): void {
  if (Number.isInteger(numSamples) && numSamples > 0) return;
  throw new ValueError(`num_samples should be a positive integer value, but got num_samples=${numSamples}`);
}

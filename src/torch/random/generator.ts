import { Mt19937, type Mt19937State } from '../../engine/random/mt19937.ts';
import { bernoulli, bernoulliFromProbabilities } from './bernoulli.ts';
import { exponential } from './exponential.ts';
import { integers } from './integers.ts';
import { multinomial } from './multinomial.ts';
import { NormalSource } from './normal.ts';
import { permutation } from './permutation.ts';
import { normalizeSeed, systemSeed } from './seed.ts';
import { truncatedNormal } from './truncated-normal.ts';
import { nextUint64, uniform } from './uniform.ts';

/** The seed of a generator that was given none, PyTorch's own constant. */
const DEFAULT_SEED = 67_280_421_310_721n;

/** Where a generator stands: for `setState`, and nothing to look into. */
export interface GeneratorState {
  readonly seed: bigint;
  readonly twister: Mt19937State;
  /** The second number of a pair of normal ones, while it waits for its turn. */
  readonly waitingNormal: number | null;
}

/**
 * A source of random numbers, as torch.Generator on the CPU: the Mersenne Twister, from which each kind of number takes
 * its words in PyTorch's order, so that a seed gives the numbers that it gives there.
 *
 * What a number costs, in words of 32 bits: uniform float32 1; normal 4 for a pair in tensors of less than 16 elements,
 * otherwise 1 (and 16 more where the size is no multiple of 16); integers 1, from a range of 2^28 on 2; a position of a
 * permutation 1; bernoulli with a tensor of probabilities 1, with one probability 2, as dropout; exponential 2.
 *
 * All numbers are made here on the host, in typed arrays: they are the tensor's elements row by row.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Generator.html
 */
export class Generator {
  readonly #twister = new Mt19937(0);
  readonly #normals = new NormalSource(this.#twister);
  #seed = DEFAULT_SEED;

  constructor() {
    this.manualSeed(DEFAULT_SEED);
  }

  /**
   * Starts the sequence of `seed`. The twister takes the low 32 bits of it, as in PyTorch.
   *
   * @param seed an integer from -2^63 to 2^64 - 1; a negative one counts down from 2^64.
   * @throws {RuntimeError} when it is no integer.
   * @throws {ValueError} when it does not fit into 64 bits.
   */
  manualSeed(seed: number | bigint): this {
    this.#seed = normalizeSeed(seed);
    this.#twister.seed(Number(BigInt.asUintN(32, this.#seed)));
    this.#normals.waiting = null;
    return this;
  }

  /** Starts a sequence that nobody can foresee, and returns its seed. */
  seed(): number {
    const seed = systemSeed();
    this.manualSeed(seed);
    return seed;
  }

  /** The seed that the sequence started from: a bigint where a number would not be exact, above 2^53. */
  initialSeed(): number | bigint {
    return this.#seed <= Number.MAX_SAFE_INTEGER ? Number(this.#seed) : this.#seed;
  }

  /** Where the sequence stands: a copy, which later draws leave as it is. */
  getState(): GeneratorState {
    return { seed: this.#seed, twister: this.#twister.getState(), waitingNormal: this.#normals.waiting };
  }

  /** Goes on from where a generator stood when its `getState` was called. */
  setState({ seed, twister, waitingNormal }: GeneratorState): this {
    this.#seed = seed;
    this.#twister.setState(twister);
    this.#normals.waiting = waitingNormal;
    return this;
  }

  /** The Mersenne Twister itself. */
  get twister(): Mt19937 {
    return this.#twister;
  }

  /** 32 random bits: one word. */
  nextUint32(): number {
    return this.#twister.nextUint32();
  }

  /** 64 random bits: two words, the first of which is the high one. */
  nextUint64(): bigint {
    return nextUint64(this.#twister);
  }

  /**
   * A seed for another generator, of 63 bits: what Tensor.random_ gives for an int64. A DataLoader draws one in each
   * iteration, and its RandomSampler another one where it has no generator of its own.
   */
  nextSeed(): bigint {
    return BigInt.asUintN(63, this.nextUint64());
  }

  /**
   * Uniform float32 numbers in [low, high), as Tensor.uniform_ and, from 0 to 1, torch.rand.
   *
   * @throws {RuntimeError} when `low` is above `high`.
   */
  uniform(count: number, low = 0, high = 1): Float32Array {
    return uniform(this.#twister, count, low, high);
  }

  /**
   * Normal float32 numbers, as Tensor.normal_ and torch.randn.
   *
   * @throws {RuntimeError} when `std` is negative.
   */
  normal(count: number, mean = 0, std = 1): Float32Array {
    return this.#normals.draw(count, mean, std);
  }

  /**
   * Normal float32 numbers without those outside of [low, high], as torch.nn.init.trunc_normal_.
   *
   * @throws {RuntimeError} when `std` is negative.
   */
  truncatedNormal(count: number, mean = 0, std = 1, low = -2, high = 2): Float32Array {
    return truncatedNormal(this, count, { mean, std, low, high });
  }

  /**
   * Integers in [low, high), as torch.randint and Tensor.random_, in doubles: the ends are exact to 2^53.
   *
   * Tensor.random_ without ends draws from [0, 2^24 + 1) for float32.
   *
   * @throws {RuntimeError} when `low` is not below `high`, or an end is no integer that a double holds exactly.
   */
  integers(count: number, low: number, high: number): Float64Array {
    return integers(this.#twister, count, low, high);
  }

  /**
   * The integers from 0 to `length` - 1 in a random order, as torch.randperm, which random_split and shuffling use.
   *
   * @throws {RuntimeError} when `length` is negative.
   */
  permutation(length: number): Uint32Array {
    return permutation(this.#twister, length);
  }

  /**
   * 1 with probability `probability`, otherwise 0: Tensor.bernoulli_ with one number, and torch.bernoulli with `p`.
   *
   * Dropout with probability p keeps the elements where `bernoulli(count, 1 - p)` has a 1; it draws nothing where p is
   * 0 or 1. Dropout of whole channels does so with a number for each channel of each sample.
   *
   * @throws {RuntimeError} when it is not from 0 to 1.
   */
  bernoulli(count: number, probability: number): Uint8Array {
    return bernoulli(this.#twister, count, probability);
  }

  /**
   * 1 with the probability at the same place, otherwise 0: torch.bernoulli and Tensor.bernoulli_ with a tensor.
   *
   * @param probabilities of float32, or of float64: PyTorch draws more digits for these.
   * @throws {RuntimeError} when one is not from 0 to 1.
   */
  bernoulliFromProbabilities(probabilities: Float32Array | Float64Array): Uint8Array {
    return bernoulliFromProbabilities(this.#twister, probabilities);
  }

  /**
   * Exponential float32 numbers with the mean 1 / rate, as Tensor.exponential_.
   *
   * @throws {RuntimeError} when `rate` is not above 0.
   */
  exponential(count: number, rate = 1): Float32Array {
    return exponential(this.#twister, count, rate);
  }

  /**
   * Indices drawn with probabilities in proportion to `weights`, as torch.multinomial with one row of weights; several
   * rows are drawn one after the other.
   *
   * @throws {RuntimeError} when a weight is negative or not finite, all are 0, or there are not enough to draw from.
   */
  multinomial(weights: Float32Array | Float64Array, sampleCount: number, replacement = false): Uint32Array {
    return multinomial(this.#twister, weights, sampleCount, replacement);
  }
}

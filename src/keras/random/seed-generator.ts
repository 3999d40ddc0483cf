import type { MaskState } from '../../engine/dropout-mask.ts';
import { randomPermutation } from '../../engine/random/permutation.ts';
import {
  normalNumbers,
  streamOfSeed,
  truncatedNumbers,
  uniformNumbers,
  Words,
  type PhiloxStream,
} from './philox-numbers.ts';
import { defaultSeed } from './seeds.ts';

/** What TensorFlow's operations take a seed modulo of. */
const LARGEST_SEED = 2 ** 31 - 1;
/** And what Keras does, before it hands a seed to one. */
const SEED_MODULUS = LARGEST_SEED - 1;

/**
 * A sequence of random numbers, as keras.random.SeedGenerator, with Keras's numbers. Each draw has a stream of its own, so
 * a seeded layer does not repeat its numbers at every step.
 *
 * @source https://keras.io/api/random/seed_generator/
 */
export class SeedGenerator implements MaskState {
  readonly seed: number;
  #draws = 0;
  #words: Words | null = null;

  constructor(seed?: number | null) {
    this.seed = seed ?? defaultSeed();
  }

  /** The stream of the next draw. */
  nextStream(): PhiloxStream {
    const draw = this.#draws;
    this.#draws += 1;
    return streamOfSeed(positiveRemainder(this.seed), positiveRemainder(draw));
  }

  /** An integer from 0 to 2^32 - 1, one after the other from one draw. */
  nextUint32(): number {
    this.#words ??= new Words(this.nextStream());
    return this.#words.nextUint32();
  }

  /** `count` numbers in [low, high). */
  uniform(count: number, low = 0, high = 1): Float32Array {
    return uniformNumbers(this.nextStream(), count, low, high);
  }

  /** `count` numbers of the normal distribution. */
  normal(count: number, mean = 0, stddev = 1): Float32Array {
    return normalNumbers(this.nextStream(), count, mean, stddev);
  }

  /** As `normal`, with numbers beyond two standard deviations drawn again. */
  truncatedNormal(count: number, mean = 0, stddev = 1): Float32Array {
    return truncatedNumbers(this.nextStream(), count, mean, stddev);
  }
}

/** The order in which `fit` takes so many samples: with TensorFlow's seed set that of TensorFlow, the same in each epoch. */
export function orderOfEpoch(length: number, seed: number | null): Uint32Array {
  if (seed === null) return randomPermutation(length, new Words(streamOfSeed(randomWord(), randomWord())));
  const key = seed % LARGEST_SEED;
  // TensorFlow takes two seeds of 0 for none.
  const own = key === 0 ? LARGEST_SEED : 0;
  return randomPermutation(length, new Words({ key: [key, 0], counter: [0, 0, own, 0] }));
}

function positiveRemainder(value: number): number {
  return ((value % SEED_MODULUS) + SEED_MODULUS) % SEED_MODULUS;
}

function randomWord(): number {
  return Math.floor(Math.random() * 2 ** 32);
}

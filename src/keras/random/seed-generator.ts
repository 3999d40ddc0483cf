import { Mt19937 } from '../../engine/random/mt19937.ts';

/** Where generators without a seed of their own take one from. */
let seeds = new Mt19937(Math.floor(Math.random() * 2 ** 32));

/** Starts the sequence of seeds anew: all that is drawn after it is repeatable. */
export function restartSeeds(seed: number): void {
  seeds = new Mt19937(seed);
}

/** A seed from the sequence that `setRandomSeed` starts. */
function nextSeed(): number {
  return seeds.nextUint32();
}

/**
 * A sequence of random numbers, as keras.random.SeedGenerator. Each draw goes on where the last one ended, so a seeded
 * layer does not repeat its numbers at every step. The numbers are not those of Keras.
 *
 * @source https://keras.io/api/random/seed_generator/
 */
export class SeedGenerator {
  /** The seed, for random numbers that are counted and have no sequence. */
  readonly key: number;
  readonly #generator: Mt19937;
  #spareNormal: number | null = null;
  #draws = 0;

  constructor(seed?: number | null) {
    const given = seed ?? nextSeed();
    this.key = given >>> 0;
    this.#generator = new Mt19937(given);
  }

  /** The number of the next draw of counted random numbers, from 0 to 2^32 - 1. */
  nextDraw(): number {
    const draw = this.#draws;
    this.#draws = (draw + 1) >>> 0;
    return draw;
  }

  /** An integer from 0 to 2^32 - 1. */
  nextUint32(): number {
    return this.#generator.nextUint32();
  }

  /** `count` numbers in [low, high). */
  uniform(count: number, low = 0, high = 1): Float32Array {
    return Float32Array.from({ length: count }, () => low + (high - low) * this.#unit());
  }

  /** `count` numbers of the normal distribution. */
  normal(count: number, mean = 0, stddev = 1): Float32Array {
    return Float32Array.from({ length: count }, () => mean + stddev * this.#standardNormal());
  }

  /** As `normal`, with numbers beyond two standard deviations drawn again. */
  truncatedNormal(count: number, mean = 0, stddev = 1): Float32Array {
    const draw = () => {
      let value = this.#standardNormal();
      while (Math.abs(value) > 2) value = this.#standardNormal();
      return mean + stddev * value;
    };
    return Float32Array.from({ length: count }, draw);
  }

  #unit(): number {
    return this.#generator.nextUint32() / 2 ** 32;
  }

  /** Box and Muller: two uniform numbers give two normal ones. */
  #standardNormal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.#unit()));
    const angle = 2 * Math.PI * this.#unit();
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

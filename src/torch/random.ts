import { Mt19937 } from '../engine/random/mt19937.ts';

/** Values of a float32's significand: uniform numbers are multiples of 2^-24. */
const FLOAT32_STEPS = 2 ** 24;

/** A source of random numbers, as torch.Generator on the CPU. */
export class Generator {
  #twister = new Mt19937(0);

  /** Starts the sequence of `seed`, an integer from 0 to 2^32 - 1. */
  manualSeed(seed: number): this {
    this.#twister = new Mt19937(seed);
    return this;
  }

  /** The Mersenne Twister itself, for draws of integers. */
  get twister(): Mt19937 {
    return this.#twister;
  }

  /** A seed for another generator: of the int64 that Tensor.random_ draws, the low half, which is what seeds one. */
  nextSeed(): number {
    this.#twister.nextUint32();
    return this.#twister.nextUint32();
  }

  /** `count` float32 numbers, uniform in [low, high), as Tensor.uniform_ draws them. */
  uniform(count: number, low: number, high: number): Float32Array {
    const start = Math.fround(low);
    const width = Math.fround(Math.fround(high) - start);
    // PyTorch's processors multiply and add in one instruction, which rounds once.
    return Float32Array.from({ length: count }, () => {
      const unit = (this.#twister.nextUint32() % FLOAT32_STEPS) / FLOAT32_STEPS;
      return Math.fround(unit * width + start);
    });
  }
}

/** The generator that initialisers, dropout and shuffling use unless they are given another. */
export const defaultGenerator = new Generator();

/** Seeds the default generator: torch.manual_seed. */
export function manualSeed(seed: number): Generator {
  return defaultGenerator.manualSeed(seed);
}

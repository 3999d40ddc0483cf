import { Mt19937 } from './mt19937.ts';

/** The whole numbers of Python's module random, which Keras and TensorFlow take their seeds from. */
export class PythonRandom {
  readonly #generator: Mt19937;

  /** @param seed a whole number, as of `random.seed`; its sign counts for nothing. */
  constructor(seed: number) {
    this.#generator = Mt19937.ofWords(wordsOf(BigInt(Math.trunc(Math.abs(seed)))));
  }

  /** `random.randint`: a whole number from `low` to `high`, both below 2^32 apart. */
  integer(low: number, high: number): number {
    const count = high - low + 1;
    const bits = Math.floor(Math.log2(count)) + 1;
    let drawn = this.#bits(bits);
    while (drawn >= count) drawn = this.#bits(bits);
    return low + drawn;
  }

  #bits(count: number): number {
    return this.#generator.nextUint32() >>> (32 - count);
  }
}

/** The 32-bit words of a number, the lowest first. */
function wordsOf(number: bigint): number[] {
  const words: number[] = [];
  for (let rest = number; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words.length > 0 ? words : [0];
}

/** Random numbers as TensorFlow makes them of Philox4x32-10: each stream has its own, and begins anew at each draw. */
import { philox, type PhiloxBlock } from '../../engine/random/philox.ts';
import { cosine, logarithm, sine } from './c-library.ts';

/** Where random numbers come from: a key, and the counter of the first four. */
export interface PhiloxStream {
  readonly key: readonly [number, number];
  readonly counter: PhiloxBlock;
}

/** How far TensorFlow moves on for each four of the numbers of which some are drawn again. */
const RESERVED_BLOCKS = 256;
/** Below this TensorFlow takes no logarithm. */
const LEAST_UNIT = 1e-7;
const MOST_DEVIATIONS = 2;

/**
 * The stream of tf.random.stateless_normal and its like for the seed [`seed`, `draw`], both from 0 to 2^32 - 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/random/stateless_uniform
 */
export function streamOfSeed(seed: number, draw: number): PhiloxStream {
  const [left, right, third, fourth] = philox([seed, 0, draw, 0], [0x3ec8f720, 0x02461e29]);
  return { key: [left, right], counter: [0, 0, third, fourth] };
}

/** `count` numbers in [low, high). */
export function uniformNumbers(stream: PhiloxStream, count: number, low: number, high: number): Float32Array {
  const [start, width] = [Math.fround(low), Math.fround(Math.fround(high) - Math.fround(low))];
  const words = new Words(stream);
  return Float32Array.from({ length: count }, () => Math.fround(unit(words.next()) * width) + start);
}

/** `count` numbers of the normal distribution. */
export function normalNumbers(stream: PhiloxStream, count: number, mean: number, stddev: number): Float32Array {
  const words = new Words(stream);
  const numbers = new Float32Array(count + 1);
  for (let index = 0; index < count; index += 2) numbers.set(normalPair(words), index);
  return scaled(numbers.subarray(0, count), mean, stddev);
}

/** As `normalNumbers`, with numbers beyond two standard deviations drawn again. */
export function truncatedNumbers(stream: PhiloxStream, count: number, mean: number, stddev: number): Float32Array {
  const numbers = new Float32Array(count);
  for (let start = 0; start < count; start += 4) {
    const words = new Words(skipped(stream, (start / 4) * RESERVED_BLOCKS));
    let index = start;
    while (index < Math.min(start + 4, count)) {
      for (const number of normalPair(words)) {
        if (Math.abs(number) < MOST_DEVIATIONS && index < Math.min(start + 4, count)) numbers[index++] = number;
      }
    }
  }
  return scaled(numbers, mean, stddev);
}

/** `count` whole numbers from `low` to below `high`. */
export function wholeNumbers(stream: PhiloxStream, count: number, low: number, high: number): Int32Array {
  const words = new Words(stream);
  return Int32Array.from({ length: count }, () => low + (words.next() % (high - low)));
}

/** As `wholeNumbers`, where TensorFlow makes them of 64 bits. */
export function wholeNumbersOf64Bits(stream: PhiloxStream, count: number, low: number, high: number): Int32Array {
  const words = new Words(stream);
  const width = BigInt(high - low);
  return Int32Array.from({ length: count }, () => {
    const [lower, upper] = [BigInt(words.next()), BigInt(words.next())];
    return low + Number(((upper << 32n) | lower) % width);
  });
}

/** Words of a stream one after the other, each from 0 to 2^32 - 1. */
export class Words {
  readonly #stream: PhiloxStream;
  #block: PhiloxBlock = [0, 0, 0, 0];
  #drawn = 0;

  constructor(stream: PhiloxStream) {
    this.#stream = stream;
  }

  next(): number {
    const place = this.#drawn % 4;
    if (place === 0) this.#block = philox(skipped(this.#stream, this.#drawn / 4).counter, this.#stream.key);
    this.#drawn += 1;
    return this.#block[place] ?? 0;
  }

  /** For what draws from any generator. */
  nextUint32(): number {
    return this.next();
  }
}

/** The stream some blocks of four numbers further on, fewer than 2^53. */
export function skipped({ key, counter }: PhiloxStream, blocks: number): PhiloxStream {
  const [a, b, c, d] = counter;
  const low = a + (blocks % 2 ** 32);
  const middle = b + Math.floor(blocks / 2 ** 32) + Math.floor(low / 2 ** 32);
  return { key, counter: [low >>> 0, middle >>> 0, (c + Math.floor(middle / 2 ** 32)) >>> 0, d] };
}

/** The 23 bits of a word that make a float32 in [0, 1). */
function unit(word: number): number {
  return (word & 0x7fffff) / 2 ** 23;
}

/** Box and Muller: two uniform numbers give two normal ones, in the precision of float32. */
function normalPair(words: Words): [number, number] {
  const distance = Math.fround(Math.max(unit(words.next()), LEAST_UNIT));
  const angle = Math.fround(2 * Math.PI * unit(words.next()));
  const radius = Math.fround(Math.sqrt(Math.fround(-2 * logarithm(distance))));
  return [Math.fround(sine(angle) * radius), Math.fround(cosine(angle) * radius)];
}

function scaled(numbers: Float32Array, mean: number, stddev: number): Float32Array {
  return numbers.map((number) => Math.fround(number * Math.fround(stddev)) + Math.fround(mean));
}

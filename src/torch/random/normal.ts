import type { Mt19937 } from '../../engine/random/mt19937.ts';
import { RuntimeError } from '../errors.ts';
import { fusedMultiplyAdd } from './float32.ts';
import { uniformFloat32, uniformFloat64 } from './uniform.ts';
import { logarithm, sineAndCosine } from './vectorized-math.ts';

const { fround } = Math;

/** From this many numbers on, PyTorch makes them in groups of this many. */
const GROUP = 16;
const HALF_GROUP = GROUP / 2;
const TWO_PI = fround(2 * Math.PI);

/** Normal numbers from the words of a twister, in PyTorch's two ways: one by one for few of them, in groups for more. */
export class NormalSource {
  /** The second number of the last pair, if it has not been used: the next small draw begins with it. */
  waiting: number | null = null;
  readonly #source: Mt19937;

  constructor(source: Mt19937) {
    this.#source = source;
  }

  /** `count` normal float32 numbers. */
  draw(count: number, mean: number, std: number): Float32Array {
    if (!(std >= 0))
      throw new RuntimeError(`normal expects std >= 0.0, but found std ${std}. The variance is its square.`);
    if (count >= GROUP) return normalGroups(this.#source, count, mean, std);
    return Float32Array.from({ length: count }, () => this.#next() * std + mean);
  }

  /** A standard normal double: of each pair that is made, the first, and in the next call the second. */
  #next(): number {
    if (this.waiting !== null) {
      const { waiting } = this;
      this.waiting = null;
      return waiting;
    }
    const [first, second] = normalPair(this.#source);
    this.waiting = second;
    return first;
  }
}

/**
 * Two standard normal numbers in double precision by the method of Box and Muller, from two uniform doubles: four
 * words.
 */
function normalPair(source: Mt19937): readonly [number, number] {
  const angle = 2 * Math.PI * uniformFloat64(source);
  const radius = Math.sqrt(-2 * Math.log1p(-uniformFloat64(source)));
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * `count` normal float32 numbers, 16 or more, as PyTorch fills a tensor with them: uniform numbers everywhere first, one
 * word each, which are then turned into normal ones in groups of 16. The last group overlaps the one before it where
 * `count` is no multiple of 16, and starts from 16 new uniform numbers.
 */
function normalGroups(source: Mt19937, count: number, mean: number, std: number): Float32Array {
  const values = Float32Array.from({ length: count }, () => uniformFloat32(source));
  for (let start = 0; start + GROUP <= count; start += GROUP) {
    transformGroup(values.subarray(start, start + GROUP), fround(mean), fround(std));
  }
  if (count % GROUP !== 0) {
    const last = values.subarray(count - GROUP);
    last.forEach((_, index) => (last[index] = uniformFloat32(source)));
    transformGroup(last, fround(mean), fround(std));
  }
  return values;
}

/** Box-Muller on 16 uniform numbers, in place: number i and number i + 8 make the normal ones of both places. */
function transformGroup(group: Float32Array, mean: number, std: number): void {
  for (let index = 0; index < HALF_GROUP; index++) {
    // 1 - u is in (0, 1]: the logarithm of 0 is never asked for.
    const radius = fround(Math.sqrt(-2 * logarithm(1 - (group[index] ?? 0))));
    const [sine, cosine] = sineAndCosine(fround(TWO_PI * (group[index + HALF_GROUP] ?? 0)));
    group[index] = fusedMultiplyAdd(fround(radius * cosine), std, mean);
    group[index + HALF_GROUP] = fusedMultiplyAdd(fround(radius * sine), std, mean);
  }
}

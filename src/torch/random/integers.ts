import type { Mt19937 } from '../../engine/random/mt19937.ts';
import { RuntimeError } from '../errors.ts';
import { nextUint64 } from './uniform.ts';

/**
 * Size of the range from which one word is not enough: the remainder of a division by it would make some integers more
 * likely than others, by 1/16 at this size.
 */
const LARGE_RANGE = 2 ** 28;

/** `count` integers in [low, high): the remainder of one word by the size of the range, or of two where it is large. */
export function integers(source: Mt19937, count: number, low: number, high: number): Float64Array {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw new RuntimeError(
      `random_ expects integers between -2^53 and 2^53, got from=${low}, to=${high}`,
      'Use smaller ones.',
    );
  }
  if (low >= high) {
    throw new RuntimeError(
      `random_ expects 'from' below 'to', got from=${low}, to=${high}. 'to' itself is never drawn.`,
    );
  }
  const range = high - low;
  if (range < LARGE_RANGE) return Float64Array.from({ length: count }, () => low + (source.nextUint32() % range));
  // The range may have one bit more than a double is exact for.
  const base = BigInt(low);
  const size = BigInt(high) - base;
  return Float64Array.from({ length: count }, () => Number(base + (nextUint64(source) % size)));
}

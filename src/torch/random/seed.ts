import { RuntimeError, ValueError } from '../errors.ts';

const SEED_BITS = 64;
const SMALLEST_SEED = -(2n ** 63n);
const LARGEST_SEED = 2n ** 64n - 1n;

/**
 * A seed as PyTorch keeps it, an integer of 64 bits without sign: a negative one counts down from 2^64.
 *
 * @param seed an integer from -2^63 to 2^64 - 1; above 2^53 only a bigint is exact.
 * @throws {RuntimeError} when it is no integer.
 * @throws {ValueError} when it does not fit into 64 bits.
 */
export function normalizeSeed(seed: number | bigint): bigint {
  if (typeof seed === 'number' && !Number.isInteger(seed)) {
    throw new RuntimeError(`manual_seed expected an integer, got ${seed}. Round it: Math.trunc(seed).`);
  }
  const integer = BigInt(seed);
  if (integer < SMALLEST_SEED || integer > LARGEST_SEED) {
    throw new ValueError(`a seed has 64 bits, got ${integer}: pass one from -2^63 to 2^64 - 1.`);
  }
  return BigInt.asUintN(SEED_BITS, integer);
}

/** A seed of 53 bits from the system's source of randomness: different in each call. */
export function systemSeed(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** 21) * 2 ** 32 + low;
}

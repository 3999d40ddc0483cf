import type { Mt19937 } from '../../engine/random/mt19937.ts';
import { RuntimeError } from '../errors.ts';
import { fusedMultiplyAdd } from './float32.ts';

const { fround } = Math;

/** Uniform float32 numbers are multiples of 2^-24: a float32 has 24 bits of significand. */
const FLOAT32_STEPS = 2 ** 24;
/** Uniform doubles are multiples of 2^-53: of the first word, 21 bits are used, and all of the second. */
const DOUBLE_HIGH_STEPS = 2 ** 21;
const DOUBLE_STEPS = 2 ** 53;
const WORD = 2 ** 32;

/** A float32 in [0, 1): the low 24 bits of one word. */
export function uniformFloat32(source: Mt19937): number {
  return (source.nextUint32() % FLOAT32_STEPS) / FLOAT32_STEPS;
}

/** A double in [0, 1): the low 53 bits of two words, the first of which is the high one. */
export function uniformFloat64(source: Mt19937): number {
  const high = source.nextUint32() % DOUBLE_HIGH_STEPS;
  return (high * WORD + source.nextUint32()) / DOUBLE_STEPS;
}

/** 64 bits: two words, the first of which is the high one. */
export function nextUint64(source: Mt19937): bigint {
  const high = BigInt(source.nextUint32());
  return (high << 32n) | BigInt(source.nextUint32());
}

/** `count` float32 numbers, uniform in [low, high): one word each. */
export function uniform(source: Mt19937, count: number, low: number, high: number): Float32Array {
  if (!(low <= high)) {
    throw new RuntimeError(
      `uniform_ expects to return a [from, to) range, but found from=${low} > to=${high}`,
      'Swap them, or check for nan.',
    );
  }
  const start = fround(low);
  const end = fround(high);
  const width = fround(end - start);
  return Float32Array.from({ length: count }, () => {
    const value = fusedMultiplyAdd(uniformFloat32(source), width, start);
    // The end does not belong to the interval, yet rounding can reach it.
    return value === end ? start : value;
  });
}

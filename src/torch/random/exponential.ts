import type { Mt19937 } from '../../engine/random/mt19937.ts';
import { RuntimeError } from '../errors.ts';
import { uniformFloat64 } from './uniform.ts';

/** `count` float32 numbers with the density `rate` e^(-rate x): the inverse of its integral at a uniform double. */
export function exponential(source: Mt19937, count: number, rate: number): Float32Array {
  return Float32Array.from(exponentialDoubles(source, count, rate));
}

/** The same numbers before they are rounded to float32. */
export function exponentialDoubles(source: Mt19937, count: number, rate: number): Float64Array {
  if (!(rate > 0))
    throw new RuntimeError(`exponential_ expects lambda > 0.0, but found lambda=${rate}. The mean is 1 / lambda.`);
  return Float64Array.from({ length: count }, () => (-1 / rate) * Math.log1p(-uniformFloat64(source)));
}

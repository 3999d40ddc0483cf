import type { Mt19937 } from '../../engine/random/mt19937.ts';
import { RuntimeError } from '../errors.ts';
import { uniformFloat32, uniformFloat64 } from './uniform.ts';

/** Ones with one probability for all: a uniform double, of two words, is below it. */
export function bernoulli(source: Mt19937, count: number, probability: number): Uint8Array {
  check(probability);
  return Uint8Array.from({ length: count }, () => Number(uniformFloat64(source) < probability));
}

/** Ones with a probability for each: a uniform number of the same precision is below it. */
export function bernoulliFromProbabilities(source: Mt19937, probabilities: Float32Array | Float64Array): Uint8Array {
  probabilities.forEach(check);
  const nextUniform = probabilities instanceof Float32Array ? uniformFloat32 : uniformFloat64;
  return Uint8Array.from(probabilities, (probability) => Number(nextUniform(source) < probability));
}

function check(probability: number): void {
  if (probability >= 0 && probability <= 1) return;
  throw new RuntimeError(
    `bernoulli_ expects p to be in [0, 1], but got p=${probability}`,
    'Of logits, take the sigmoid.',
  );
}

import type { Mt19937 } from '../../engine/random/mt19937.ts';
import { RuntimeError } from '../errors.ts';
import { exponentialDoubles } from './exponential.ts';
import { uniformFloat64 } from './uniform.ts';

/** Of float64, PyTorch computes in float64 as well. */
type Weights = Float32Array | Float64Array;

/** Indices drawn with probabilities in proportion to `weights`, as torch.multinomial. */
export function multinomial(source: Mt19937, weights: Weights, sampleCount: number, replacement: boolean): Uint32Array {
  check(weights, sampleCount, replacement);
  // With one sample there is nothing to replace, and PyTorch takes the way that needs no search.
  return replacement && sampleCount > 1
    ? withReplacement(source, weights, sampleCount)
    : withoutReplacement(source, weights, sampleCount);
}

/** Where the running sum of the weights, scaled to end at 1, reaches a uniform double: two words a sample. */
function withReplacement(source: Mt19937, weights: Weights, sampleCount: number): Uint32Array {
  let sum = 0;
  const round = rounding(weights);
  const cumulative = weights.map((weight) => (sum = round(sum + weight))).map((value) => value / sum);
  cumulative[weights.length - 1] = 1;
  return Uint32Array.from({ length: sampleCount }, () => firstNotBelow(cumulative, uniformFloat64(source)));
}

/** Index of the first of ascending `values` that is `bound` or more; the last one is. */
function firstNotBelow(values: Weights, bound: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const middle = (left + right) >> 1;
    if ((values[middle] ?? 0) < bound) left = middle + 1;
    else right = middle;
  }
  return left;
}

/**
 * A race: each index arrives after an exponential time with its weight as the rate, and the first ones win. Two words a
 * weight. Indices of weight 0 come last, in their order; PyTorch leaves theirs to its sorting algorithm.
 */
function withoutReplacement(source: Mt19937, weights: Weights, sampleCount: number): Uint32Array {
  const times = exponentialDoubles(source, weights.length, 1).map(rounding(weights));
  const speeds = weights.map((weight, index) => weight / (times[index] ?? 1));
  const ranking = Uint32Array.from(weights.keys());
  ranking.sort((a, b) => (speeds[b] ?? 0) - (speeds[a] ?? 0) || a - b);
  return ranking.slice(0, sampleCount);
}

/** To the precision of the weights. */
function rounding(weights: Weights): (value: number) => number {
  return weights instanceof Float32Array ? Math.fround : (value) => value;
}

function check(weights: Weights, sampleCount: number, replacement: boolean): void {
  if (!Number.isInteger(sampleCount) || sampleCount <= 0) {
    throw new RuntimeError(`cannot sample n_sample <= 0 samples: ${sampleCount} were asked for.`);
  }
  if (!replacement && sampleCount > weights.length) {
    throw new RuntimeError(
      `cannot sample n_sample > prob_dist.size(-1) samples without replacement: ${sampleCount} of ${weights.length}`,
      'Pass { replacement: true }.',
    );
  }
  if (!weights.every((weight) => weight >= 0 && weight < Infinity)) {
    throw new RuntimeError(
      `probability tensor contains either \`inf\`, \`nan\` or element < 0`,
      'Of logits, take the softmax.',
    );
  }
  if (!weights.some((weight) => weight > 0)) {
    throw new RuntimeError('invalid multinomial distribution (sum of probabilities <= 0). Nothing can be drawn.');
  }
}

import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { defaultGenerator } from '../../random/default-generator.ts';
import type { Generator } from '../../random/generator.ts';
import { warn } from '../../warnings.ts';
import type { SampleSource } from './dataset.ts';
import { lengthOf } from './sample-access.ts';
import { Subset } from './subset.ts';

/** Sums of fractions this close to 1 count as 1. */
const FRACTION_TOLERANCE = 1e-9;

interface SplitParameters {
  /** Numbers of samples, or fractions that add up to 1. */
  readonly lengths: readonly number[];
  /** Source of the random order; the default generator if absent. */
  readonly generator?: Generator | null;
}

/**
 * Splits a data set at random into parts that share no sample, as torch.utils.data.random_split. One permutation is drawn.
 *
 * Call: `randomSplit(dataset, [80, 20], { generator })`. `lengths` are numbers of samples, or fractions that add up to
 * 1: what is left over after rounding down goes to the first parts, one sample each.
 *
 * @throws {ValueError} when the lengths do not add up to the length of the data set.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.random_split
 */
export function randomSplit<Source extends SampleSource>(
  dataset: Source,
  ...values: Arguments<SplitParameters, ['lengths', 'generator']>
): Subset<Source>[] {
  const { lengths, generator } = bindRequired<SplitParameters>(['lengths', 'generator'], 1, values);
  const total = lengthOf(dataset);
  const counts = areFractions(lengths) ? countsOf(lengths, total) : lengths;
  const sum = sumOf(counts);
  if (sum !== total) {
    throw new ValueError(
      `Sum of input lengths does not equal the length of the input dataset! It is ${sum}, and there are ${total} samples.`,
    );
  }
  const order = (generator ?? defaultGenerator).permutation(total);
  let start = 0;
  return counts.map((count) => new Subset(dataset, order.subarray(start, (start += count))));
}

function areFractions(lengths: readonly number[]): boolean {
  const sum = sumOf(lengths);
  return sum <= 1 && 1 - sum <= FRACTION_TOLERANCE;
}

function countsOf(fractions: readonly number[], total: number): number[] {
  const counts = fractions.map((fraction, index) => {
    if (fraction < 0 || fraction > 1) throw new ValueError(`Fraction at index ${index} is not between 0 and 1`);
    return Math.floor(total * fraction);
  });
  const remainder = total - sumOf(counts);
  for (let index = 0; index < remainder; index++) {
    const part = index % counts.length;
    counts[part] = (counts[part] ?? 0) + 1;
  }
  counts.forEach((count, index) => {
    if (count === 0) warn(`Length of split at index ${index} is 0. This might result in an empty dataset.`);
  });
  return counts;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

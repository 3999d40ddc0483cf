import { errorFunction } from './error-function.ts';
import type { Generator } from './generator.ts';

const { fround } = Math;

/** From this share of the normal density inside of the bounds on, normal numbers are drawn until they are inside. */
const LARGE_SHARE = 0.3;

interface TruncatedNormal {
  readonly mean: number;
  readonly std: number;
  readonly low: number;
  readonly high: number;
}

/**
 * `count` normal float32 numbers that are inside of bounds, as torch.nn.init.trunc_normal_: drawn and rejected until each
 * place has one. Each round draws numbers for all places, and uses those for the places that are still open.
 *
 * @source https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.trunc_normal_
 */
export function truncatedNormal(generator: Generator, count: number, distribution: TruncatedNormal): Float32Array {
  return shareInside(distribution) > LARGE_SHARE
    ? fromNormal(generator, count, distribution)
    : fromUniform(generator, count, distribution);
}

function fromNormal(generator: Generator, count: number, { mean, std, low, high }: TruncatedNormal): Float32Array {
  const [smallest, largest] = [fround(low), fround(high)];
  const isOutside = (value: number): boolean => value < smallest || value > largest;
  const values = generator.normal(count, mean, std);
  while (values.some(isOutside)) {
    const others = generator.normal(count, mean, std);
    values.forEach((value, index) => {
      if (isOutside(value)) values[index] = others[index] ?? 0;
    });
  }
  return values;
}

/**
 * Where little of the density is inside, uniform candidates instead: one is taken with the probability that its density
 * has of the largest density inside.
 */
function fromUniform(generator: Generator, count: number, distribution: TruncatedNormal): Float32Array {
  const { mean, std, low, high } = distribution;
  const logPeak = logDensity(Math.max(low, Math.min(mean, high)), mean, std);
  const values = new Float32Array(count);
  const isOpen = new Uint8Array(count).fill(1);
  while (isOpen.includes(1)) {
    const candidates = generator.uniform(count, low, high);
    const levels = generator.uniform(count);
    isOpen.forEach((open, index) => {
      if (!open) return;
      const candidate = candidates[index] ?? 0;
      values[index] = candidate;
      const level = fround(Math.log(levels[index] ?? 0));
      isOpen[index] = Number(level > relativeLogDensity(candidate, mean, std, logPeak));
    });
  }
  return values;
}

function logDensity(value: number, mean: number, std: number): number {
  return -0.5 * ((value - mean) / std) ** 2;
}

/** `logDensity` less that of the peak, rounded to float32 after each step as PyTorch's tensor is. */
function relativeLogDensity(value: number, mean: number, std: number, logPeak: number): number {
  const deviation = fround(fround(value - fround(mean)) / fround(std));
  return fround(-0.5 * fround(deviation * deviation) - fround(logPeak));
}

/** Probability of a normal number to be inside of the bounds. */
function shareInside({ mean, std, low, high }: TruncatedNormal): number {
  const cumulative = (value: number): number => (1 + errorFunction((value - mean) / std / Math.SQRT2)) / 2;
  return cumulative(high) - cumulative(low);
}

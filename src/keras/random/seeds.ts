import { PythonRandom } from '../../engine/random/python-random.ts';

/** Draws a whole number from `low` to `high`. */
type DrawInteger = (low: number, high: number) => number;

const MOST_SEED = 1e9;

let drawInteger: DrawInteger = startingAt(Math.floor(Math.random() * 2 ** 32));
let global: number | null = null;

/** A seed for what is given none: Keras takes it from Python's module random. */
export function defaultSeed(): number {
  return drawInteger(1, MOST_SEED);
}

/** Draws, one after the other, what `defaultSeed` would give after `restartSeeds(seed)`, and leaves its sequence alone. */
export function defaultSeedsOf(seed: number): () => number {
  const draw = startingAt(seed);
  return () => draw(1, MOST_SEED);
}

/** The numbers from 0 to `length` - 1 in the order of `random.shuffle`. */
export function shuffledOrder(length: number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = drawInteger(0, last);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

/** Starts the sequence of default seeds anew, as `random.seed` does. */
export function restartSeeds(seed: number): void {
  drawInteger = startingAt(seed);
}

/** Takes default seeds from another generator: Python's own, where a Python runs. */
export function takeSeedsFrom(draw: DrawInteger): void {
  drawInteger = draw;
}

/** Sets the seed of TensorFlow, which the order of data in `fit` follows from; null for an order of chance. */
export function setGlobalSeed(seed: number | null): void {
  global = seed;
}

/** The seed of TensorFlow, or null where none is set. */
export function globalSeed(): number | null {
  return global;
}

function startingAt(seed: number): DrawInteger {
  const random = new PythonRandom(seed);
  return (low, high) => random.integer(low, high);
}

import { Generator, type GeneratorState } from './generator.ts';

/**
 * The generator that initialisers, dropout, shuffling and the random tensors use unless they are given another. Until it
 * is seeded its numbers differ from one start of the program to the next, as PyTorch's.
 *
 * @source https://docs.pytorch.org/docs/stable/torch.html#torch.torch.default_generator
 */
export const defaultGenerator = new Generator();
defaultGenerator.seed();

/**
 * Seeds the default generator, and returns it: torch.manual_seed. A fraction is cut off, as Python's int() does.
 *
 * @param seed from -2^63 to 2^64 - 1; a negative one counts down from 2^64.
 * @throws {ValueError} when it does not fit into 64 bits.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.manual_seed.html
 */
export function manualSeed(seed: number | bigint): Generator {
  return defaultGenerator.manualSeed(typeof seed === 'number' ? Math.trunc(seed) : seed);
}

/**
 * Seeds the default generator from the system's source of randomness, and returns the seed: torch.seed.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.seed.html
 */
export function seed(): number {
  return defaultGenerator.seed();
}

/**
 * The seed that the default generator started from: torch.initial_seed.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.initial_seed.html
 */
export function initialSeed(): number | bigint {
  return defaultGenerator.initialSeed();
}

/**
 * Where the default generator stands, for `setRngState`: torch.get_rng_state.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.get_rng_state.html
 */
export function getRngState(): GeneratorState {
  return defaultGenerator.getState();
}

/**
 * Lets the default generator go on from a state: torch.set_rng_state.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.set_rng_state.html
 */
export function setRngState(state: GeneratorState): void {
  defaultGenerator.setState(state);
}

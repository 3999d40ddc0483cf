import { restartSeeds } from '../random/seed-generator.ts';

/**
 * Makes repeatable what is random after it: initial weights, dropout, the shuffling of fit. The numbers are not those
 * that Keras draws for the same seed.
 *
 * @source https://keras.io/api/utils/python_utils/#set_random_seed-function
 */
export function setRandomSeed(seed: number): void {
  restartSeeds(seed);
}

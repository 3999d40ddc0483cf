import { restartSeeds, setGlobalSeed } from '../random/seeds.ts';

/**
 * Makes repeatable what is random after it, with the numbers of Keras: initial weights, dropout, the shuffling of `fit`.
 *
 * @source https://keras.io/api/utils/python_utils/#set_random_seed-function
 */
export function setRandomSeed(seed: number): void {
  restartSeeds(seed);
  setGlobalSeed(seed);
}

import { createHash } from 'node:crypto';

/**
 * Order of images that is random, the same on every machine, and stratified: each class is spread evenly, so that every
 * prefix holds the classes in the proportions of the whole (each within one image).
 *
 * Each class is put in random order; image k of a class with n images then gets a random place in [k/n, (k+1)/n).
 *
 * @param labels uint8 [count].
 * @param seed any text; another one gives another order.
 * @returns indices into `labels`, each once.
 */
export function stratifiedOrder(labels: Uint8Array, seed: string): number[] {
  const classes = Map.groupBy(
    Array.from(labels, (label, index) => ({ index, label, ...randomPair(seed, index) })),
    ({ label }) => label,
  );
  const placed = [...classes.values()].flatMap((members) =>
    members
      .sort((a, b) => a.rank - b.rank || a.index - b.index)
      .map(({ index, offset }, position) => ({ index, place: (position + offset) / members.length })),
  );
  return placed.sort((a, b) => a.place - b.place || a.index - b.index).map(({ index }) => index);
}

/** Two numbers in [0, 1) that depend on the seed and the index alone. */
function randomPair(seed: string, index: number): { rank: number; offset: number } {
  const digest = createHash('sha256').update(`${seed} ${index}`).digest();
  return { rank: digest.readUInt32BE(0) / 2 ** 32, offset: digest.readUInt32BE(4) / 2 ** 32 };
}

/** What a counter becomes: four numbers from 0 to 2^32 - 1. */
export type PhiloxBlock = readonly [number, number, number, number];

/** The numbers of Philox4x32; the shader of the same has them too. */
export const PHILOX = {
  rounds: 10,
  multipliers: [0xd2511f53, 0xcd9e8d57],
  weyl: [0x9e3779b9, 0xbb67ae85],
} as const;

/**
 * Philox4x32-10: random numbers without a sequence. Each counter and key, of numbers from 0 to 2^32 - 1, has its own four,
 * so that any of them can be computed alone, and on a GPU all at once.
 *
 * @source https://doi.org/10.1145/2063384.2063405
 */
export function philox(counter: PhiloxBlock, key: readonly [number, number]): PhiloxBlock {
  const [first, second] = PHILOX.multipliers;
  let [a, b, c, d] = counter;
  let [left, right] = key;
  for (let round = 0; round < PHILOX.rounds; round++) {
    const [highA, lowA] = [highProduct(first, a), Math.imul(first, a)];
    const [highC, lowC] = [highProduct(second, c), Math.imul(second, c)];
    a = (highC ^ b ^ left) >>> 0;
    b = lowC >>> 0;
    c = (highA ^ d ^ right) >>> 0;
    d = lowA >>> 0;
    left = (left + PHILOX.weyl[0]) >>> 0;
    right = (right + PHILOX.weyl[1]) >>> 0;
  }
  return [a, b, c, d];
}

/** The upper 32 bits of a product. Its parts stay below 2^53, where doubles are exact. */
function highProduct(a: number, b: number): number {
  return Math.floor(((a >>> 16) * b + Math.floor(((a & 0xffff) * b) / 0x10000)) / 0x10000);
}

import type { Mt19937 } from './mt19937.ts';

/**
 * A random permutation of 0 to `length` - 1, drawn as torch.randperm draws it on the CPU: one 32-bit number for each
 * position but the last.
 */
export function randomPermutation(length: number, generator: Pick<Mt19937, 'nextUint32'>): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let i = 0; i < length - 1; i++) {
    const other = i + (generator.nextUint32() % (length - i));
    const value = order[i] ?? 0;
    order[i] = order[other] ?? 0;
    order[other] = value;
  }
  return order;
}

import type { Mt19937 } from '../../engine/random/mt19937.ts';
import { randomPermutation } from '../../engine/random/permutation.ts';
import { RuntimeError } from '../errors.ts';

/** From this length on, PyTorch takes two words a position and another algorithm. Such an order fills 860 MB. */
const LONGEST = Math.floor((2 ** 32 - 1) / 20);

/** The integers from 0 to `length` - 1 in a random order, as torch.randperm. */
export function permutation(source: Mt19937, length: number): Uint32Array {
  if (!Number.isInteger(length) || length < 0 || length >= LONGEST) {
    throw new RuntimeError(
      `randperm expects an integer from 0 to ${LONGEST - 1}, got ${length}. Permute fewer numbers.`,
    );
  }
  return randomPermutation(length, source);
}

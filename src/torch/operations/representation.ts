import type { Tensor } from '../tensor.ts';
import { completeTextOf } from './printed-text.ts';

/** The tensor as PyTorch prints it, with its values on every backend. Waits for the device. */
export function repr(input: Tensor): Promise<string> {
  return completeTextOf(input);
}

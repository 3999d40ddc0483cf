/** Functions of torch that tell something of a tensor, and are no methods of it. */
import { Tensor } from '../tensor.ts';

/** Whether a value is a tensor: torch.is_tensor. */
export function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}

/** Number of elements. */
export function numel(input: Tensor): number {
  return input.numel();
}

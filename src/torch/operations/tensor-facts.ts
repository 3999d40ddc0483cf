/** Functions of torch that tell something of a tensor, and are no methods of it. */
import { Tensor } from '../tensor.ts';

/**
 * Whether a value is a tensor: torch.is_tensor.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.is_tensor.html
 */
export function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}

/** Number of elements. @source https://docs.pytorch.org/docs/stable/generated/torch.numel.html */
export function numel(input: Tensor): number {
  return input.numel();
}

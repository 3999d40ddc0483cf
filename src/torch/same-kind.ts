import { RuntimeError } from './errors.ts';
import { formatShape, sameShape } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** @throws {RuntimeError} when values cannot take the place of a tensor's data, because shape or type differ. */
export function requireSameKind(tensor: Tensor, values: Tensor): void {
  if (sameShape(values.shape, tensor.shape) && values.dtype === tensor.dtype) return;
  throw new RuntimeError(
    `data: expected a torch.${tensor.dtype} tensor of shape ${formatShape(tensor.shape)}, got torch.${values.dtype} of ` +
      `shape ${formatShape(values.shape)}. The memory of a tensor cannot be exchanged: make a new tensor.`,
  );
}

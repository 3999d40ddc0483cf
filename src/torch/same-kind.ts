import { RuntimeError } from './errors.ts';
import { formatShape, sameShape } from './shape.ts';
import { Tensor } from './tensor.ts';

/** @throws {RuntimeError} when values cannot take the place of a tensor's data, because shape or type differ. */
export function requireSameKind(tensor: Tensor, values: Tensor): void {
  if (sameShape(values.shape, tensor.shape) && values.dtype === tensor.dtype) return;
  throw new RuntimeError(
    `data: expected a torch.${tensor.dtype} tensor of shape ${formatShape(tensor.shape)}, got torch.${values.dtype} of ` +
      `shape ${formatShape(values.shape)}. The memory of a tensor cannot be exchanged: make a new tensor.`,
  );
}

/**
 * @throws {TypeError} when what is set as the gradient of a tensor is none. @throws {RuntimeError} when it has another
 *   shape.
 */
export function requireGradOf(tensor: Tensor, grad: unknown): void {
  if (!(grad instanceof Tensor)) {
    throw new TypeError(`assigned grad expected to be a Tensor or None but got grad of type ${typeof grad}`);
  }
  if (sameShape(grad.shape, tensor.shape)) return;
  throw new RuntimeError(
    `attempting to assign a gradient of size '${formatShape(grad.shape)}' to a tensor of size ` +
      `'${formatShape(tensor.shape)}'. Please ensure that the gradient and the tensor are the same size`,
  );
}

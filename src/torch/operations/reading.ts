/** Reading of values as JavaScript's. Asynchronous, because a GPU is read so. */
import { RuntimeError } from '../errors.ts';
import { nest, type NestedList } from '../nested-list.ts';
import { formatShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/**
 * The single value of a tensor with one element. Waits for the device.
 *
 * @throws {RuntimeError} when there are more elements, or none.
 */
export async function item(input: Tensor): Promise<number | boolean> {
  if (input.numel() !== 1) {
    throw new RuntimeError(
      `a Tensor with ${input.numel()} elements cannot be converted to Scalar`,
      `Its shape is ${formatShape(input.shape)}. ` + 'Use tolist(), or reduce it first.',
    );
  }
  const [value = NaN] = await input.numpy();
  return input.dtype === 'bool' ? value !== 0 : value;
}

/** The values as nested lists; of a scalar, the value. Waits for the device. */
export async function tolist(input: Tensor): Promise<NestedList> {
  return nest(await input.numpy(), input.shape, input.dtype === 'bool');
}

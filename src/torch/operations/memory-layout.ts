/** Operations on how a tensor lies in memory. */
import { named } from '../../calling-convention/named.ts';
import { record, recordView } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { elementCount, formatShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { stridedGradient, stridedPart } from './strided-part.ts';

/**
 * `input` itself if its elements lie row by row without gaps, else a copy that does.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.contiguous.html
 */
export function contiguous(input: Tensor): Tensor {
  if (input.isContiguous()) return input;
  const host = input.dtype === 'float32' ? null : input.hostValues;
  const copy = host ? fromHost(host, input.shape, input.dtype) : fromDevice(() => input.values);
  return record(copy, { name: 'CloneBackward0', inputs: [input], backward: (gradient) => [gradient] });
}

/**
 * A view of the storage of `input` with any shape, strides and offset (in elements; that of `input` by default).
 *
 * @throws {RuntimeError} when an element lies outside of the storage.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.as_strided.html
 */
export const asStrided = named(
  'as_strided',
  ['size', 'stride', 'storageOffset'],
  (input: Tensor, size: Shape, stride: readonly number[], storageOffset: number = input.storageOffset()): Tensor => {
    const layout = { shape: size, strides: stride, offset: storageOffset };
    const stored = input.storage.size;
    const last = size.reduce((position, length, axis) => position + (length - 1) * (stride[axis] ?? 0), storageOffset);
    if (elementCount(size) > 0 && last >= stored) {
      throw new RuntimeError(
        `setStorage: sizes ${formatShape(size)}, strides ${formatShape(stride)}, storage offset ${storageOffset}, requiring ` +
          `${last + 1} elements are out of bounds for storage of ${stored} elements`,
      );
    }
    return recordView(input, layout, 'AsStridedBackward0', (gradient) =>
      stridedPart(stridedGradient(gradient, [stored], layout), input.layout),
    );
  },
);

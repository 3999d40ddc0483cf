import { FrameworkError } from './framework-error.ts';
import { pythonText } from './python-arithmetic.ts';
import { kernelError } from './tf-errors.ts';
import { booleanMask, gathered, reshape } from './tf-shapes.ts';
import { TfTensor } from './tf-tensor.ts';
import { isSlice, type IndexItem, type SliceItem } from './value.ts';

const VALID =
  'Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got ';

/**
 * `tensor[items]`: whole numbers, slices, an ellipsis, new axes, or one mask. TensorFlow takes no lists and no tensors of
 * indices between the brackets.
 */
export function index(
  tensor: TfTensor,
  items: readonly IndexItem<TfTensor>[],
  read: (tensor: TfTensor) => ArrayLike<number>,
): TfTensor {
  const [mask] = items;
  if (mask instanceof TfTensor && mask.dtype === 'bool' && items.length === 1) return booleanMask(tensor, mask, read);
  if (mask === true || mask === false) throw new FrameworkError('ValueError', 'mask cannot be scalar.');
  const plain = items.map((item) => plainItem(item, read));
  const taken = plain.filter((item) => item !== null && item !== '...').length;
  const { ndim } = tensor;
  if (taken > ndim) {
    throw kernelError('StridedSlice', `Index out of range using input dim ${ndim}; input has only ${ndim} dims`);
  }
  let result = tensor;
  let axis = 0;
  const shape: number[] = [];
  for (const item of plain) {
    if (item === null) {
      shape.push(1);
    } else if (item === '...') {
      shape.push(...tensor.shape.slice(axis, axis + ndim - taken));
      axis += ndim - taken;
    } else {
      const places = placesOf(item, tensor.shape[axis] ?? 1, axis);
      result = gathered(result, places, axis++);
      if (typeof item !== 'number') shape.push(places.length);
    }
  }
  return reshape(result, [...shape, ...tensor.shape.slice(axis)]);
}

function plainItem(
  item: IndexItem<TfTensor>,
  read: (tensor: TfTensor) => ArrayLike<number>,
): number | SliceItem | null | '...' {
  if (item === null || item === '...' || typeof item === 'number') return item;
  if (item instanceof TfTensor) {
    const [value] = item.ndim === 0 ? Array.from(read(item)) : [];
    if (value !== undefined && item.dtype !== 'bool') return value;
    throw new FrameworkError('TypeError', VALID + represented(item));
  }
  if (typeof item === 'boolean') throw new FrameworkError('TypeError', VALID + (item ? 'True' : 'False'));
  if (isSlice(item)) return item;
  throw new FrameworkError('TypeError', VALID + pythonText(item));
}

/** A tensor as TensorFlow's repr begins to write it. */
function represented({ shape, dtype }: TfTensor): string {
  return `<tf.Tensor: shape=(${shape.join(', ')}${shape.length === 1 ? ',' : ''}), dtype=${dtype}`;
}

/** The places along an axis that an item names. */
function placesOf(item: number | SliceItem, size: number, axis: number): readonly number[] {
  if (typeof item === 'number') {
    const place = item < 0 ? item + size : item;
    if (place >= 0 && place < size) return [place];
    throw kernelError('StridedSlice', `slice index ${item < 0 ? place : item} of dimension ${axis} out of bounds.`);
  }
  const [start = null, stop = null, by = null] = item.slice;
  const step = by ?? 1;
  if (step === 0) throw kernelError('StridedSlice', `strides[${axis}] must be non-zero`);
  const [lowest, highest] = step > 0 ? [0, size] : [-1, size - 1];
  const bound = (value: number) => Math.min(Math.max(value < 0 ? value + size : value, lowest), highest);
  const first = start === null ? (step > 0 ? 0 : size - 1) : bound(start);
  const last = stop === null ? (step > 0 ? size : -1) : bound(stop);
  const count = Math.max(Math.ceil((last - first) / step), 0);
  return Array.from({ length: count }, (_, place) => first + place * step);
}

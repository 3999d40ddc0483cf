/** Reading and assigning by index: Python's `x[...]`. */
import { record, recordView } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { sameShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { planIndex, putIndexed, takeIndexed } from './advanced-index.ts';
import { castTo } from './cast.ts';
import { copyInto } from './copy-into.ts';
import { full } from './creation.ts';
import { expand } from './expand.ts';
import { changeInPlace } from './in-place.ts';
import { isMask, viewAt, type IndexItem } from './index-items.ts';
import { knownValues } from './index-values.ts';
import { putMasked } from './masked-put.ts';
import { reshape } from './reshaping.ts';
import { typeName } from './type-names.ts';

/**
 * `input[items]`: `index(x, [0, { slice: [1, null, 2] }, '...'])` is `x[0, 1::2, ...]`, and `index(x, 0)` is `x[0]`.
 *
 * Numbers, slices, null and `'...'` give a view that shares memory. Tensors and lists of integers or booleans give a copy;
 * they broadcast together, and their axes take the place of the indexed ones if these are neighbours, else they come
 * first. A mask decides the shape of the result by its values: on WebGPU these have to be known to the host already.
 *
 * @throws {IndexError} for too many items, or one out of bounds.
 * @throws {RuntimeError} for a mask whose values are on the GPU alone; use where, maskedFill or await maskedSelect.
 * @source https://docs.pytorch.org/docs/stable/tensor_view.html
 */
export function index(input: Tensor, items: IndexItem | readonly IndexItem[]): Tensor {
  const { view, indices } = viewAt(input, listOf(items));
  if (indices.some((each) => each !== null)) return takeIndexed(view, planIndex(view.shape, indices));
  return view === input ? recordView(input, input.layout, 'AliasBackward0', (gradient) => gradient) : view;
}

/**
 * `input[items] = value`, with `value` a number or a tensor that broadcasts to the elements; see `index`. Gradients go
 * to the value and to the elements that stay. A mask is not read: this works on every backend.
 *
 * @throws {RuntimeError} when the value does not broadcast, or `input` is a leaf that requires a gradient.
 */
export function setIndex(input: Tensor, at: IndexItem | readonly IndexItem[], value: Tensor | number | boolean): void {
  requireValue(value, input);
  const items = listOf(at);
  const [first] = items;
  if (items.length === 1 && isMask(first) && !knownValues(first)) {
    const source = withoutLeadingOnes(asTensor(value, input));
    changeInPlace(input, (before) => putMasked(before, first, source));
    return;
  }
  const { view, indices } = viewAt(input, items, false);
  if (indices.every((each) => each === null)) {
    assign(view, value);
    return;
  }
  const plan = planIndex(view.shape, indices);
  const source = withoutLeadingOnes(asTensor(value, view));
  changeInPlace(view, (before) => putIndexed(before, plan, source));
}

/** One item may stand by itself; a list is always that of the items. */
function listOf(items: IndexItem | readonly IndexItem[]): readonly IndexItem[] {
  return isList(items) ? items : [items];
}

function isList(items: IndexItem | readonly IndexItem[]): items is readonly IndexItem[] {
  return Array.isArray(items);
}

function requireValue(value: unknown, { dtype }: Tensor): void {
  if (value instanceof Tensor || typeof value === 'number' || typeof value === 'boolean') return;
  const kind = Array.isArray(value) ? 'list' : typeof value;
  throw new TypeError(
    `can't assign a ${kind} to a torch.${typeName(dtype)}Tensor. Make it a tensor: torch.tensor(value).`,
  );
}

/** Copies into a view, or fills it. */
function assign(view: Tensor, value: Tensor | number | boolean): void {
  if (!(value instanceof Tensor)) {
    changeInPlace(view, (before) =>
      record(full(before.shape, value, { dtype: before.dtype }), {
        name: 'FillBackward3',
        inputs: [before, null],
        backward: (gradient) => [full(gradient.shape, 0, { dtype: 'float32' }), null],
      }),
    );
  } else {
    const source = withoutLeadingOnes(value);
    const fitting = source.ndim === 0 || sameShape(source.shape, view.shape) ? source : expand(source, view.shape);
    changeInPlace(view, (before) => copyInto(before, fitting, fitting.ndim === 0 ? 'FillBackward3' : 'CopyBackwards'));
  }
}

/** PyTorch drops the axes of size 1 in front of a value, and then broadcasts it. */
function withoutLeadingOnes(value: Tensor): Tensor {
  const rest = value.shape.slice(value.shape.findIndex((size) => size !== 1));
  const shape = value.shape.every((size) => size === 1) ? [] : rest;
  return shape.length === value.ndim ? value : reshape(value, shape);
}

function asTensor(value: Tensor | number | boolean, { dtype }: Tensor): Tensor {
  if (!(value instanceof Tensor)) return castTo(full([], value), dtype);
  if (value.dtype === dtype) return value;
  throw new RuntimeError(
    `Index put requires the source and destination dtypes match, got ${typeName(dtype)} for the ` +
      `destination and ${typeName(value.dtype)} for the source.`,
    `Convert it: value.to(torch.${dtype}).`,
  );
}

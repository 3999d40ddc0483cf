/** Copies of elements that an index names. On a GPU the values of an index that only the device knows are not checked. */
import { named } from '../../calling-convention/named.ts';
import { noGrad } from '../autograd/grad-mode.ts';
import { record } from '../autograd/record.ts';
import { IndexError, RuntimeError } from '../errors.ts';
import { broadcastShapes, formatShape, normalizeDim, sameShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { requireIndexFor, elementPositions, fitsInto } from './element-positions.ts';
import { fromHost } from './elementwise.ts';
import { expand } from './expand.ts';
import { positionsOfTrue } from './index-items.ts';
import { checkIndex, wrapIndex } from './index-values.ts';
import { reshape } from './reshaping.ts';
import { addRows, takeRows } from './row-moves.ts';

/**
 * The rows at `index`, a vector of integers, of axis `dim`. Call: `indexSelect(input, dim, index)`.
 *
 * @throws {RuntimeError} when an index is out of bounds.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.index_select.html
 */
export const indexSelect = named(
  'index_select',
  ['dim', 'index'],
  (input: Tensor, dim: number, index: Tensor): Tensor => {
    const axis = normalizeDim(dim, input.ndim);
    if (index.ndim > 1) throw new IndexError('index_select(): Index is supposed to be a vector', 'Flatten it first.');
    const size = input.shape[axis] ?? 1;
    const rows = checkIndex(reshape(index.detach(), [-1]), size, (value) =>
      axis === 0 ? new IndexError(`index out of range in self: ${value} of ${size}`) : outOfData(value, size),
    );
    return input.ndim === 0
      ? elementsAt(input, reshape(rows, []), 'IndexSelectBackward0')
      : takeRows(input, axis, rows);
  },
);

/**
 * The elements whose place along axis `dim` the elements of `index` name, and whose other places are those of the
 * elements of `index`. Call: `gather(input, dim, index)`. The result has the shape of `index`.
 *
 * @throws {RuntimeError} when `index` does not fit into `input`, or one is out of bounds.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.gather.html
 */
export const gather = named('gather', ['dim', 'index'], (input: Tensor, dim: number, index: Tensor): Tensor => {
  const axis = normalizeDim(dim, input.ndim);
  requireIndexFor('gather', input, index);
  if (!fitsInto(index.shape, input.shape, axis)) {
    const wrong = index.shape.findIndex((size, place) => place !== axis && size > (input.shape[place] ?? 1));
    throw new RuntimeError(
      `Size does not match at dimension ${wrong} expected index ${formatShape(index.shape)} to be no larger than self ` +
        `${formatShape(input.shape)} apart from dimension ${axis}`,
    );
  }
  return elementsAt(input, elementPositions(index, axis, input.shape), 'GatherBackward0');
});

/**
 * The elements at positions counted row by row. Call: `take(input, index)`; negative ones count from the end.
 *
 * @throws {IndexError} when there is no such element.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.take.html
 */
export const take = named('take', ['index'], (input: Tensor, index: Tensor): Tensor => {
  const count = input.numel();
  const found = wrapIndex(
    index,
    count,
    (value) => new IndexError(`out of range: tried to access index ${value} on a tensor of ${count} elements.`),
  );
  return elementsAt(input, found, 'TakeBackward0');
});

/**
 * `gather` with `input` and `indices` broadcast to each other in the other axes; without `dim` both are taken as one row.
 * Call: `takeAlongDim(input, indices, dim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.take_along_dim.html
 */
export const takeAlongDim = named(
  'take_along_dim',
  ['indices', 'dim'],
  (input: Tensor, indices: Tensor, dim: number | null = null): Tensor => {
    if (dim === null) return gather(reshape(input, [-1]), 0, reshape(indices, [-1]));
    const axis = normalizeDim(dim, input.ndim);
    const common = broadcastShapes(input.shape.with(axis, 1), indices.shape.with(axis, 1));
    const index = wrapIndex(indices, input.shape[axis] ?? 1, (value) => outOfData(value, input.shape[axis] ?? 1));
    return gather(
      expand(input, common.with(axis, input.shape[axis] ?? 1)),
      axis,
      expand(index, common.with(axis, indices.shape[axis] ?? 1)),
    );
  },
);

/**
 * The elements where `mask` is true, in one axis. Waits for the device, because the values of the mask decide how many
 * there are. Call: `await maskedSelect(input, mask)`.
 *
 * @throws {RuntimeError} when `mask` does not broadcast to `input`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.masked_select.html
 */
export const maskedSelect = named('masked_select', ['mask'], async (input: Tensor, mask: Tensor): Promise<Tensor> => {
  const shape = broadcastShapes(input.shape, mask.shape);
  const full = expand(mask.detach(), shape);
  const found = Float64Array.from(
    Array.from(await full.numpy()).flatMap((value, position) => (value === 0 ? [] : position)),
  );
  const spread = sameShape(shape, input.shape) ? input : expand(input, shape);
  return elementsAt(spread, fromHost(found, [found.length], 'int64'), 'MaskedSelectBackward0');
});

interface NonzeroParameters {
  readonly asTuple?: boolean;
}

/** `nonzero` as a method. */
export interface GatheringMethods {
  nonzero(): Promise<Tensor>;
  nonzero(options: NonzeroParameters & { readonly asTuple: true }): Promise<Tensor[]>;
  nonzero(options: NonzeroParameters): Promise<Tensor | Tensor[]>;
}

/**
 * The places of all elements but 0: int64 [count, ndim]. Waits for the device.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nonzero.html
 */
export function nonzero(input: Tensor): Promise<Tensor>;
/** With `asTuple` one vector for each axis instead, fit for `index`. Call: `await nonzero(input, { asTuple: true })`. */
export function nonzero(input: Tensor, options: NonzeroParameters & { readonly asTuple: true }): Promise<Tensor[]>;
export function nonzero(input: Tensor, options?: NonzeroParameters): Promise<Tensor | Tensor[]>;
export async function nonzero(input: Tensor, { asTuple = false }: NonzeroParameters = {}): Promise<Tensor | Tensor[]> {
  const values = await input.numpy();
  if (asTuple) return positionsOfTrue(values, input.ndim === 0 ? [1] : input.shape);
  return table(values, input);
}

/** `nonzero` without its options. @source https://docs.pytorch.org/docs/stable/generated/torch.argwhere.html */
export async function argwhere(input: Tensor): Promise<Tensor> {
  return table(await input.numpy(), input);
}

function table(values: ArrayLike<number>, { shape, ndim }: Tensor): Tensor {
  const columns = positionsOfTrue(values, shape).map((column) => column.numpySync());
  const count = Array.from(values).filter((value) => value !== 0).length;
  const rows = Float64Array.from(
    { length: count * ndim },
    (_, place) => columns[place % ndim]?.[Math.floor(place / ndim)] ?? 0,
  );
  return fromHost(rows, [count, ndim], 'int64');
}

/** Elements by their positions, counted row by row. */
function elementsAt(input: Tensor, found: Tensor, name: string): Tensor {
  const { shape } = input;
  const result = noGrad(() => takeRows(reshape(input, [-1]), 0, found));
  return record(result, {
    name,
    inputs: [input],
    saved: { index: found },
    backward: (gradient, saved) => [elementsAdded(gradient, saved.index, shape)],
  });
}

/** The gradient of `elementsAt`. */
function elementsAdded(gradient: Tensor, found: Tensor, shape: readonly number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const flat = reshape(gradient, [-1]);
  return reshape(addRows(flat, 0, reshape(found, [-1]), [size]), shape);
}

function outOfData(value: number, size: number): RuntimeError {
  return new RuntimeError(`INDICES element is out of DATA bounds, id=${value} axis_dim=${size}`);
}

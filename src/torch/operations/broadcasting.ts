/** Views of one or several tensors broadcast to a shape. */
import { RuntimeError } from '../errors.ts';
import { broadcastShapes, sameShape, type Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { expand } from './expand.ts';
import { view } from './reshaping.ts';

/**
 * Views of tensors in the shape to which they broadcast. Call: `broadcastTensors(a, b)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.broadcast_tensors.html
 */
export function broadcastTensors(...tensors: readonly Tensor[] | readonly [readonly Tensor[]]): Tensor[] {
  const list = tensors.flat();
  const shape = list.map((each) => each.shape).reduce<Shape>(broadcastShapes, []);
  return list.map((each) => (sameShape(each.shape, shape) ? each : expand(each, shape)));
}

interface MeshgridParameters {
  /** `'ij'`: the axes come in the order of the tensors. `'xy'`: the first two are exchanged, as in plots. */
  readonly indexing?: 'ij' | 'xy';
}

/**
 * For each vector a view of the grid that all of them span, holding its coordinate. Call: `meshgrid([x, y], { indexing })`
 * or `meshgrid(x, y, { indexing })`.
 *
 * @throws {RuntimeError} when a tensor has more than one axis.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.meshgrid.html
 */
export function meshgrid(...values: readonly (Tensor | readonly Tensor[] | MeshgridParameters)[]): Tensor[] {
  const vectors = values.flatMap((value) => (isList(value) ? value : value instanceof Tensor ? [value] : []));
  const { indexing = 'ij' } = values.find(isOptions) ?? {};
  const wide = vectors.find(({ ndim }) => ndim > 1);
  if (wide)
    throw new RuntimeError(`torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ${wide.ndim}-D`);
  const [first, second, ...rest] = vectors;
  if (indexing === 'ij' || !first || !second) return grids(vectors);
  const [a, b, ...others] = grids([second, first, ...rest]);
  return [b, a, ...others].filter((grid) => grid !== undefined);
}

function grids(vectors: readonly Tensor[]): Tensor[] {
  const shape = vectors.map((each) => each.numel());
  return vectors.map((each, axis) => {
    const alone = shape.map((size, place) => (place === axis ? size : 1));
    return expand(view(each, alone), shape);
  });
}

function isList(value: Tensor | readonly Tensor[] | MeshgridParameters): value is readonly Tensor[] {
  return Array.isArray(value);
}

function isOptions(value: Tensor | readonly Tensor[] | MeshgridParameters): value is MeshgridParameters {
  return !isList(value) && !(value instanceof Tensor);
}

import * as tf from '@tensorflow/tfjs-core';
import { firstLargest, hasPredictionKernels } from '../../engine/class-predictions.ts';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { record, recordSeveral } from '../autograd/record.ts';
import { IndexError, RuntimeError } from '../errors.ts';
import { elementCount, normalizeDim, type Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { recordTaken } from './along-axis.ts';
import { namedPair, type ValuesAndIndices } from './named-pair.ts';
import { maximum, minimum } from './bounds.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { add } from './arithmetic.ts';
import { reduceAsIs, reducedOver, DIM_NAMES, type DimParameters, type Dims, type Reduced } from './reduce.ts';

import { reshape } from './reshaping.ts';
import { shareAmongEqual } from './shared-gradient.ts';

interface AxisParameters {
  readonly dim?: number | null;
  readonly keepdim?: boolean;
}

interface OtherParameters extends AxisParameters {
  readonly other?: Tensor;
}

/** A second tensor, by position or by name. */
type Other = Tensor | { readonly other: Tensor };

/**
 * The largest element; or along an axis the largest ones and their indices; or of two tensors `maximum`.
 *
 * Call: `max(input)`, `max(input, dim, keepdim)` or `max(input, other)`. Of equal elements, `max(input)` shares the gradient
 * among them, and `max(input, dim)` gives the first one's index.
 *
 * @throws {RuntimeError} of no elements.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.max.html
 */
export function max(input: Tensor, other?: Other): Tensor;
export function max(input: Tensor, dim: number, ...rest: Arguments<AxisParameters, ['keepdim']>): ValuesAndIndices;
export function max(input: Tensor, keywords: AxisParameters & { readonly dim: number }): ValuesAndIndices;
export function max(input: Tensor, ...values: readonly unknown[]): Tensor | ValuesAndIndices {
  return extreme(input, values, MAXIMUM);
}

/**
 * The smallest element, or those along an axis, or of two tensors. Call as `max`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.min.html
 */
export function min(input: Tensor, other?: Other): Tensor;
export function min(input: Tensor, dim: number, ...rest: Arguments<AxisParameters, ['keepdim']>): ValuesAndIndices;
export function min(input: Tensor, keywords: AxisParameters & { readonly dim: number }): ValuesAndIndices;
export function min(input: Tensor, ...values: readonly unknown[]): Tensor | ValuesAndIndices {
  return extreme(input, values, MINIMUM);
}

/** `max` and `min` as methods, with their three forms. */
export interface ExtremeMethods {
  max(other?: Other): Tensor;
  max(dim: number, ...rest: Arguments<AxisParameters, ['keepdim']>): ValuesAndIndices;
  max(keywords: AxisParameters & { readonly dim: number }): ValuesAndIndices;
  min(other?: Other): Tensor;
  min(dim: number, ...rest: Arguments<AxisParameters, ['keepdim']>): ValuesAndIndices;
  min(keywords: AxisParameters & { readonly dim: number }): ValuesAndIndices;
}

/**
 * The largest elements over the axes `dim`, or of all. Equal ones share the gradient. Call: `amax(input, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.amax.html
 */
export function amax(input: Tensor, ...values: Arguments<DimParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim } = bindArguments<DimParameters>(DIM_NAMES, values);
  return sharedExtreme(input, dim, keepdim, MAXIMUM, 'amax', 'AmaxBackward0');
}

/**
 * The smallest elements over the axes `dim`, or of all. Equal ones share the gradient. Call: `amin(input, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.amin.html
 */
export function amin(input: Tensor, ...values: Arguments<DimParameters, typeof DIM_NAMES>): Tensor {
  const { dim, keepdim } = bindArguments<DimParameters>(DIM_NAMES, values);
  return sharedExtreme(input, dim, keepdim, MINIMUM, 'amin', 'AminBackward0');
}

interface MinAndMax extends Iterable<Tensor> {
  readonly min: Tensor;
  readonly max: Tensor;
}

/**
 * The smallest and the largest elements, over axis `dim` or of all. Call: `aminmax(input, { dim, keepdim })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.aminmax.html
 */
export function aminmax(input: Tensor, ...values: Arguments<AxisParameters, []>): MinAndMax {
  const { dim, keepdim } = bindArguments<AxisParameters>([], values);
  const reduced = reducedOver(input, dim, keepdim);
  requireElements(reduced.count, dim, 'aminmax');
  const outputs = { min: extremeOver(input, reduced, MINIMUM), max: extremeOver(input, reduced, MAXIMUM) };
  recordSeveral([outputs.min, outputs.max], {
    name: 'AminmaxBackward0',
    inputs: [input],
    saved: { self: input, ...outputs },
    backward: ([ofMin, ofMax], saved) => {
      const lower = ofMin && shareAmongEqual(ofMin, saved.self, saved.min, reduced);
      const upper = ofMax && shareAmongEqual(ofMax, saved.self, saved.max, reduced);
      return [lower && upper ? add(lower, upper) : (lower ?? upper ?? null)];
    },
  });
  return namedPair(outputs);
}

/**
 * Index of the first largest element along axis `dim`, or among all row by row: int64. Call: `argmax(input, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.argmax.html
 */
export function argmax(input: Tensor, ...values: Arguments<AxisParameters, typeof DIM_NAMES>): Tensor {
  return argumentOf(input, values, MAXIMUM);
}

/**
 * Index of the first smallest element along axis `dim`, or among all row by row: int64. Call: `argmin(input, dim, keepdim)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.argmin.html
 */
export function argmin(input: Tensor, ...values: Arguments<AxisParameters, typeof DIM_NAMES>): Tensor {
  return argumentOf(input, values, MINIMUM);
}

interface Kind {
  readonly name: 'max' | 'min';
  readonly node: 'Max' | 'Min';
  readonly host: (a: number, b: number) => number;
  readonly kernel: (values: tf.Tensor, axes: number[], keepDims: boolean) => tf.Tensor;
  readonly argument: (values: tf.Tensor, axis: number) => tf.Tensor;
  readonly ofTwo: (input: Tensor, other: Tensor) => Tensor;
  /** What nan counts as when an index is looked for: it is found before all numbers. */
  readonly ofNan: number;
}

const MAXIMUM: Kind = {
  name: 'max',
  node: 'Max',
  host: Math.max,
  kernel: (values, axes, keepDims) => tf.max(values, axes, keepDims),
  argument: (values, axis) => tf.argMax(values, axis),
  ofTwo: (input, other) => maximum(input, other),
  ofNan: Infinity,
};
const MINIMUM: Kind = {
  name: 'min',
  node: 'Min',
  host: Math.min,
  kernel: (values, axes, keepDims) => tf.min(values, axes, keepDims),
  argument: (values, axis) => tf.argMin(values, axis),
  ofTwo: (input, other) => minimum(input, other),
  ofNan: -Infinity,
};

function extreme(input: Tensor, values: readonly unknown[], kind: Kind): Tensor | ValuesAndIndices {
  const names = values[0] instanceof Tensor ? (['other'] as const) : DIM_NAMES;
  const { other, dim, keepdim = false } = bindArguments<OtherParameters>(names, values);
  if (other) return kind.ofTwo(input, other);
  if (typeof dim === 'number') return extremeAlong(input, normalizeDim(dim, input.ndim), keepdim, kind);
  return sharedExtreme(input, null, false, kind, kind.name, `${kind.node}Backward1`);
}

function extremeAlong(input: Tensor, axis: number, keepdim: boolean, kind: Kind): ValuesAndIndices {
  const reduced = reducedOver(input, axis, keepdim);
  requireElements(reduced.count, axis, kind.name);
  const values = extremeOver(input, reduced, kind);
  const found = input.ndim === 0 ? fromHost(new Float64Array(1), [], 'int64') : indexOf(input, axis, kind);
  const indices = keepdim ? reshape(found, reduced.kept) : found;
  const recorded = recordTaken(values, `${kind.node}Backward0`, input, axis, reshape(found, reduced.kept));
  return namedPair({ values: recorded, indices });
}

function sharedExtreme(
  input: Tensor,
  dim: Dims | undefined,
  keepdim: boolean | undefined,
  kind: Kind,
  name: string,
  node: string,
): Tensor {
  const reduced = reducedOver(input, dim, keepdim);
  requireElements(reduced.count, dim, name);
  const result = extremeOver(input, reduced, kind);
  return record(result, {
    name: node,
    inputs: [input],
    saved: { self: input, result },
    backward: (gradient, saved) => [shareAmongEqual(gradient, saved.self, saved.result, reduced)],
  });
}

function extremeOver(input: Tensor, reduced: Reduced, { host, kernel }: Kind): Tensor {
  return reduceAsIs(input.detach(), reduced, {
    host,
    kernel: (values, axes) =>
      values.dtype === 'bool'
        ? tf.cast(kernel(tf.cast(values, 'int32'), axes, true), 'bool')
        : kernel(values, axes, true),
    empty: NaN,
  });
}

function argumentOf(input: Tensor, values: Arguments<AxisParameters, typeof DIM_NAMES>, kind: Kind): Tensor {
  const { dim, keepdim = false } = bindArguments<AxisParameters>(DIM_NAMES, values);
  const detached = input.detach();
  const isWhole = dim === null || dim === undefined;
  requireElements(reducedOver(input, dim).count, dim, `arg${kind.name}`);
  const line = isWhole || input.ndim === 0 ? reshape(detached, [-1]) : detached;
  const axis = isWhole || input.ndim === 0 ? 0 : normalizeDim(dim, input.ndim);
  const indices = indexOf(line, axis, kind);
  if (!keepdim) return indices;
  return reshape(indices, reducedOver(input, dim, true).kept);
}

/** Index of the first extreme element along an axis, which is left out. */
function indexOf(input: Tensor, axis: number, kind: Kind): Tensor {
  const shape = input.shape.toSpliced(axis, 1);
  if (elementCount(shape) === 0) return fromHost(new Float64Array(), shape, 'int64');
  const known = input.dtype === 'int64' ? input.hostValues : null;
  if (known) return fromHost(indicesOnHost(known, input.shape, axis, kind), shape, 'int64');
  return fromDevice(() => {
    const stored = input.valuesIn(input.shape.map((_, index) => index));
    if (stored.dtype === 'bool') return kind.argument(tf.cast(stored, 'int32'), axis);
    if (stored.dtype === 'int32') return kind.argument(stored, axis);
    const isLast = axis === input.ndim - 1;
    if (kind === MAXIMUM && isLast && hasPredictionKernels(stored.shape)) return firstLargest(stored);
    return kind.argument(tf.where(tf.isNaN(stored), tf.fill(stored.shape, kind.ofNan), stored), axis);
  });
}

/** `indexOf` of integers, which the host holds exactly. */
function indicesOnHost(values: ArrayLike<number>, shape: Shape, axis: number, { host }: Kind): Float64Array {
  const size = shape[axis] ?? 1;
  const step = elementCount(shape.slice(axis + 1));
  return Float64Array.from({ length: values.length / size }, (_, line) => {
    const start = Math.floor(line / step) * size * step + (line % step);
    const at = (index: number) => values[start + index * step] ?? 0;
    let found = 0;
    for (let index = 1; index < size; index++) {
      if (at(index) !== at(found) && host(at(index), at(found)) === at(index)) found = index;
    }
    return found;
  });
}

function requireElements(count: number, dim: Dims | undefined, name: string): void {
  if (count > 0) return;
  if (typeof dim === 'number' || Array.isArray(dim)) {
    throw new IndexError(`${name}(): Expected reduction dim ${[dim].flat().join(', ')} to have non-zero size.`);
  }
  const message =
    `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' ` +
    'argument.';
  throw name.startsWith('arg') ? new IndexError(message) : new RuntimeError(message);
}

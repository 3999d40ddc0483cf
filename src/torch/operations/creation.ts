import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { typeOfScalar, type DType } from '../dtype.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import { elementCount, formatShape, type Shape } from '../shape.ts';
import type { HostValues } from '../storage.ts';
import { Tensor, type NestedList } from '../tensor.ts';
import { fromDevice, fromHost } from './elementwise.ts';

export interface CreationParameters {
  readonly dtype?: DType;
  readonly requiresGrad?: boolean;
}

/** The shape as a list or as numbers, and what else is said of the new tensor. */
export type SizeArguments = readonly (Shape | number | SizeParameters)[];

interface SizeParameters extends CreationParameters {
  readonly size?: Shape;
}

/** Typed arrays whose elements a tensor can hold. */
export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

/**
 * A tensor with the values of `data`, which may be a number, nested lists, a typed array (of one axis) or a tensor.
 *
 * Call: `tensor(data, { dtype, requiresGrad })`. Without `dtype`, booleans give `bool`; numbers give `int64` when all are
 * whole, else `float32`. JavaScript does not tell 1.0 from 1, so whole numbers that should be float32 need the `dtype`;
 * with `requiresGrad` they are float32, as nothing else can require a gradient.
 *
 * @throws {ValueError} when lists of the same level differ in length.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.tensor.html
 */
export function tensor(
  data: Tensor | NestedList | TypedArray,
  { dtype, requiresGrad = false }: CreationParameters = {},
): Tensor {
  if (data instanceof Tensor)
    return withGradient(asTensor(data.detach().clone(), dtype ? { dtype } : {}), requiresGrad);
  const isTyped = ArrayBuffer.isView(data);
  const shape = isTyped ? [data.length] : shapeOfList(data);
  const flat: ArrayLike<number | boolean> = isTyped ? data : flatten(data, shape);
  const type = dtype ?? (isTyped ? typeOfArray(data) : requiresGrad ? 'float32' : typeOfList(flat));
  return withGradient(fromHost(hostArray(flat, type), shape, type), requiresGrad);
}

/**
 * `tensor`, but that a tensor of the type wanted is returned itself. Call: `asTensor(data, { dtype })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.as_tensor.html
 */
export function asTensor(
  data: Tensor | NestedList | TypedArray,
  { dtype }: Pick<CreationParameters, 'dtype'> = {},
): Tensor {
  if (data instanceof Tensor) return data.to({ dtype: dtype ?? data.dtype });
  return tensor(data, dtype ? { dtype } : {});
}

/**
 * A tensor of one axis with the values of a typed array: torch.from_numpy, but that the memory is not shared.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.from_numpy.html
 */
export function fromNumpy(data: TypedArray): Tensor {
  return tensor(data);
}

export interface FullParameters extends CreationParameters {
  readonly size?: Shape;
  readonly fillValue?: number | boolean;
}

export const FULL_NAMES = ['size', 'fillValue'] as const;

/**
 * Tensor of `size` filled with `fillValue`. Call: `full([2, 3], 7, { dtype, requiresGrad })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.full.html
 */
export function full(...values: Arguments<FullParameters, typeof FULL_NAMES>): Tensor {
  return filledWith(bindArguments<FullParameters>(FULL_NAMES, values));
}

/**
 * Tensor of zeros. Call: `zeros([2, 3])` or `zeros(2, 3)`, with `{ dtype, requiresGrad }` as last argument.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.zeros.html
 */
export function zeros(...values: SizeArguments): Tensor {
  return constant(values, 0);
}

/**
 * Tensor of ones. Call: `ones([2, 3])` or `ones(2, 3)`, with `{ dtype, requiresGrad }` as last argument.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.ones.html
 */
export function ones(...values: SizeArguments): Tensor {
  return constant(values, 1);
}

/**
 * Tensor whose values nobody has set: zeros here, while PyTorch shows what lay in the memory. Call as `zeros`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.empty.html
 */
export function empty(...values: SizeArguments): Tensor {
  return constant(values, 0);
}

/**
 * `empty` of the shape and type of `input`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.empty_like.html
 */
export function emptyLike(input: Tensor, options: CreationParameters = {}): Tensor {
  return zerosLike(input, options);
}

/**
 * Zeros of the shape and type of `input`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.zeros_like.html
 */
export function zerosLike(
  input: Tensor,
  { dtype = input.dtype, requiresGrad = false }: CreationParameters = {},
): Tensor {
  return full(input.shape, 0, { dtype, requiresGrad });
}

/**
 * Ones of the shape and type of `input`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.ones_like.html
 */
export function onesLike(
  input: Tensor,
  { dtype = input.dtype, requiresGrad = false }: CreationParameters = {},
): Tensor {
  return full(input.shape, 1, { dtype, requiresGrad });
}

/**
 * `fillValue` repeated to the shape and type of `input`. Call: `fullLike(x, 7, { dtype, requiresGrad })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.full_like.html
 */
export function fullLike({ shape, dtype }: Tensor, ...values: Arguments<FullParameters, ['fillValue']>): Tensor {
  return filledWith({ size: shape, dtype, ...bindArguments<FullParameters>(['fillValue'], values) });
}

interface RangeParameters extends CreationParameters {
  readonly start?: number;
  readonly end?: number;
  readonly step?: number;
}

/**
 * Numbers from `start` up to `end`, without `end`, in steps of `step`: one axis.
 *
 * Call: `arange(end)`, `arange(start, end)` or `arange(start, end, step)`, with `{ dtype, requiresGrad }`.
 *
 * @throws {RuntimeError} when `step` is zero or leads away from `end`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.arange.html
 */
export function arange(...values: Arguments<RangeParameters, ['start', 'end', 'step']>): Tensor {
  const positional = values.filter((value) => typeof value === 'number').length;
  const names = positional === 1 ? (['end'] as const) : (['start', 'end', 'step'] as const);
  const given = bindArguments<RangeParameters>(names, values);
  const { start = 0, end = 0, step = 1, requiresGrad = false } = given;
  if (step === 0) throw new RuntimeError('step must be nonzero');
  if ((end - start) * step < 0) {
    throw new RuntimeError('upper bound and lower bound inconsistent with step sign');
  }
  const isWhole = [start, end, step].every((value) => Number.isInteger(value)) && !requiresGrad;
  const { dtype = isWhole ? 'int64' : 'float32' } = given;
  const length = Math.ceil((end - start) / step);
  const data = Float64Array.from({ length }, (_, index) => start + index * step);
  return withGradient(fromHost(hostArray(data, dtype), [length], dtype), requiresGrad);
}

interface LinspaceParameters extends CreationParameters {
  readonly start?: number;
  readonly end?: number;
  readonly steps?: number;
}

const LINSPACE_NAMES = ['start', 'end', 'steps'] as const;

/**
 * `steps` numbers from `start` to `end`, both included, at equal distances: one axis.
 * Call: `linspace(start, end, steps, { dtype, requiresGrad })`.
 *
 * @throws {RuntimeError} for a negative number of them. @throws {TypeError} when one of the three is missing.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.linspace.html
 */
export function linspace(...values: Arguments<LinspaceParameters, typeof LINSPACE_NAMES>): Tensor {
  const given = bindArguments<LinspaceParameters>(LINSPACE_NAMES, values);
  const { start, end, steps, dtype = 'float32', requiresGrad = false } = given;
  if (start === undefined || end === undefined || steps === undefined) {
    throw new TypeError('linspace() needs start, end and steps: torch.linspace(0, 1, 5).');
  }
  if (steps < 0) throw new RuntimeError('number of steps must be non-negative');
  const [first, last] = [Math.fround(start), Math.fround(end)];
  const step = steps > 1 ? Math.fround((last - first) / (steps - 1)) : 0;
  // From both ends towards the middle, as PyTorch does, so that the last number is `end` itself.
  const data = Float64Array.from({ length: steps }, (_, index) =>
    index < steps / 2 ? first + step * index : last - step * (steps - index - 1),
  );
  return withGradient(fromHost(hostArray(data, dtype), [steps], dtype), requiresGrad);
}

/**
 * The identity matrix with `n` rows and `m` columns. Call: `eye(n, m, { dtype, requiresGrad })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.eye.html
 */
export function eye(n: number, ...values: Arguments<EyeParameters, ['m']>): Tensor {
  const { m = n, dtype = 'float32', requiresGrad = false } = bindArguments<EyeParameters>(['m'], values);
  if (n < 0) throw new RuntimeError(`n must be greater or equal to 0, got ${n}`);
  if (m < 0) throw new RuntimeError(`m must be greater or equal to 0, got ${m}`);
  const data = Float64Array.from({ length: n * m }, (_, index) => (Math.floor(index / m) === index % m ? 1 : 0));
  return withGradient(fromHost(hostArray(data, dtype), [n, m], dtype), requiresGrad);
}

interface EyeParameters extends CreationParameters {
  readonly m?: number;
}

/** Typed array of the kind in which a storage of `dtype` holds its values. */
export function hostArray(values: ArrayLike<number | boolean>, dtype: DType): HostValues {
  if (dtype === 'bool') return Uint8Array.from(values, (value) => (Number(value) === 0 ? 0 : 1));
  if (dtype === 'int64') return isIntegers(values) ? new Float64Array(values) : Float64Array.from(values, toInteger);
  // A batch of images comes as float32, and number by number it takes as long as a small convolution.
  return values instanceof Float32Array ? values.slice() : Float32Array.from(values, Number);
}

function filledWith({ size, fillValue, dtype, requiresGrad = false }: FullParameters): Tensor {
  if (size === undefined || fillValue === undefined) {
    throw new TypeError('full() needs a size and a fill value: torch.full([2, 3], 7).');
  }
  return withGradient(filled(size, Number(fillValue), dtype ?? typeOfScalar(fillValue)), requiresGrad);
}

/** Whether these are whole numbers that int64 holds, as the bytes of many images are. */
function isIntegers(values: ArrayLike<number | boolean>): values is Uint8Array {
  return ArrayBuffer.isView(values) && !(values instanceof Float32Array || values instanceof Float64Array);
}

/** Without the digits behind the point. What int64 does not hold is its smallest number, as in PyTorch. */
function toInteger(value: number | boolean): number {
  const number = Number(value);
  // Adding 0 makes 0 of -0.
  return Math.abs(number) < -SMALLEST_INTEGER ? Math.trunc(number) + 0 : SMALLEST_INTEGER;
}

const SMALLEST_INTEGER = -(2 ** 63);

function constant(values: SizeArguments, value: number): Tensor {
  const sizes = values.filter((argument) => typeof argument === 'number');
  const { size, ...keywords }: SizeParameters = values.find(isCreationParameters) ?? {};
  return full(size ?? values.find(isShape) ?? sizes, value, { dtype: 'float32', ...keywords });
}

function isShape(value: SizeArguments[number]): value is Shape {
  return Array.isArray(value);
}

function isCreationParameters(value: SizeArguments[number]): value is SizeParameters {
  return typeof value === 'object' && !isShape(value);
}

function filled(shape: Shape, value: number, dtype: DType): Tensor {
  requireSizes(shape);
  if (dtype === 'float32') return fromDevice(() => tf.fill([...shape], value, 'float32'));
  return fromHost(hostArray(new Float64Array(elementCount(shape)).fill(value), dtype), shape, dtype);
}

/** @throws {RuntimeError} when a size is negative. @throws {TypeError} when one is no number. */
export function requireSizes(shape: Shape): void {
  const wrong = shape.find((size) => !(size >= 0));
  if (wrong === undefined) return;
  if (typeof wrong !== 'number') throw new TypeError(`sizes must be ints, not ${typeof wrong}.`);
  throw new RuntimeError(
    `Trying to create tensor with negative dimension ${wrong}: ${formatShape(shape)}`,
    'Every size has to be at least 0.',
  );
}

function withGradient(result: Tensor, requiresGrad: boolean): Tensor {
  if (requiresGrad && result.dtype !== 'float32') {
    throw new RuntimeError(
      'Only Tensors of floating point and complex dtype can require gradients',
      'Make it so: { dtype: torch.float32 }.',
    );
  }
  return requiresGrad ? result.requiresGrad_() : result;
}

function shapeOfList(data: NestedList): number[] {
  const shape: number[] = [];
  for (let level: NestedList | undefined = data; isList(level); level = level[0]) shape.push(level.length);
  return shape;
}

function flatten(data: NestedList, shape: Shape, depth = 0): (number | boolean)[] {
  if (!isList(data)) {
    if (depth !== shape.length) throw raggedError(depth);
    return [data];
  }
  if (data.length !== shape[depth]) throw raggedError(depth, shape[depth], data.length);
  return data.flatMap((item) => flatten(item, shape, depth + 1));
}

function isList(data: NestedList | undefined): data is readonly NestedList[] {
  return Array.isArray(data);
}

function raggedError(depth: number, expected?: number, got?: number): Error {
  if (expected === undefined) return new TypeError(`not a sequence: at dim ${depth} there are a list and a number.`);
  return new ValueError(
    `expected sequence of length ${expected} at dim ${depth} (got ${got})`,
    'Fill up the shorter one.',
  );
}

function typeOfList(values: ArrayLike<unknown>): DType {
  const items = Array.from(values);
  const stranger = items.findIndex((item) => typeof item !== 'number' && typeof item !== 'boolean');
  if (stranger >= 0) throw new TypeError(`new(): invalid data type '${typeof items[stranger]}'`);
  if (items.length === 0) return 'float32';
  if (items.every((item) => typeof item === 'boolean')) return 'bool';
  return items.every((item) => Number.isInteger(Number(item))) ? 'int64' : 'float32';
}

function typeOfArray(data: TypedArray): DType {
  return data instanceof Float32Array || data instanceof Float64Array ? 'float32' : 'int64';
}

/** What Python's numpy asks of TypeScript: the functions of numpy-ts, and what they lack. */
import type { Tensor } from '../torch/tensor.ts';
import { ValueError } from '../torch/errors.ts';
import * as torch from '../torch/index.ts';
import { arrayOf, cast, isRowByRow, shapeText, sharesMemory, valuesOf, viewOf } from './numpy/arrays.ts';
import { assign, index, nonzero, type IndexItem } from './numpy/indexing.ts';
import { exportsByName, isArray, np, type DTypeName, type NumpyArray, type Values } from './numpy/library.ts';
import { sum } from './numpy/sums.ts';

/** Their results are positions, which NumPy has as int64. */
const GIVE_POSITIONS = new Set([
  'argmax',
  'argmin',
  'argpartition',
  'argsort',
  'argwhere',
  'bincount',
  'count_nonzero',
  'digitize',
  'flatnonzero',
  'lexsort',
  'nanargmax',
  'nanargmin',
  'nonzero',
  'searchsorted',
]);

/** Their single number is of the array's own type. */
const GIVE_SAME_TYPE = new Set([
  'dot',
  'inner',
  'vdot',
  'trace',
  'max',
  'min',
  'amax',
  'amin',
  'ptp',
  'nanmax',
  'nanmin',
]);

type Operation = (...values: unknown[]) => unknown;

/** @param path of a function: `matmul`, `linalg.norm` */
function operation(path: string): Operation | undefined {
  const found = path.split('.').reduce<unknown>(memberOf, exportsByName);
  return typeof found === 'function' ? (found as Operation) : undefined;
}

function memberOf(owner: unknown, name: string): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
}

/** Calls a function of numpy-ts; a single number comes as an array without axes, which has a type. */
function call(path: string, ...values: unknown[]): unknown {
  return apart(callView(path, ...values), values);
}

/** `call`, but that the result may be a view of an argument. */
function callView(path: string, ...values: unknown[]): unknown {
  const found = operation(path);
  if (!found) throw new ValueError(`numpy.${path} is not in the browser.`);
  return typed(path, runAnyhow(found, values), values);
}

/** A result with memory of its own, because Python frees that of an array when nothing holds the array any longer. */
function apart(result: unknown, values: readonly unknown[]): unknown {
  if (Array.isArray(result)) return result.map((part) => apart(part, values));
  if (!isArray(result)) return result;
  const isShared = values.flat().some((value) => isArray(value) && sharesMemory(value, result));
  return isShared ? copyOf(result) : result;
}

function copyOf(array: NumpyArray): NumpyArray {
  return arrayOf(valuesOf(array).slice(), array.shape, array.dtype);
}

/** The kernels in WebAssembly hold arrays of up to their memory; larger ones are for those in JavaScript. */
function runAnyhow(found: Operation, values: unknown[]): unknown {
  try {
    return found(...values);
  } catch (error) {
    if (!(error as Error).message.startsWith('WASM OOM')) throw error;
    np.wasmConfig.thresholdMultiplier = Infinity;
    return found(...values);
  }
}

function typed(path: string, result: unknown, values: readonly unknown[]): unknown {
  if (Array.isArray(result)) return result.map((part) => typed(path, part, values));
  const array = isArray(result) ? result : asArray(path, result, values);
  return isArray(array) && GIVE_POSITIONS.has(path) ? cast(array, 'int64') : array;
}

function asArray(path: string, result: unknown, values: readonly unknown[]): unknown {
  if (typeof result === 'boolean') return scalar(result, 'bool');
  if (typeof result !== 'number' && typeof result !== 'bigint') return result;
  return scalar(result, typeOfNumber(path, result, values));
}

function typeOfNumber(path: string, result: number | bigint, values: readonly unknown[]): DTypeName {
  const types = values.filter((value) => isArray(value)).map(({ dtype }) => dtype);
  if (GIVE_SAME_TYPE.has(path) && types.length > 0) return types.reduce((one, other) => np.promote_types(one, other));
  if (typeof result === 'bigint') return 'int64';
  return types.length > 0 && types.every((type) => type === 'float32') ? 'float32' : 'float64';
}

/** A number as an array without axes. */
function scalar(value: number | bigint | boolean, dtype: DTypeName): NumpyArray {
  return fill([], value, dtype);
}

/** An array of one number everywhere. */
function fill(shape: readonly number[], value: number | bigint | boolean, dtype: DTypeName): NumpyArray {
  const isLong = dtype === 'int64' || dtype === 'uint64';
  const given = isLong ? BigInt(typeof value === 'number' ? Math.trunc(value) : value) : Number(value);
  const array = np.empty([...shape], dtype);
  array.storage.data.fill((dtype === 'bool' ? Number(Boolean(value)) : given) as never);
  return array;
}

/** NumPy rounds a quotient of integers down; numpy-ts cuts it off. */
function floorDivide(one: NumpyArray, other: NumpyArray): NumpyArray {
  const dtype = np.promote_types(one.dtype, other.dtype);
  if (dtype.startsWith('float')) return np.floor_divide(one, other);
  const quotient = np.floor(np.divide(cast(one, 'float64'), cast(other, 'float64')));
  return cast(np.nan_to_num(quotient, 0, 0, 0), dtype);
}

/** What elimination with the largest pivot divides a square matrix by, whose product is the determinant. */
function pivots(array: NumpyArray): number[] {
  const size = array.shape[0] ?? 0;
  const values = Float64Array.from(valuesOf(array) as Float64Array);
  const rows = Array.from({ length: size }, (_, row) => values.subarray(row * size, (row + 1) * size));
  const found: number[] = [];
  for (let column = 0; column < size; column += 1) {
    const heights = rows.map((row, at) => (at < column ? -1 : Math.abs(row[column] ?? 0)));
    const highest = heights.indexOf(Math.max(...heights));
    const [pivot, top] = [rows[highest], rows[column]];
    if (!pivot || !top) break;
    [rows[highest], rows[column]] = [top, pivot];
    const head = pivot[column] ?? 0;
    found.push(highest === column ? head : -head);
    if (head === 0) break;
    for (const row of rows.slice(column + 1)) {
      const factor = (row[column] ?? 0) / head;
      for (let at = column; at < size; at += 1) row[at] = (row[at] ?? 0) - factor * (pivot[at] ?? 0);
    }
  }
  return found;
}

/** Arrays of one shape and one type along a new first axis. There may be very many: the images of a set. */
function stack(arrays: readonly NumpyArray[]): NumpyArray {
  const [first] = arrays;
  if (!first) throw new ValueError('need at least one array to stack');
  const stacked = np.empty([arrays.length, ...first.shape], first.dtype);
  arrays.forEach((array, at) => stacked.storage.data.set(valuesOf(array) as never, at * first.size));
  return stacked;
}

/** Numbers from `start` on, by a step that is rounded once, as NumPy's arange goes. */
function arange(start: number, step: number, count: number, dtype: DTypeName): NumpyArray {
  const by = start + step - start;
  return cast(
    arrayOf(
      Float64Array.from({ length: count }, (_, at) => start + at * by),
      [count],
      'float64',
    ),
    dtype,
  );
}

/** Numbers at the same distance, as NumPy's linspace rounds them. */
function linspace(start: number, stop: number, count: number, hasEnd: boolean): NumpyArray {
  const parts = hasEnd ? count - 1 : count;
  const step = (stop - start) / parts;
  const values = Float64Array.from({ length: count }, (_, at) =>
    step === 0 ? (at / parts) * (stop - start) + start : parts > 0 ? at * step + start : start,
  );
  if (hasEnd && count > 1) values[count - 1] = stop;
  return arrayOf(values, [count], 'float64');
}

/** All numbers of a tensor as an array of a type, without one of the type that the dialect holds them as. */
function arrayOfTensor(values: ArrayLike<number>, tensor: Tensor, dtype: DTypeName = tensor.dtype): NumpyArray {
  return arrayOf(typedValues(values, dtype), tensor.shape, dtype);
}

function typedValues(values: ArrayLike<number>, dtype: DTypeName): Values {
  if (dtype === 'int64') return BigInt64Array.from(values as ArrayLike<number> & Iterable<number>, BigInt);
  if (dtype === 'bool' || dtype === 'uint8') return Uint8Array.from(values);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/** A tensor of the numbers of an array, which it does not share. */
function tensorOfArray(array: NumpyArray): Tensor {
  const values = valuesOf(array);
  const isReal = array.dtype.startsWith('float');
  const dtype = array.dtype === 'bool' ? 'bool' : isReal ? 'float32' : 'int64';
  const isLong = values instanceof BigInt64Array || values instanceof BigUint64Array;
  const plain = isLong ? Float64Array.from(values, Number) : (values as Float64Array);
  const numbers = dtype === 'float32' ? Float32Array.from(plain) : Float64Array.from(plain);
  return torch.tensor(numbers, { dtype }).reshape([...array.shape]);
}

/** Puts the numbers of an array into a tensor of the same shape, in its memory. */
function writeTensor(tensor: Tensor, array: NumpyArray): number {
  tensor.write(tensorOfArray(array));
  return tensor.storage.version;
}

/** Puts the numbers of a tensor into an array of the same shape, in its memory. */
function writeArray(array: NumpyArray, values: ArrayLike<number>, tensor: Tensor): void {
  assign(array, ['...'], arrayOfTensor(values, tensor));
}

export const numpy = {
  call,
  callView,
  has: (path: string) => operation(path) !== undefined,
  names: () => Object.keys(exportsByName).filter((name) => typeof exportsByName[name] === 'function'),
  isArray,
  isList: Array.isArray,
  /** @param values of the type itself, row by row */
  fromValues: (values: Values, shape: readonly number[], given: DTypeName, dtype: DTypeName) =>
    cast(arrayOf(values, shape, given), dtype),
  scalar,
  fill,
  cast: (array: NumpyArray, dtype: DTypeName) => (array.dtype === dtype ? copyOf(array) : array.astype(dtype)),
  copy: copyOf,
  arange,
  linspace,
  stack,
  view: viewOf,
  index: (array: NumpyArray, items: readonly IndexItem[]) => index(array, items),
  assign,
  sharesMemory,
  isRowByRow,
  /** All values row by row, which no later change of the array reaches. */
  values: (array: NumpyArray) => valuesOf(array).slice(),
  shapeOf: (array: NumpyArray) => [...array.shape],
  stridesOf: (array: NumpyArray) => [...array.strides],
  offsetOf: (array: NumpyArray) => array.storage.offset,
  sum,
  broadcastShapes: (...shapes: readonly (readonly number[])[]) =>
    np.broadcast_shapes(...shapes.map((shape) => [...shape])),
  nonzero,
  floorDivide,
  pivots,
  shapeText,
  generator: (seed?: number) => np.random.default_rng(seed),
  callOn: (owner: Record<string, Operation>, name: string, ...values: unknown[]) =>
    typed(name, owner[name]?.(...values), values),
  hasMember: (owner: object, name: string) => name in owner,
  versionOf: (tensor: Tensor) => tensor.storage.version,
  isSameLayout: (one: NumpyArray, other: NumpyArray) =>
    one.storage.offset === other.storage.offset &&
    String(one.shape) === String(other.shape) &&
    String(one.strides) === String(other.strides),
  freshSeed: () => Math.floor(Math.random() * 2 ** 32),
  arrayOfTensor,
  tensorOfArray,
  writeTensor,
  writeArray,
};

/** Tensors of TensorFlow from Python's numbers and lists. */
import { tensor as makeTensor } from '@tensorflow/tfjs-core';
import type { DataType } from '../data-types.ts';
import { FrameworkError } from './framework-error.ts';
import { pythonText } from './python-arithmetic.ts';
import { cannotConvert } from './tf-errors.ts';
import { deviceType, isFloatType, isIntegerType, TfTensor } from './tf-tensor.ts';
import { isList, NumpyArray, numberOf, PythonFloat, typeNameOf, type Value } from './value.ts';

const LARGEST_INT32 = 2 ** 31 - 1;
const LARGEST_FLOAT32 = (2 - 2 ** -23) * 2 ** 127;

/** tf.constant: booleans give bool, whole numbers int32, others float32; a type that is asked for has to fit. */
export function constant(data: Value<TfTensor>, asked: DataType | null = null): TfTensor {
  const shape = shapeOf(data);
  const items = itemsOf(data, shape, 0);
  const natural = naturalType(items);
  if (asked && !fits(natural, asked) && items.length > 0) throw cannotConvert(pythonText(data), asked);
  const numbers = items.map((item) => numberOf(item) ?? 0);
  if (!asked && natural === 'float32' && numbers.some((number) => exceeds(number, LARGEST_FLOAT32))) {
    const message = "Can't convert Python sequence with a value out of range for a double-precision float.";
    throw new FrameworkError('ValueError', message);
  }
  return fromNumbers(numbers, shape, asked ?? natural);
}

/** Whether a tensor of these numbers needs 64 bits in TensorFlow, which the device does not have. */
export function needs64Bits(data: Value<TfTensor>, asked: DataType | null): boolean {
  const numbers = itemsOf(data, shapeOf(data), 0).map((item) => numberOf(item) ?? 0);
  const dtype = asked ?? naturalTypeOf(data);
  if (dtype === 'float64') return numbers.some((number) => exceeds(number, LARGEST_FLOAT32));
  const isWhole = dtype === 'int64' || (dtype === 'int32' && !asked);
  return isWhole && numbers.some((number) => exceeds(number, LARGEST_INT32));
}

function exceeds(number: number, largest: number): boolean {
  return Number.isFinite(number) && Math.abs(number) > largest;
}

/** Numbers row by row as a tensor. */
export function fromNumbers(numbers: readonly number[], shape: readonly number[], dtype: DataType): TfTensor {
  return new TfTensor(makeTensor([...numbers], [...shape], deviceType(dtype)), dtype);
}

/** Whether a value's type has a place in another without loss. */
export function fits(natural: DataType, asked: DataType): boolean {
  if (natural === asked) return true;
  if (isFloatType(natural)) return isFloatType(asked);
  if (natural === 'bool') return isIntegerType(asked);
  return asked !== 'bool';
}

/** The type that a number or list of Python has by itself. */
export function naturalTypeOf(value: Value<TfTensor>): DataType {
  return naturalType(itemsOf(value, shapeOf(value), 0));
}

function naturalType(items: readonly Value<TfTensor>[]): DataType {
  const [first] = items;
  if (first === undefined || items.some((item) => item instanceof PythonFloat)) return 'float32';
  if (typeof first !== 'boolean') return 'int32';
  if (items.every((item) => typeof item === 'boolean')) return 'bool';
  throw new FrameworkError('ValueError', "Can't convert Python sequence with mixed types to Tensor.");
}

function shapeOf(data: Value<TfTensor>): readonly number[] {
  const shape: number[] = [];
  for (let level: Value<TfTensor> | undefined = data; level !== undefined && isList(level); [level] = level) {
    shape.push(level.length);
  }
  return shape;
}

function itemsOf(data: Value<TfTensor>, shape: readonly number[], depth: number): readonly Value<TfTensor>[] {
  if (isList(data)) {
    if (data.length === shape[depth]) return data.flatMap((item) => itemsOf(item, shape, depth + 1));
  } else if (depth === shape.length) {
    if (numberOf(data) !== null) return [data];
    const type = data instanceof NumpyArray ? 'a NumPy array' : `a ${typeNameOf(data)}`;
    throw new FrameworkError('ValueError', `Attempt to convert ${type} to a Tensor.`);
  }
  throw new FrameworkError('ValueError', "Can't convert non-rectangular Python sequence to Tensor.");
}

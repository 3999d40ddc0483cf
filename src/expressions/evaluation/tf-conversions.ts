/** Creation and conversion of tensors in TensorFlow. */
import * as tf from '@tensorflow/tfjs-core';
import * as torch from '../../torch/index.ts';
import type { DataType } from '../data-types.ts';
import { FrameworkError } from './framework-error.ts';
import type { Given } from './given.ts';
import { constant, fromNumbers, needs64Bits } from './tf-constant.ts';
import { kernelError, notAllowed } from './tf-errors.ts';
import { deviceType, isFloatType, isIntegerType, TfTensor } from './tf-tensor.ts';
import { tensorOf } from './torch-operands.ts';
import { isList, NumpyArray, PythonFloat, type Value } from './value.ts';

type Compute = (given: Given<TfTensor>) => Value<TfTensor>;

function filled(shape: readonly number[], value: number, dtype: DataType): TfTensor {
  const negative = shape.findIndex((size) => size < 0);
  if (negative >= 0) throw kernelError('Fill', `Dimension ${shape[negative] ?? 0} must be >= 0`);
  return fromNumbers(new Array<number>(shape.reduce((product, size) => product * size, 1)).fill(value), shape, dtype);
}

function range(given: Given<TfTensor>): TfTensor {
  const names = ['start', 'stop', 'step'].filter((name) => given.has(name));
  const numbers = names.map((name) => given.number(name));
  const [start = 0, stop = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  if (step === 0) throw kernelError('Range', 'Requires delta != 0: 0');
  if ((stop - start) * step < 0) {
    const sign = step > 0 ? ['<=', '>'] : ['>=', '<'];
    throw kernelError('Range', `Requires start ${sign[0] ?? ''} limit when delta ${sign[1] ?? ''} 0: ${start}/${stop}`);
  }
  const count = Math.ceil((stop - start) / step);
  given.requireFew(count);
  const isFloat = names.some((name) => given.isFloat(name));
  const values = Array.from({ length: count }, (_, place) => start + place * step);
  return fromNumbers(values, [count], isFloat ? 'float32' : 'int32');
}

function linspace(given: Given<TfTensor>): TfTensor {
  const [start, stop, count] = [given.number('start'), given.number('stop'), given.integer('num')];
  given.requireFew(count);
  if (count < 1) throw kernelError('LinSpace', `Requires num > 0: ${count}`);
  const step = count > 1 ? (stop - start) / (count - 1) : 0;
  const values = Array.from({ length: count }, (_, place) =>
    place === count - 1 && count > 1 ? stop : start + place * step,
  );
  const isFloat = given.isFloat('start') || given.isFloat('stop');
  return fromNumbers(values, [count], isFloat ? 'float32' : 'float64');
}

function oneHot(given: Given<TfTensor>): TfTensor {
  const { values, dtype } = given.tensor('x');
  if (!isIntegerType(dtype)) throw notAllowed(dtype, 'uint8, int8, int32, int64', 'TI');
  const depth = given.integer('depth');
  given.requireFew(values.size * depth);
  const classes = tf.range(0, depth, 1, 'int32');
  return new TfTensor(tf.cast(tf.equal(tf.expandDims(values, -1), classes), 'float32'), 'float32');
}

function cast({ values, dtype }: TfTensor, wanted: DataType): TfTensor {
  if (wanted === 'bool' && dtype !== 'bool') return new TfTensor(tf.notEqual(values, tf.zerosLike(values)), 'bool');
  return new TfTensor(tf.cast(values, deviceType(wanted)), wanted);
}

/** The values as memory that can be changed: a copy. */
function toArray(given: Given<TfTensor>): NumpyArray {
  const tensor = given.tensor('x');
  const values = Array.from(given.read(tensor));
  const dtype = isFloatType(tensor.dtype) ? 'float32' : tensor.dtype === 'bool' ? 'bool' : 'int64';
  return new NumpyArray(torch.tensor(values, { dtype }).view(tensor.shape), tensor.dtype);
}

/** A tensor with a copy of an array's values. */
function fromArray(given: Given<TfTensor>): TfTensor {
  const { memory, dtype } = given.array('a');
  return new TfTensor(tf.cast(tf.clone(memory.values), deviceType(dtype)), dtype);
}

function item(given: Given<TfTensor>): Value<TfTensor> {
  const { values, dtype } = given.tensor('x');
  const [value] = values.size === 1 ? Array.from(given.read(given.tensor('x'))) : [];
  if (value === undefined) {
    throw new FrameworkError('ValueError', 'can only convert an array of size 1 to a Python scalar');
  }
  if (dtype === 'bool') return value !== 0;
  return isFloatType(dtype) ? new PythonFloat(value) : value;
}

export const tfConversions = {
  tensor: (given) => {
    const data = given.value('data');
    if (data instanceof TfTensor) return data;
    if (isList(data) && data.some((part) => part instanceof TfTensor)) {
      throw given.refuse('A list of tensors is no list of numbers.', 'Join them: stack([a, b]).');
    }
    if (containsText(data)) throw given.refuse('Tensors of text are left out here.', 'Write numbers.');
    const dtype = given.type('dtype');
    if (needs64Bits(data, dtype)) {
      throw given.refuse('TensorFlow needs 64 bits for these numbers; here it has 32.', 'Write smaller ones.');
    }
    return constant(data, dtype);
  },
  zeros: (given) => filled(given.shape('shape'), 0, given.type('dtype') ?? 'float32'),
  ones: (given) => filled(given.shape('shape'), 1, given.type('dtype') ?? 'float32'),
  full: (given) => {
    const value = constant(given.value('fill_value'));
    const [number = 0] = Array.from(given.read(value));
    return filled(given.shape('shape'), number, value.dtype);
  },
  zeros_like: (given) => filled(given.tensor('x').shape, 0, given.tensor('x').dtype),
  ones_like: (given) => filled(given.tensor('x').shape, 1, given.tensor('x').dtype),
  arange: range,
  linspace,
  eye: (given) => {
    given.requireFew(given.integer('n') ** 2);
    return new TfTensor(tf.eye(given.integer('n')), 'float32');
  },
  one_hot: oneHot,
  cast: (given) => cast(given.tensor('x'), given.type('dtype') ?? given.tensor('x').dtype),
  numpy: toArray,
  from_numpy: fromArray,
  array: (given) => new NumpyArray(tensorOf(numbersOf(given), 'float32'), 'float32'),
  item,
  size: (given) => constant(given.tensor('x').values.size),
  rank: (given) => constant(given.tensor('x').ndim),
} satisfies Readonly<Record<string, Compute>>;

function containsText(data: Value<TfTensor>): boolean {
  return isList(data) ? data.some(containsText) : typeof data === 'string';
}

/** Nested numbers, in which there are no tensors. */
function numbersOf(given: Given<TfTensor>): Value<torch.Tensor> {
  const plain = (value: Value<TfTensor>): Value<torch.Tensor> => {
    if (isList(value)) return value.map(plain);
    if (!(value instanceof TfTensor)) return value;
    throw given.refuse('An array is made from numbers here.', 'Convert a tensor: numpy(x).');
  };
  return plain(given.value('data'));
}

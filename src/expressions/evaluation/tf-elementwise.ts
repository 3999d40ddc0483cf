/** Functions of each element, by TensorFlow's rules of types. */
import * as tf from '@tensorflow/tfjs-core';
import type { DataType } from '../data-types.ts';
import type { Given } from './given.ts';
import { mismatch, notAllowed } from './tf-errors.ts';
import { isFloatType, TfTensor } from './tf-tensor.ts';

type Compute = (given: Given<TfTensor>) => TfTensor;
type Kernel = (values: tf.Tensor) => tf.Tensor;

const COMPLEX = 'bfloat16, half, float, double, complex64, complex128';
const REAL = 'bfloat16, half, float, double';

/** A function of floats alone. */
const ofFloats =
  (kernel: Kernel, allowed = COMPLEX, result?: DataType): Compute =>
  (given) => {
    const { values, dtype } = given.tensor('x');
    if (!isFloatType(dtype)) throw notAllowed(dtype, allowed);
    return new TfTensor(kernel(values), result ?? dtype);
  };

/** A function of all numbers, which keeps their type. */
const ofNumbers =
  (kernel: Kernel, allowed: string): Compute =>
  (given) => {
    const { values, dtype } = given.tensor('x');
    if (dtype === 'bool') throw notAllowed(dtype, allowed);
    return new TfTensor(kernel(values), dtype);
  };

export const tfElementwise = {
  abs: ofNumbers(tf.abs, 'bfloat16, half, float, double, int8, int16, int32, int64'),
  negative: (given: Given<TfTensor>) => negative(given.tensor('x')),
  exp: ofFloats(tf.exp),
  log: ofFloats(tf.log),
  log1p: ofFloats(tf.log1p),
  sqrt: ofFloats(tf.sqrt),
  rsqrt: ofFloats(tf.rsqrt),
  square: ofNumbers(
    (values) => tf.mul(values, values),
    'bfloat16, half, float, double, int8, int16, int32, int64, uint8, uint16, uint32, uint64, complex64, complex128',
  ),
  reciprocal: ofFloats(tf.reciprocal),
  sin: ofFloats(tf.sin),
  cos: ofFloats(tf.cos),
  tanh: ofFloats(tf.tanh),
  sigmoid: ofFloats(tf.sigmoid),
  relu: ofNumbers(
    tf.relu,
    'float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64, qint8',
  ),
  erf: ofFloats(tf.erf, REAL),
  floor: ofFloats(tf.floor, REAL),
  ceil: ofFloats(tf.ceil, REAL),
  round: ofNumbers(
    (values) => (values.dtype === 'int32' ? tf.clone(values) : tf.round(values)),
    'bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128',
  ),
  sign: ofNumbers(
    (values) => tf.cast(tf.sign(tf.cast(values, 'float32')), values.dtype),
    'bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128',
  ),
  isnan: ofFloats(tf.isNaN, REAL, 'bool'),
  isfinite: ofFloats(tf.isFinite, REAL, 'bool'),
  logical_not: (given: Given<TfTensor>) => logicalNot(given.tensor('x'), 'LogicalNot'),
};

export function negative({ values, dtype }: TfTensor): TfTensor {
  if (dtype === 'bool') {
    throw notAllowed(dtype, 'bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128');
  }
  return new TfTensor(tf.neg(values), dtype);
}

export function logicalNot({ values, dtype }: TfTensor, op: string): TfTensor {
  if (dtype !== 'bool') throw mismatch(op, 0, 'bool', dtype);
  return new TfTensor(tf.logicalNot(values), 'bool');
}

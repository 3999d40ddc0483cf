/** Functions of many elements together, by TensorFlow's rules of types. */
import * as tf from '@tensorflow/tfjs-core';
import type { Given } from './given.ts';
import { FrameworkError } from './framework-error.ts';
import { kernelError, mismatch, notAllowed } from './tf-errors.ts';
import { axisOf, exchanged } from './tf-shapes.ts';
import { deviceType, isFloatType, isIntegerType, TfTensor } from './tf-tensor.ts';

type Compute = (given: Given<TfTensor>) => TfTensor;
type Kernel = (values: tf.Tensor, axes: number[], keepdims: boolean) => tf.Tensor;

const SUMMED =
  'float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32, bfloat16, qint16, quint16, uint16, ' +
  'complex128, half, uint32, uint64';
const ORDERED =
  'float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64, qint8, quint8, qint32, ' +
  'qint16, quint16';

const reduction =
  (op: string, kernel: Kernel, allowed: string): Compute =>
  (given) => {
    const { values, dtype } = given.tensor('x');
    if (dtype === 'bool') throw notAllowed(dtype, allowed);
    const reduced = kernel(values, axesOf(given, op), given.boolean('keepdims'));
    return new TfTensor(tf.cast(reduced, deviceType(dtype)), dtype);
  };

const ofBooleans =
  (op: string, kernel: Kernel): Compute =>
  (given) => {
    const { values, dtype } = given.tensor('x');
    if (dtype !== 'bool') throw mismatch(op, 0, 'bool', dtype);
    return new TfTensor(kernel(values, axesOf(given, op), given.boolean('keepdims')), 'bool');
  };

/** The axes counted from 0; all of them where none is given. */
function axesOf(given: Given<TfTensor>, op: string): number[] {
  const { ndim, shape } = given.tensor('x');
  return (given.axes('axis') ?? shape.map((_, axis) => axis)).map((axis) => {
    if (axis >= -ndim && axis < ndim) return axis < 0 ? axis + ndim : axis;
    throw kernelError(op, `Invalid reduction dimension (${axis} for input with ${ndim} dimension(s)`);
  });
}

const position =
  (op: string, kernel: (values: tf.Tensor, axis: number) => tf.Tensor): Compute =>
  (given) => {
    const { values, ndim } = given.tensor('x');
    return new TfTensor(kernel(values, axisOf(given, ndim, op)), 'int64');
  };

const running =
  (op: string, kernel: (values: tf.Tensor, axis: number) => tf.Tensor): Compute =>
  (given) => {
    const { values, dtype, ndim } = given.tensor('x');
    return new TfTensor(kernel(values, axisOf(given, ndim, op)), dtype);
  };

const softmaxLike =
  (op: string, kernel: (values: tf.Tensor) => tf.Tensor): Compute =>
  (given) => {
    const { values, dtype, ndim } = given.tensor('x');
    if (!isFloatType(dtype)) throw notAllowed(dtype, 'half, bfloat16, float, double');
    const axis = axisOf(given, ndim, op);
    if (axis === ndim - 1) return new TfTensor(kernel(values), dtype);
    // The kernels take the last axis alone; TensorFlow transposes for the others too.
    const order = exchanged(ndim, axis, ndim - 1);
    return new TfTensor(tf.transpose(kernel(tf.transpose(values, order)), order), dtype);
  };

/** The last axis sorted upwards: what is largest after a change of sign comes first. */
function ordered(given: Given<TfTensor>): { readonly values: tf.Tensor; readonly indices: tf.Tensor } {
  const { values, ndim, shape } = given.tensor('x');
  const axis = axisOf(given, ndim, 'TopKV2', -1);
  const order = exchanged(ndim, axis, ndim - 1);
  const top = tf.topk(tf.neg(tf.transpose(values, order)), shape[axis] ?? 1, true);
  return { values: tf.transpose(tf.neg(top.values), order), indices: tf.transpose(top.indices, order) };
}

function requireReal(given: Given<TfTensor>): TfTensor {
  const tensor = given.tensor('x');
  if (isFloatType(tensor.dtype)) return tensor;
  const message = `Input must be either real or complex. Received integer type <dtype: '${tensor.dtype}'>.`;
  throw new FrameworkError('TypeError', message);
}

/** Of whole numbers the mean is cut off towards zero. */
const meanOf: Kernel = (values, axes, keepdims) => {
  if (values.dtype !== 'int32') return tf.mean(values, axes, keepdims);
  const count = axes.reduce((product, axis) => product * (values.shape[axis] ?? 1), 1);
  const quotient = tf.div(tf.cast(tf.sum(values, axes, keepdims), 'float32'), count);
  return tf.mul(tf.sign(quotient), tf.floor(tf.abs(quotient)));
};

export const tfReductions = {
  sum: reduction('Sum', (values, axes, keepdims) => tf.sum(values, axes, keepdims), SUMMED),
  mean: reduction('Mean', meanOf, SUMMED),
  prod: reduction('Prod', (values, axes, keepdims) => tf.prod(values, axes, keepdims), SUMMED),
  max: reduction('Max', (values, axes, keepdims) => tf.max(values, axes, keepdims), ORDERED),
  min: reduction('Min', (values, axes, keepdims) => tf.min(values, axes, keepdims), ORDERED),
  all: ofBooleans('All', (values, axes, keepdims) => tf.all(values, axes, keepdims)),
  any: ofBooleans('Any', (values, axes, keepdims) => tf.any(values, axes, keepdims)),
  logsumexp: (given: Given<TfTensor>) => {
    const { values, dtype } = given.tensor('x');
    if (!isFloatType(dtype)) throw notAllowed(dtype, 'bfloat16, half, float, double');
    return new TfTensor(tf.logSumExp(values, axesOf(given, 'Max'), given.boolean('keepdims')), dtype);
  },
  std: (given: Given<TfTensor>) => {
    const { values, dtype } = requireReal(given);
    return new TfTensor(tf.sqrt(tf.moments(values, axesOf(given, 'Mean')).variance), dtype);
  },
  var: (given: Given<TfTensor>) => {
    const { values, dtype } = requireReal(given);
    return new TfTensor(tf.moments(values, axesOf(given, 'Mean')).variance, dtype);
  },
  count_nonzero: (given: Given<TfTensor>) => {
    const { values } = given.tensor('x');
    const counted = tf.cast(tf.notEqual(tf.cast(values, 'float32'), 0), 'int32');
    return new TfTensor(tf.sum(counted, axesOf(given, 'Sum')), 'int64');
  },
  argmax: position('ArgMax', (values, axis) => tf.argMax(values, axis)),
  argmin: position('ArgMin', (values, axis) => tf.argMin(values, axis)),
  cumsum: running('Cumsum', (values, axis) => tf.cumsum(values, axis)),
  cumprod: running('Cumprod', (values, axis) => tf.cumprod(values, axis)),
  softmax: softmaxLike('Softmax', (values) => tf.softmax(values)),
  log_softmax: softmaxLike('LogSoftmax', (values) => tf.logSoftmax(values)),
  sort: (given: Given<TfTensor>) => new TfTensor(ordered(given).values, given.tensor('x').dtype),
  argsort: (given: Given<TfTensor>) => new TfTensor(ordered(given).indices, 'int32'),
  topk: (given: Given<TfTensor>) => {
    const { values, dtype, shape } = given.tensor('x');
    const [k, size] = [given.integer('k'), shape.at(-1) ?? 0];
    if (k > size) throw kernelError('TopKV2', `input must have at least k columns. Had ${size}, needed ${k}`);
    const top = tf.topk(values, k, true);
    return [new TfTensor(top.values, dtype), new TfTensor(top.indices, 'int32')];
  },
};

/** The sum of the diagonal of each matrix; whole numbers stay whole. */
export function trace({ values, dtype }: TfTensor): TfTensor {
  const floats = tf.cast(values, 'float32');
  const [rows = 1, columns = 1] = values.shape.slice(-2);
  const diagonal = tf.mul(floats, tf.eye(rows, columns));
  const total = tf.sum(diagonal, [values.rank - 2, values.rank - 1]);
  return new TfTensor(isIntegerType(dtype) ? tf.cast(total, 'int32') : total, dtype);
}

/** How elementwise operations compute: on the host where exact integers demand it, else on the device. */
import * as tf from '@tensorflow/tfjs-core';
import { promoteTypes, typeOfScalar, type DType } from '../dtype.ts';
import { broadcastShapes, contiguousStrides, sameShape, type Shape } from '../shape.ts';
import { rowByRow, Storage, type AxisOrder, type HostValues } from '../storage.ts';
import { positions } from '../strided.ts';
import { Tensor } from '../tensor.ts';

/** A tensor, or a number that takes part as a tensor without axes. */
export type Operand = Tensor | number | boolean;

/** A tensor with new values from the device, stored in `order`. Frees what `compute` made on the way. */
export function fromDevice(compute: () => tf.Tensor, order?: AxisOrder): Tensor {
  // A clone, because what is computed may be the values of another tensor.
  return new Tensor(
    Storage.fromDevice(
      tf.tidy(() => tf.clone(compute())),
      order,
    ),
  );
}

/** A tensor with values that the host knows, row by row. */
export function fromHost(values: HostValues, shape: Shape, dtype: DType): Tensor {
  return new Tensor(Storage.fromHost(values, shape, dtype));
}

/** A float32 function of each element; integers are converted first. Keeps the order in memory. */
export function floatUnary(input: Tensor, compute: (values: tf.Tensor) => tf.Tensor): Tensor {
  const { order } = input;
  return fromDevice(() => compute(input.floatsIn(order)), order);
}

interface Kernel {
  readonly host: (value: number) => number;
  readonly device: (values: tf.Tensor) => tf.Tensor;
}

/** A function of each element that keeps the type, as negation does. */
export function sameTypeUnary(input: Tensor, { host, device }: Kernel): Tensor {
  const values = input.dtype === 'int64' ? input.hostValues : null;
  if (values) return fromHost(values.map(host), input.shape, input.dtype);
  const { order } = input;
  return fromDevice(() => device(input.valuesIn(order)), order);
}

/**
 * The type of a result of two operands. A JavaScript number counts as an integer if it is whole.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.result_type.html
 */
export function resultType(a: Operand, b: Operand): DType {
  return promoteTypes(typeOfOperand(a), typeOfOperand(b));
}

function typeOfOperand(operand: Operand): DType {
  return operand instanceof Tensor ? operand.dtype : typeOfScalar(operand);
}

interface BinaryKernel {
  /** On exact integers; booleans are 0 and 1. */
  readonly host: (a: number, b: number) => number;
  readonly device: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
}

/** A function of pairs of elements, broadcast. `type` is the type in which it computes; comparisons give booleans. */
export function binary(
  a: Operand,
  b: Operand,
  { host, device }: BinaryKernel,
  { type = resultType(a, b), result = type }: { readonly type?: DType; readonly result?: DType } = {},
): Tensor {
  const shape = broadcastShapes(shapeOf(a), shapeOf(b));
  if (type !== 'float32') {
    const [valuesA, valuesB] = [hostOperand(a, shape), hostOperand(b, shape)];
    if (valuesA && valuesB) {
      const values = valuesA.map((value, index) => host(value, valuesB[index] ?? 0));
      return fromHost(result === 'bool' ? Uint8Array.from(values, truth) : values, shape, result);
    }
  }
  const order = commonOrder(a, b, shape);
  return fromDevice(() => {
    const values = device(deviceOperand(a, type, order), deviceOperand(b, type, order));
    return result === 'bool' && values.dtype !== 'bool' ? tf.notEqual(values, tf.zerosLike(values)) : values;
  }, order);
}

/** A sum of booleans is true where one of them is. */
function truth(value: number): number {
  return value === 0 ? 0 : 1;
}

/** @throws {TypeError} for what is neither a tensor nor a number. */
export function shapeOf(operand: Operand): Shape {
  if (operand instanceof Tensor) return operand.shape;
  if (typeof operand === 'number' || typeof operand === 'boolean') return [];
  throw new TypeError(`unsupported operand: expected a tensor or a number, got ${typeof operand}.`);
}

/** The tensor that an operand is, or null for a number: what an operation is recorded with. */
export function tensorOrNull(operand: Operand): Tensor | null {
  return operand instanceof Tensor ? operand : null;
}

/** The order in memory of an operand that has the shape of the result, so that it need not be moved. */
function commonOrder(a: Operand, b: Operand, shape: Shape): AxisOrder {
  const full = [a, b].find((operand) => operand instanceof Tensor && sameShape(operand.shape, shape));
  return full instanceof Tensor ? full.order : rowByRow(shape);
}

function deviceOperand(operand: Operand, type: DType, order: AxisOrder): tf.Tensor {
  const deviceType = type === 'float32' ? 'float32' : 'int32';
  if (!(operand instanceof Tensor)) return tf.scalar(Number(operand), deviceType);
  const { ndim, shape } = operand;
  if (ndim === 0) return cast(operand, deviceType, []);
  if (ndim === order.length) return cast(operand, deviceType, order);
  const padded = [...new Array<number>(order.length - ndim).fill(1), ...shape];
  const values = tf.reshape(cast(operand, deviceType, rowByRow(shape)), padded);
  return sameShape(order, rowByRow(padded)) ? values : tf.transpose(values, [...order]);
}

function cast(operand: Tensor, type: 'float32' | 'int32', order: AxisOrder): tf.Tensor {
  if (type === 'float32') return operand.floatsIn(order);
  const values = operand.valuesIn(order);
  return values.dtype === type ? values : tf.cast(values, type);
}

/** The values of an operand repeated to `shape`, where the host knows them. */
function hostOperand(operand: Operand, shape: Shape): Float64Array | null {
  if (!(operand instanceof Tensor)) {
    return new Float64Array(shape.reduce((product, size) => product * size, 1)).fill(Number(operand));
  }
  const values = operand.hostValues;
  if (!values) return null;
  const missing = shape.length - operand.ndim;
  const own = contiguousStrides(operand.shape);
  const strides = shape.map((_, axis) => ((operand.shape[axis - missing] ?? 1) === 1 ? 0 : (own[axis - missing] ?? 0)));
  return Float64Array.from(positions({ shape, strides, offset: 0 }), (position) => values[position] ?? 0);
}

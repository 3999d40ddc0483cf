/** Operations on pairs of elements, with TensorFlow's rules: types are never promoted. */
import * as tf from '@tensorflow/tfjs-core';
import type { DataType } from '../data-types.ts';
import { FrameworkError } from './framework-error.ts';
import { pythonText } from './python-arithmetic.ts';
import { constant, fits, naturalTypeOf } from './tf-constant.ts';
import { cannotConvert, kernelError, mismatch, notAllowed, shapeText } from './tf-errors.ts';
import { isFloatType, isIntegerType, TfTensor } from './tf-tensor.ts';
import type { Value } from './value.ts';

const NUMBERS =
  'bfloat16, half, float, double, uint8, uint16, uint32, uint64, int8, int16, int32, int64, complex64, complex128';

/** An operation on pairs: TensorFlow's name of it, its kernel, and what is special. */
export interface PairOperation {
  readonly op: string;
  readonly compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
  /** Type of the result where it is not the operands' own. */
  readonly result?: DataType;
  /** The types that the error names where booleans are not among them; without it they are. */
  readonly withoutBooleans?: string;
  /** The one type of operands that there is. */
  readonly only?: DataType;
  /** How a number that does not fit is told: as of an operand of a wrong type, or as one that cannot be converted. */
  readonly converts?: 'first';
  /** Number of the first operand among the inputs of TensorFlow’s operation. */
  readonly firstInput?: number;
}

export const pairs = {
  add: { op: 'AddV2', compute: tf.add, withoutBooleans: NUMBERS },
  subtract: { op: 'Sub', compute: tf.sub, withoutBooleans: NUMBERS, converts: 'first' },
  multiply: { op: 'Mul', compute: tf.mul, withoutBooleans: NUMBERS, converts: 'first' },
  floor_divide: { op: 'FloorDiv', compute: tf.floorDiv, withoutBooleans: NUMBERS, converts: 'first' },
  remainder: { op: 'FloorMod', compute: tf.mod, withoutBooleans: NUMBERS },
  pow: { op: 'Pow', compute: tf.pow, withoutBooleans: NUMBERS, converts: 'first' },
  maximum: { op: 'Maximum', compute: tf.maximum, withoutBooleans: NUMBERS },
  minimum: { op: 'Minimum', compute: tf.minimum, withoutBooleans: NUMBERS },
  less: { op: 'Less', compute: tf.less, result: 'bool', withoutBooleans: NUMBERS, converts: 'first' },
  less_equal: { op: 'LessEqual', compute: tf.lessEqual, result: 'bool', withoutBooleans: NUMBERS, converts: 'first' },
  greater: { op: 'Greater', compute: tf.greater, result: 'bool', withoutBooleans: NUMBERS, converts: 'first' },
  greater_equal: {
    op: 'GreaterEqual',
    compute: tf.greaterEqual,
    result: 'bool',
    withoutBooleans: NUMBERS,
    converts: 'first',
  },
  equal: { op: 'Equal', compute: tf.equal, result: 'bool' },
  not_equal: { op: 'NotEqual', compute: tf.notEqual, result: 'bool' },
  clipped: { op: 'Minimum', compute: tf.minimum, withoutBooleans: NUMBERS, converts: 'first' },
  raised: { op: 'Maximum', compute: tf.maximum, withoutBooleans: NUMBERS, converts: 'first' },
  logical_and: { op: 'LogicalAnd', compute: tf.logicalAnd, only: 'bool' },
  logical_or: { op: 'LogicalOr', compute: tf.logicalOr, only: 'bool' },
  logical_xor: { op: 'LogicalXor', compute: (a, b) => tf.logicalXor(a, b), only: 'bool' },
} as const satisfies Readonly<Record<string, PairOperation>>;

/** The result of a pair operation. @throws {FrameworkError} as TensorFlow does, for types and shapes that do not fit. */
export function computePair(operation: PairOperation, left: Value<TfTensor>, right: Value<TfTensor>): TfTensor {
  const { op, compute, result, withoutBooleans, only, firstInput = 0 } = operation;
  const [a, b] = operandPair(operation, left, right);
  if (only) {
    for (const [place, { dtype }] of [a, b].entries()) if (dtype !== only) throw mismatch(op, place, only, dtype);
  }
  if (a.dtype !== b.dtype) throw mismatch(op, firstInput + 1, a.dtype, b.dtype);
  if (withoutBooleans !== undefined && a.dtype === 'bool') throw notAllowed('bool', withoutBooleans);
  requireBroadcast(op, a.shape, b.shape);
  return new TfTensor(compute(a.values, b.values), result ?? a.dtype);
}

/** The quotient: of whole numbers it is float64. */
export function divide(left: Value<TfTensor>, right: Value<TfTensor>): TfTensor {
  const [a, b] = [left, right].map((value, place) => {
    if (value instanceof TfTensor) return value;
    const other = place === 0 ? right : left;
    const natural = naturalTypeOf(value);
    return constant(value, other instanceof TfTensor && fits(natural, other.dtype) ? other.dtype : null);
  });
  if (!a || !b) throw new Error('A quotient has two operands.');
  if (a.dtype !== b.dtype) {
    const message = `\`x\` and \`y\` must have the same dtype, got tf.${a.dtype} != tf.${b.dtype}.`;
    throw new FrameworkError('TypeError', message);
  }
  if (a.dtype === 'bool')
    throw new FrameworkError('TypeError', 'Invalid dtype bool in __truediv__, expected one of {int, float}.');
  requireBroadcast('RealDiv', a.shape, b.shape);
  const isWhole = isIntegerType(a.dtype);
  const quotient = tf.div(tf.cast(a.values, 'float32'), tf.cast(b.values, 'float32'));
  return new TfTensor(quotient, isWhole ? 'float64' : a.dtype);
}

/** Both operands as tensors: a number or list takes the other's type where it fits. */
function operandPair(
  { op, converts }: Pick<PairOperation, 'op' | 'converts'>,
  left: Value<TfTensor>,
  right: Value<TfTensor>,
): readonly [TfTensor, TfTensor] {
  if (left instanceof TfTensor && right instanceof TfTensor) return [left, right];
  if (left instanceof TfTensor) return [left, beside(right, left.dtype, converts === 'first')];
  if (right instanceof TfTensor) return [beside(left, right.dtype, op !== 'SelectV2'), right];
  const first = constant(left);
  return [first, beside(right, first.dtype, false)];
}

function beside(value: Value<TfTensor>, dtype: DataType, mustFit: boolean): TfTensor {
  const natural = naturalTypeOf(value);
  if (fits(natural, dtype)) return constant(value, dtype);
  if (mustFit && !(dtype === 'bool')) throw cannotConvert(pythonText(value), dtype);
  // Beside booleans the first complaint is that these have no kernel.
  return dtype === 'bool' ? new TfTensor(tf.cast(constant(value).values, 'bool'), 'bool') : constant(value);
}

/** @throws {FrameworkError} when shapes do not broadcast. */
function requireBroadcast(op: string, a: readonly number[], b: readonly number[]): void {
  if (canBroadcast(a, b)) return;
  throw kernelError(op, `Incompatible shapes: ${shapeText(a)} vs. ${shapeText(b)}`);
}

export function canBroadcast(a: readonly number[], b: readonly number[]): boolean {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, place) => {
    const [sizeA, sizeB] = [a[a.length - 1 - place] ?? 1, b[b.length - 1 - place] ?? 1];
    return sizeA === sizeB || sizeA === 1 || sizeB === 1;
  }).every(Boolean);
}

/** The product of matrices, or of batches of them. */
export function matmul(left: Value<TfTensor>, right: Value<TfTensor>): TfTensor {
  const [a, b] = operandPair({ op: 'MatMul' }, left, right);
  const isBatch = a.ndim > 2 || b.ndim > 2;
  const op = isBatch ? 'BatchMatMulV2' : 'MatMul';
  if (a.dtype !== b.dtype) throw mismatch(op, 1, a.dtype, b.dtype);
  const wrong = [a, b].find(({ ndim }) => (isBatch ? ndim < 2 : ndim !== 2));
  if (wrong && isBatch) throw kernelError(op, `In[${wrong === a ? 0 : 1}] ndims must be >= 2: ${wrong.ndim}`);
  if (wrong) {
    const text =
      a.ndim === b.ndim
        ? `In[0] and In[1] ndims must be == 2: ${wrong.ndim}`
        : `In[0] and In[1] has different ndims: ${shapeText(a.shape)} vs. ${shapeText(b.shape)}`;
    throw kernelError(op, text);
  }
  if (a.shape.at(-1) !== b.shape.at(-2)) {
    const text = `Matrix size-incompatible: In[0]: ${shapeText(a.shape)}, In[1]: ${shapeText(b.shape)}`;
    throw kernelError(op, text);
  }
  if (isBatch && !canBroadcast(a.shape.slice(0, -2), b.shape.slice(0, -2))) {
    const text = `In[0] and In[1] must have compatible batch dimensions: ${shapeText(a.shape)} vs. ${shapeText(b.shape)}`;
    throw kernelError(op, text);
  }
  const product = tf.matMul(tf.cast(a.values, 'float32'), tf.cast(b.values, 'float32'));
  return new TfTensor(isFloatType(a.dtype) ? product : tf.cast(product, 'int32'), a.dtype);
}

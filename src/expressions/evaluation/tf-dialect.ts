/** TensorFlow's plain functions, which the Keras dialect does not have: over tfjs, with TensorFlow's types and errors. */
import * as tf from '@tensorflow/tfjs-core';
import { einsum } from '../../torch/operations/einsum.ts';
import { fromDevice } from '../../torch/operations/elementwise.ts';
import type { OperationName } from '../catalogue/catalogue.ts';
import type { BinaryOperator, ComparisonOperator } from '../syntax.ts';
import type { Dialect } from './dialect.ts';
import { FrameworkError } from './framework-error.ts';
import type { Given } from './given.ts';
import { constant, fromNumbers } from './tf-constant.ts';
import { tfConversions } from './tf-conversions.ts';
import { logicalNot, negative, tfElementwise } from './tf-elementwise.ts';
import { kernelError, mismatch, notAllowed, shapeText } from './tf-errors.ts';
import { index } from './tf-indexing.ts';
import { canBroadcast, computePair, divide, matmul, pairs, type PairOperation } from './tf-pairs.ts';
import { tfReductions, trace } from './tf-reductions.ts';
import { moved, tfShapes } from './tf-shapes.ts';
import { isFloatType, isIntegerType, TfTensor } from './tf-tensor.ts';
import { tensorAttribute, type Value } from './value.ts';

type Read = (tensor: TfTensor) => ArrayLike<number>;
type Compute = (given: Given<TfTensor>) => Value<TfTensor>;

const ARITHMETIC: Readonly<Partial<Record<BinaryOperator, PairOperation>>> = {
  '+': pairs.add,
  '-': pairs.subtract,
  '*': pairs.multiply,
  '//': pairs.floor_divide,
  '%': pairs.remainder,
  '**': pairs.pow,
};

const COMPARISONS: Readonly<Record<ComparisonOperator, PairOperation>> = {
  '<': pairs.less,
  '<=': pairs.less_equal,
  '>': pairs.greater,
  '>=': pairs.greater_equal,
  '==': pairs.equal,
  '!=': pairs.not_equal,
};

const LOGICAL: Readonly<Partial<Record<BinaryOperator, PairOperation>>> = {
  '&': pairs.logical_and,
  '|': pairs.logical_or,
  '^': pairs.logical_xor,
};

const BITWISE: Readonly<
  Partial<Record<BinaryOperator, readonly [op: string, compute: (a: number, b: number) => number]>>
> = {
  '&': ['BitwiseAnd', (a, b) => a & b],
  '|': ['BitwiseOr', (a, b) => a | b],
  '^': ['BitwiseXor', (a, b) => a ^ b],
};

const INTEGERS = 'int8, int16, int32, int64, uint8, uint16, uint32, uint64';

/** The TensorFlow dialect. @param read the values of a tensor, for masks, indices and divisors. */
export function tfDialect(read: Read): Dialect<TfTensor> {
  const binary = (operator: BinaryOperator, left: Value<TfTensor>, right: Value<TfTensor>): TfTensor => {
    if (operator === '@') return matmul(left, right);
    if (operator === '/') return divide(left, right);
    const first = [left, right].find((side) => side instanceof TfTensor);
    // The operator has a meaning for truth values that tf.multiply has not.
    if (operator === '*' && first?.dtype === 'bool') return computePair(pairs.logical_and, left, right);
    const operation = ARITHMETIC[operator];
    if (operation) return arithmetic(operation, left, right, read);
    return bits(operator, left, right, read);
  };
  return {
    isTensor: (value): value is TfTensor => value instanceof TfTensor,
    toTensor: (value) => constant(value),
    operations: operationsOf(read),
    unary: (operator, operand) => {
      if (operator === '-') return negative(operand);
      return operator === '~' ? inverted(operand) : operand;
    },
    binary,
    compare: (operator, left, right) => {
      const [a, b] = [left, right].map((value) => (value instanceof TfTensor ? value.shape : []));
      const isEquality = operator === '==' || operator === '!=';
      // Tensors of shapes that do not broadcast are simply not equal.
      if (isEquality && !canBroadcast(a ?? [], b ?? [])) return constant(operator === '!=');
      return computePair(COMPARISONS[operator], left, right);
    },
    index: (tensor, items) => index(tensor, items, read),
    assign: (_, items) => {
      const isList = items.some((item) => item instanceof TfTensor && item.values.size !== 1);
      if (isList)
        throw new FrameworkError('TypeError', 'only integer scalar arrays can be converted to a scalar index');
      const message = "'tensorflow.python.framework.ops.EagerTensor' object does not support item assignment";
      throw new FrameworkError('TypeError', message);
    },
    update: binary,
    attribute: tensorAttribute,
    numel: ({ values }) => values.size,
    ndim: ({ ndim }) => ndim,
    numbered: ({ shape, values }, first) =>
      fromNumbers(
        Array.from({ length: values.size }, (_, place) => first + place),
        shape,
        'int32',
      ),
  };
}

function operationsOf(read: Read): Readonly<Record<OperationName, Compute>> {
  const pair =
    (operation: PairOperation): Compute =>
    (given) =>
      arithmetic(operation, given.value('x'), given.value('y'), read);
  const { add, subtract, multiply, floor_divide, remainder, pow, maximum, minimum, equal, not_equal } = pairs;
  const { less, less_equal, greater, greater_equal, logical_and, logical_or, logical_xor } = pairs;
  return {
    ...tfConversions,
    ...tfElementwise,
    ...tfReductions,
    ...tfShapes,
    ...{ add: pair(add), subtract: pair(subtract), multiply: pair(multiply), remainder: pair(remainder) },
    ...{ floor_divide: pair(floor_divide), pow: pair(pow), maximum: pair(maximum), minimum: pair(minimum) },
    ...{ equal: pair(equal), not_equal: pair(not_equal), less: pair(less), less_equal: pair(less_equal) },
    ...{ greater: pair(greater), greater_equal: pair(greater_equal), logical_and: pair(logical_and) },
    ...{ logical_or: pair(logical_or), logical_xor: pair(logical_xor) },
    divide: (given) => divide(given.value('x'), given.value('y')),
    clip: (given) => {
      const low = computePair(pairs.clipped, given.value('max'), given.tensor('x'));
      return computePair(pairs.raised, low, given.value('min'));
    },
    where: (given) => {
      const condition = given.tensor('condition');
      if (condition.dtype !== 'bool') throw mismatch('SelectV2', 0, 'bool', condition.dtype);
      return computePair(selectBy(condition), given.value('x'), given.value('y'));
    },
    broadcast_to: (given) => {
      const tensor = given.tensor('x');
      const shape = given.shape('shape');
      const fitted = tensor.ndim <= shape.length && canBroadcast(tensor.shape, shape);
      const grows = tensor.shape.every((size, axis) => size === 1 || size === shape[axis + shape.length - tensor.ndim]);
      if (!fitted || !grows) {
        throw kernelError('BroadcastTo', `Incompatible shapes: ${shapeText(tensor.shape)} vs. ${shapeText(shape)}`);
      }
      return moved(tensor, (values) => tf.broadcastTo(values, [...shape]));
    },
    matmul: (given) => matmul(given.tensor('x'), given.tensor('y')),
    dot: (given) => {
      const [a, b] = [given.tensor('x'), given.tensor('y')];
      const [row, column] = [tf.reshape(a.values, [1, -1]), tf.reshape(b.values, [-1, 1])];
      const product = matmul(new TfTensor(row, a.dtype), new TfTensor(column, b.dtype));
      return new TfTensor(tf.reshape(product.values, []), product.dtype);
    },
    einsum: (given) => {
      const operands = given.tensors('operands');
      const [first] = operands;
      const other = operands.findIndex(({ dtype }) => dtype !== first?.dtype);
      if (first && other >= 0) throw mismatch('Einsum', other, first.dtype, operands[other]?.dtype ?? first.dtype);
      // tfjs has no einsum on WASM.
      const inputs = operands.map(({ values }) => fromDevice(() => tf.cast(values, 'float32')));
      const product = tf.clone(einsum(given.text('equation'), inputs).values);
      const isWhole = first !== undefined && isIntegerType(first.dtype);
      return new TfTensor(isWhole ? tf.cast(product, 'int32') : product, first?.dtype ?? 'float32');
    },
    trace: (given) => trace(given.tensor('x')),
    diag: (given) => {
      const { values, dtype } = given.tensor('x');
      const matrix = tf.mul(tf.expandDims(tf.cast(values, 'float32'), -1), tf.eye(values.shape.at(-1) ?? 1));
      return new TfTensor(tf.cast(matrix, values.dtype), dtype);
    },
    tril: (given) => band(given.tensor('x'), (row, column) => column <= row),
    triu: (given) => band(given.tensor('x'), (row, column) => column >= row),
  };
}

function selectBy(condition: TfTensor): PairOperation {
  return { op: 'SelectV2', compute: (a, b) => tf.where(condition.values, a, b), firstInput: 1 };
}

function arithmetic(operation: PairOperation, left: Value<TfTensor>, right: Value<TfTensor>, read: Read): TfTensor {
  const { op } = operation;
  if (right instanceof TfTensor ? isIntegerType(right.dtype) : typeof right === 'number') {
    const isWhole = left instanceof TfTensor ? isIntegerType(left.dtype) : typeof left === 'number';
    const values = right instanceof TfTensor ? Array.from(read(right)) : [Number(right)];
    if (isWhole && op.startsWith('Floor') && values.includes(0)) throw kernelError(op, 'Integer division by zero');
    if (isWhole && op === 'Pow' && values.some((value) => value < 0)) {
      throw kernelError(op, 'Integers to negative integer powers are not allowed');
    }
  }
  return computePair(operation, left, right);
}

/** `&`, `|` and `^`: of truth values, or of the bits of whole numbers, which tfjs cannot compute on every device. */
function bits(operator: BinaryOperator, left: Value<TfTensor>, right: Value<TfTensor>, read: Read): TfTensor {
  const logical = LOGICAL[operator];
  const [op, compute] = BITWISE[operator] ?? [];
  if (!logical || !op || !compute) throw new Error(`No operation of TensorFlow is ${operator}.`);
  const dtype = [left, right].find((side) => side instanceof TfTensor)?.dtype ?? 'int32';
  if (dtype === 'bool') return computePair(logical, left, right);
  if (isFloatType(dtype)) throw notAllowed(dtype, INTEGERS);
  return computePair(
    {
      op,
      compute: (a, b) => {
        const shape = tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
        const [first, second] = [a, b].map((side) =>
          Array.from(read(new TfTensor(tf.broadcastTo(side, shape), dtype))),
        );
        return tf.tensor(
          (first ?? []).map((value, place) => compute(value, second?.[place] ?? 0)),
          shape,
          'int32',
        );
      },
    },
    left,
    right,
  );
}

function inverted(tensor: TfTensor): TfTensor {
  if (tensor.dtype === 'bool') return logicalNot(tensor, 'LogicalNot');
  if (isFloatType(tensor.dtype)) throw notAllowed(tensor.dtype, INTEGERS);
  return new TfTensor(tf.sub(tf.neg(tensor.values), tf.scalar(1, 'int32')), tensor.dtype);
}

function band(tensor: TfTensor, keeps: (row: number, column: number) => boolean): TfTensor {
  const [rows = 1, columns = 1] = tensor.shape.slice(-2);
  const mask = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => Number(keeps(row, column))),
  );
  return moved(tensor, (values) =>
    tf.mul(values, tf.tensor2d(mask, [rows, columns], values.dtype === 'int32' ? 'int32' : 'float32')),
  );
}

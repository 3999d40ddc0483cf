import * as tf from '@tensorflow/tfjs-core';
import { named, type NamedArguments } from '../../calling-convention/named.ts';
import { NotImplementedError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { binary, fromDevice, fromHost, resultType, shapeOf, type Operand } from './elementwise.ts';
import { broadcastShapes, elementCount } from '../shape.ts';
import { isNotZero } from './kernels.ts';

type Logic = (input: Operand, ...values: NamedArguments<[other: Operand], ['other']>) => Tensor;

/** A function of truth values, which the device holds as 0 and 1: numbers count as true unless they are 0. */
function logic(
  name: string,
  host: (a: boolean, b: boolean) => boolean,
  device: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): Logic {
  const kernel = { host: (a: number, b: number) => Number(host(a !== 0, b !== 0)), device };
  return named(name, ['other'], (input: Operand, other: Operand): Tensor =>
    binary(truthOf(input), truthOf(other), kernel, { type: 'bool' }),
  );
}

/** Whether both are true. @source https://docs.pytorch.org/docs/stable/generated/torch.logical_and.html */
export const logicalAnd = logic(
  'logical_and',
  (a, b) => a && b,
  (a, b) => isNotZero(tf.mul(a, b)),
);

/**
 * Whether one of them or both are true.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.logical_or.html
 */
export const logicalOr = logic(
  'logical_or',
  (a, b) => a || b,
  (a, b) => isNotZero(tf.add(a, b)),
);

/**
 * Whether exactly one of them is true.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.logical_xor.html
 */
export const logicalXor = logic('logical_xor', (a, b) => a !== b, tf.notEqual);

/** Whether it is false, or 0. @source https://docs.pytorch.org/docs/stable/generated/torch.logical_not.html */
export function logicalNot(input: Tensor): Tensor {
  return logicalXor(input, true);
}

/**
 * Bits that both have; of booleans, whether both are true. Integers have to be known to the host.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.bitwise_and.html
 */
export const bitwiseAnd = named('bitwise_and', ['other'], (input: Operand, other: Operand): Tensor => {
  return bitwise('and', input, other, logicalAnd, (a, b) => a & b);
});

/**
 * Bits that one of them has; of booleans, whether one is true. Integers have to be known to the host.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.bitwise_or.html
 */
export const bitwiseOr = named('bitwise_or', ['other'], (input: Operand, other: Operand): Tensor => {
  return bitwise('or', input, other, logicalOr, (a, b) => a | b);
});

/**
 * Bits in which they differ; of booleans, whether they differ. Integers have to be known to the host.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.bitwise_xor.html
 */
export const bitwiseXor = named('bitwise_xor', ['other'], (input: Operand, other: Operand): Tensor => {
  return bitwise('xor', input, other, logicalXor, (a, b) => a ^ b);
});

/**
 * All bits turned over, which is -input - 1; of booleans, whether it is false.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.bitwise_not.html
 */
export function bitwiseNot(input: Tensor): Tensor {
  if (input.dtype === 'bool') return logicalNot(input);
  requireIntegers('not', input, 0);
  return input.neg().sub(1);
}

/** Whether each element is not a number. @source https://docs.pytorch.org/docs/stable/generated/torch.isnan.html */
export function isnan(input: Tensor): Tensor {
  return classify(input, tf.isNaN, 0);
}

/** Whether each element is infinite. @source https://docs.pytorch.org/docs/stable/generated/torch.isinf.html */
export function isinf(input: Tensor): Tensor {
  return classify(input, tf.isInf, 0);
}

/**
 * Whether each element is neither infinite nor nan.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.isfinite.html
 */
export function isfinite(input: Tensor): Tensor {
  return classify(input, tf.isFinite, 1);
}

function classify(input: Tensor, device: (values: tf.Tensor) => tf.Tensor, ofIntegers: 0 | 1): Tensor {
  const { order, shape } = input;
  if (input.dtype !== 'float32') {
    return fromHost(new Uint8Array(elementCount(shape)).fill(ofIntegers), shape, 'bool');
  }
  return fromDevice(() => device(input.valuesIn(order)), order);
}

function bitwise(
  name: string,
  input: Operand,
  other: Operand,
  ofBooleans: Logic,
  ofIntegers: (a: bigint, b: bigint) => bigint,
): Tensor {
  requireIntegers(name, input, other);
  if (resultType(input, other) === 'bool') return ofBooleans(input, other);
  const kernel = {
    // 32 bits are not enough for exact integers.
    host: (a: number, b: number) => Number(ofIntegers(BigInt(a), BigInt(b))),
    device: tf.add,
  };
  return binary(onHost(input), onHost(other), kernel, {});
}

/** The device has no kernel for bits, so that its integers are read. */
function onHost(operand: Operand): Operand {
  if (!(operand instanceof Tensor) || operand.hostValues) return operand;
  return fromHost(operand.numpySync(), operand.shape, operand.dtype);
}

function truthOf(operand: Operand): Operand {
  return operand instanceof Tensor ? castTo(operand, 'bool') : Boolean(operand);
}

function requireIntegers(name: string, input: Operand, other: Operand): void {
  broadcastShapes(shapeOf(input), shapeOf(other));
  if (resultType(input, other) !== 'float32') return;
  throw new NotImplementedError(
    `"bitwise_${name}_cpu" not implemented for 'Float': it takes int64 and bool. Of truth values use logicalAnd, ...`,
  );
}

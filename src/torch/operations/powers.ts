import * as tf from '@tensorflow/tfjs-core';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { mul } from './arithmetic.ts';
import { eq, ge } from './comparison.ts';
import { zerosLike } from './creation.ts';
import { div } from './division.ts';
import { binary, floatUnary, resultType, type Operand } from './elementwise.ts';
import { sumToShape } from './expand.ts';
import { log } from './exponential.ts';
import { logicalAnd } from './logic.ts';
import { where } from './where.ts';
import { functionOfResult, recordWithInput } from './unary.ts';

/**
 * input ^ exponent, broadcast; one of the two may be a number.
 *
 * @throws {RuntimeError} for an integer to a negative integer power.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.pow.html
 */
export const pow = named('pow', ['exponent'], (input: Operand, exponent: Operand): Tensor => {
  if (input instanceof Tensor) {
    return exponent instanceof Tensor ? powerOfTensors(input, exponent) : powerWithNumber(input, Number(exponent));
  }
  const base = Number(input);
  const result = power(input, exponent);
  if (!(exponent instanceof Tensor)) return result;
  return record(result, {
    name: 'PowBackward2',
    inputs: [exponent],
    saved: { result, exponent },
    backward: (gradient, saved) => [
      base === 0 ? powerOfZeroGradient(gradient, saved) : mul(gradient, mul(saved.result, Math.log(base))),
    ],
  });
});

/** 0 where the exponent of 0 is not negative, and no number elsewhere. */
function powerOfZeroGradient(gradient: Tensor, { result, exponent }: Omit<SavedPower, 'self'>): Tensor {
  return where(ge(exponent, 0), 0, mul(gradient, mul(result, -Infinity)));
}

/** input². @source https://docs.pytorch.org/docs/stable/generated/torch.square.html */
export function square(input: Tensor): Tensor {
  return pow(input, 2);
}

/** √input. The gradient at 0 is infinite. @source https://docs.pytorch.org/docs/stable/generated/torch.sqrt.html */
export const sqrt = functionOfResult('SqrtBackward0', tf.sqrt, (gradient, result) => div(gradient, mul(result, 2)));

/** 1 / √input. @source https://docs.pytorch.org/docs/stable/generated/torch.rsqrt.html */
export const rsqrt = functionOfResult('RsqrtBackward0', tf.rsqrt, (gradient, result) =>
  mul(mul(gradient, -0.5), pow(result, 3)),
);

function powerWithNumber(input: Tensor, exponent: number): Tensor {
  return recordWithInput('PowBackward0', numberPower(input, exponent), input, (gradient, self) =>
    exponent === 0 ? zerosLike(gradient) : mul(gradient, mul(pow(self, exponent - 1), exponent)),
  );
}

/** The usual exponents as products and roots, which are more exact than the general power. */
function numberPower(input: Tensor, exponent: number): Tensor {
  if (input.dtype === 'float32') {
    if (exponent === 2) return floatUnary(input, tf.square);
    if (exponent === 3) return floatUnary(input, (x) => tf.mul(x, tf.square(x)));
    if (exponent === 1) return floatUnary(input, tf.clone);
    if (exponent === 0.5) return floatUnary(input, tf.sqrt);
    if (exponent === -0.5) return floatUnary(input, tf.rsqrt);
    if (exponent === -1) return floatUnary(input, tf.reciprocal);
    if (exponent === -2) return floatUnary(input, (x) => tf.reciprocal(tf.square(x)));
  }
  return power(input, exponent);
}

function powerOfTensors(input: Tensor, other: Tensor): Tensor {
  const result = power(input, other);
  return record(result, {
    name: 'PowBackward1',
    inputs: [input, other],
    saved: { self: input, exponent: other, result },
    backward: (gradient, saved, needed) => [
      needed[0] ? sumToShape(gradientOfBase(gradient, saved.self, saved.exponent), input.shape) : null,
      needed[1] ? sumToShape(gradientOfExponent(gradient, saved), other.shape) : null,
    ],
  });
}

function gradientOfBase(gradient: Tensor, self: Tensor, exponent: Tensor): Tensor {
  const slope = mul(gradient, mul(exponent, pow(self, exponent.add(-1))));
  return where(eq(exponent, 0), 0, slope);
}

interface SavedPower {
  readonly self: Tensor;
  readonly exponent: Tensor;
  readonly result: Tensor;
}

function gradientOfExponent(gradient: Tensor, { self, exponent, result }: SavedPower): Tensor {
  const isFlat = logicalAnd(eq(self, 0), ge(exponent, 0));
  return where(isFlat, 0, mul(gradient, mul(result, log(self))));
}

function power(input: Operand, exponent: Operand): Tensor {
  if (!(exponent instanceof Tensor) && Number(exponent) < 0 && resultType(input, exponent) !== 'float32') {
    throw new RuntimeError(
      'Integers to negative integer powers are not allowed.',
      'Convert the base first: x.to(torch.float32).',
    );
  }
  // Of integers that are not written in the program, a negative power is rounded towards 0.
  return binary(input, exponent, { host: (a, b) => Math.trunc(a ** b), device: tf.pow });
}

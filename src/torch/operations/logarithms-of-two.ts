import * as tf from '@tensorflow/tfjs-core';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { Tensor } from '../tensor.ts';
import { mul, sub } from './arithmetic.ts';
import { eq, le } from './comparison.ts';
import { div } from './division.ts';
import { binary, shapeOf, type Operand } from './elementwise.ts';
import { log, sigmoid } from './exponential.ts';
import { sumToShape } from './expand.ts';
import { logOfOnePlus } from './kernels.ts';
import { logicalAnd } from './logic.ts';
import { where } from './where.ts';

/**
 * input · log(other), and 0 where the input is 0; broadcast. One of the two may be a number.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.xlogy.html
 */
export const xlogy = named('xlogy', ['other'], (input: Operand, other: Operand): Tensor => {
  const product = binary(input, other, { host: productOnHost, device: productWithLogarithm }, { type: 'float32' });
  const tensors = [input, other].filter((operand) => operand instanceof Tensor);
  const ofInput = (gradient: Tensor) =>
    where(logicalAnd(eq(input, 0), le(other, 0)), 0, mul(gradient, logarithmOf(other)));
  const ofOther = (gradient: Tensor) => div(mul(gradient, input), other);
  const [self, second] = [input, other];
  return record(product, {
    name: `XlogyBackward${self instanceof Tensor ? (second instanceof Tensor ? 0 : 2) : 1}`,
    inputs: tensors,
    saved: { ...(self instanceof Tensor && { self }), ...(second instanceof Tensor && { other: second }) },
    backward: (gradient) => [
      ...(self instanceof Tensor ? [sumToShape(ofInput(gradient), shapeOf(self))] : []),
      ...(second instanceof Tensor ? [sumToShape(ofOther(gradient), shapeOf(second))] : []),
    ],
  });
});

/**
 * log(e ^ input + e ^ other), without overflow; broadcast.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.logaddexp.html
 */
export const logaddexp = named('logaddexp', ['other'], (input: Tensor, other: Tensor): Tensor => {
  const result = binary(input, other, { host: sumOnHost, device: logarithmOfSum }, { type: 'float32' });
  return record(result, {
    name: 'LogaddexpBackward0',
    inputs: [input, other],
    saved: { self: input, other },
    backward: (gradient, saved) => [
      sumToShape(mul(gradient, sigmoid(sub(saved.self, saved.other))), input.shape),
      sumToShape(mul(gradient, sigmoid(sub(saved.other, saved.self))), other.shape),
    ],
  });
});

function productOnHost(a: number, b: number): number {
  return a === 0 ? 0 : a * Math.log(b);
}

function productWithLogarithm(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const product = tf.mul(a, tf.log(b));
  const isZero = tf.logicalAnd(tf.equal(a, 0), tf.equal(b, b));
  return tf.where(isZero, tf.zerosLike(product), product);
}

function sumOnHost(a: number, b: number): number {
  return Math.log(Math.exp(a) + Math.exp(b));
}

function logarithmOfSum(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const distance = tf.abs(tf.sub(a, b));
  // Two equal infinities are at no distance from each other.
  const finite = tf.where(tf.equal(a, b), tf.zerosLike(distance), distance);
  return tf.add(tf.maximum(a, b), logOfOnePlus(tf.exp(tf.neg(finite))));
}

function logarithmOf(operand: Operand): Operand {
  return operand instanceof Tensor ? log(operand) : Math.log(Number(operand));
}

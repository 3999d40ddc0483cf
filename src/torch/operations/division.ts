import * as tf from '@tensorflow/tfjs-core';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { mul, neg } from './arithmetic.ts';
import { binary, resultType, shapeOf, tensorOrNull, type Operand } from './elementwise.ts';
import { sumToShape } from './expand.ts';
import { truncated } from './kernels.ts';
import { zerosLike } from './creation.ts';
import { functionOfResult } from './unary.ts';

type RoundingMode = 'floor' | 'trunc';

/**
 * input / other, broadcast. Call: `div(input, other, { roundingMode })`. Integers give float32 unless the quotient is
 * rounded: `'trunc'` rounds it towards zero, `'floor'` downwards; null does not.
 *
 * @throws {RuntimeError} when an integer is divided by zero and the quotient is rounded.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.div.html
 */
export const div = named(
  'div',
  ['other', 'roundingMode'],
  (input: Operand, other: Operand, roundingMode: RoundingMode | null = null): Tensor => {
    if (roundingMode) return roundedQuotient(input, other, roundingMode);
    // As PyTorch's own graph has it: a number by a tensor is a product with the reciprocal.
    if (!(input instanceof Tensor) && other instanceof Tensor) return mul(reciprocal(other), input);
    const quotient = binary(input, other, { host: (a, b) => a / b, device: tf.div }, { type: 'float32' });
    const [self, divisor] = [tensorOrNull(input), tensorOrNull(other)];
    return record(quotient, {
      name: 'DivBackward0',
      inputs: [self, divisor],
      saved: { ...(divisor && { other: divisor }), ...(self && divisor?.requiresGrad && { self }) },
      savesNumber: true,
      backward: (gradient, _, needed) => [
        needed[0] ? sumToShape(div(gradient, other), shapeOf(input)) : null,
        needed[1] ? sumToShape(mul(neg(gradient), div(div(input, other), other)), shapeOf(other)) : null,
      ],
    });
  },
);

/** 1 / input. @source https://docs.pytorch.org/docs/stable/generated/torch.reciprocal.html */
export const reciprocal = functionOfResult('ReciprocalBackward0', tf.reciprocal, (gradient, result) =>
  mul(neg(gradient), mul(result, result)),
);

/**
 * input / other: `div` without rounding.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.true_divide.html
 */
export const trueDivide = named('true_divide', ['other'], (input: Operand, other: Operand): Tensor => {
  return div(input, other);
});

/** The quotient rounded downwards. @source https://docs.pytorch.org/docs/stable/generated/torch.floor_divide.html */
export const floorDivide = named('floor_divide', ['other'], (input: Operand, other: Operand): Tensor => {
  return roundedQuotient(input, other, 'floor');
});

/**
 * What is left of a division rounded downwards: has the sign of `other`, as Python's `%`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.remainder.html
 */
export const remainder = named('remainder', ['other'], (input: Operand, other: Operand): Tensor => {
  return rest(input, other, 'floor');
});

/**
 * What is left of a division rounded towards zero: has the sign of `input`, as C's fmod.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.fmod.html
 */
export const fmod = named('fmod', ['other'], (input: Operand, other: Operand): Tensor => {
  return rest(input, other, 'trunc');
});

/** PyTorch's long name. @source https://docs.pytorch.org/docs/stable/generated/torch.divide.html */
export const divide = div;

const ROUNDING = { floor: Math.floor, trunc: Math.trunc } as const;

function roundedQuotient(input: Operand, other: Operand, mode: RoundingMode): Tensor {
  requireDivisor(input, other);
  const device = (a: tf.Tensor, b: tf.Tensor) => {
    if (mode === 'floor' && a.dtype === 'int32') return tf.floorDiv(a, b);
    const quotient = tf.div(tf.cast(a, 'float32'), tf.cast(b, 'float32'));
    return tf.cast(mode === 'floor' ? tf.floor(quotient) : truncated(quotient), a.dtype);
  };
  const quotient = binary(input, other, { host: (a, b) => ROUNDING[mode](a / checked(b)), device });
  const tensors = [tensorOrNull(input), tensorOrNull(other)];
  return record(quotient, {
    name: 'DivBackward2',
    inputs: tensors,
    backward: () => tensors.map((tensor) => tensor && zerosLike(tensor)),
  });
}

function rest(input: Operand, other: Operand, mode: RoundingMode): Tensor {
  requireDivisor(input, other);
  const isFloor = mode === 'floor';
  const host = (a: number, b: number) => (isFloor ? floorModulo(a, checked(b)) : a % checked(b));
  const result = binary(input, other, { host, device: isFloor ? tf.mod : truncatedRest });
  const divisor = tensorOrNull(other);
  return record(result, {
    name: `${isFloor ? 'Remainder' : 'Fmod'}Backward${divisor ? 1 : 0}`,
    inputs: divisor ? [tensorOrNull(input), divisor] : [tensorOrNull(input)],
    backward: (gradient, _, needed) => [
      needed[0] ? sumToShape(gradient, shapeOf(input)) : null,
      needed[1] ? sumToShape(neg(mul(gradient, roundedQuotient(input, other, mode))), shapeOf(other)) : null,
    ],
  });
}

/** The remainder of the sizes is exact, where that of a rounded quotient is not. */
function truncatedRest(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.mul(tf.sign(a), tf.mod(tf.abs(a), tf.abs(b)));
}

function floorModulo(a: number, b: number): number {
  const result = a % b;
  return result !== 0 && result < 0 !== b < 0 ? result + b : result;
}

function checked(divisor: number): number {
  if (divisor === 0)
    throw new RuntimeError('ZeroDivisionError: an integer divided by zero', 'Convert to float32 first.');
  return divisor;
}

function requireDivisor(input: Operand, other: Operand): void {
  if (!(other instanceof Tensor) && resultType(input, other) !== 'float32') checked(Number(other));
}

import * as tf from '@tensorflow/tfjs-core';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { binary, sameTypeUnary, shapeOf, tensorOrNull, type Operand } from './elementwise.ts';
import { sumToShape } from './expand.ts';

/**
 * input + alpha · other, broadcast. Call: `add(input, other, { alpha })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.add.html
 */
export const add = named('add', ['other', 'alpha'], (input: Operand, other: Operand, alpha: number = 1): Tensor => {
  return record(binary(input, times(other, alpha), { host: (a, b) => a + b, device: tf.add }), {
    name: 'AddBackward0',
    inputs: [tensorOrNull(input), tensorOrNull(other)],
    backward: (gradient, _, needed) => [
      needed[0] ? sumToShape(gradient, shapeOf(input)) : null,
      needed[1] ? sumToShape(scaled(gradient, alpha), shapeOf(other)) : null,
    ],
  });
});

/**
 * input - alpha · other, broadcast. Call: `sub(input, other, { alpha })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.sub.html
 */
export const sub = named('sub', ['other', 'alpha'], (input: Operand, other: Operand, alpha: number = 1): Tensor => {
  if (!(input instanceof Tensor) && other instanceof Tensor) return rsub(other, input, alpha);
  return record(difference(input, other, alpha), {
    name: 'SubBackward0',
    inputs: [tensorOrNull(input), tensorOrNull(other)],
    backward: (gradient, _, needed) => [
      needed[0] ? sumToShape(gradient, shapeOf(input)) : null,
      needed[1] ? sumToShape(scaled(neg(gradient), alpha), shapeOf(other)) : null,
    ],
  });
});

/**
 * other - alpha · input: `sub` with its operands exchanged. Call: `rsub(input, other, { alpha })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.rsub.html
 */
export const rsub = named('rsub', ['other', 'alpha'], (input: Tensor, other: Operand, alpha: number = 1): Tensor => {
  const isTensor = other instanceof Tensor;
  return record(difference(other, input, alpha), {
    name: isTensor ? 'RsubBackward0' : 'RsubBackward1',
    inputs: isTensor ? [input, other] : [input],
    backward: (gradient, _, needed) => [
      needed[0] ? sumToShape(scaled(neg(gradient), alpha), input.shape) : null,
      needed[1] ? sumToShape(gradient, shapeOf(other)) : null,
    ],
  });
});

/**
 * input · other, element by element, broadcast.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.mul.html
 */
export const mul = named('mul', ['other'], (input: Operand, other: Operand): Tensor => {
  return record(binary(input, other, { host: (a, b) => a * b, device: tf.mul }), {
    name: 'MulBackward0',
    inputs: [tensorOrNull(input), tensorOrNull(other)],
    saved: savedFactors(input, other),
    savesNumber: true,
    backward: (gradient, _, needed) => [
      needed[0] ? sumToShape(mul(gradient, other), shapeOf(input)) : null,
      needed[1] ? sumToShape(mul(gradient, input), shapeOf(other)) : null,
    ],
  });
});

/**
 * -input.
 *
 * @throws {RuntimeError} for truth values.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.neg.html
 */
export function neg(input: Tensor): Tensor {
  if (input.dtype === 'bool') {
    throw new RuntimeError(
      'Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or ' +
        '`logical_not()` operator instead.',
    );
  }
  const result = sameTypeUnary(input, { host: (value) => -value, device: tf.neg });
  return record(result, { name: 'NegBackward0', inputs: [input], backward: (gradient) => [neg(gradient)] });
}

/** PyTorch's long names. @source https://docs.pytorch.org/docs/stable/generated/torch.subtract.html */
export const subtract = sub;
export const multiply = mul;
export const negative = neg;

/** input - alpha · other, outside of the tape. */
function difference(input: Operand, other: Operand, alpha: number): Tensor {
  requireNumbers(input, other);
  return binary(input, times(other, alpha), { host: (a, b) => a - b, device: tf.sub });
}

/** An operand times a number, outside of the tape. */
function times(operand: Operand, factor: number): Operand {
  if (factor === 1) return operand;
  if (!Number.isInteger(factor) && operand instanceof Tensor && operand.dtype !== 'float32') {
    throw new RuntimeError('For integral input tensors, argument alpha must not be a floating point number.');
  }
  return operand instanceof Tensor ? mul(operand.detach(), factor) : Number(operand) * factor;
}

/** Truth values have no difference, also not from numbers. */
function requireNumbers(input: Operand, other: Operand): void {
  const masks = [input, other].filter((operand) => operand instanceof Tensor && operand.dtype === 'bool').length;
  if (masks === 0) return;
  const [subject, advice] =
    masks === 2
      ? ['two bool tensors', 'Use the `^` or `logical_xor()` operator instead.']
      : ['a bool tensor', 'If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.'];
  throw new RuntimeError(`Subtraction, the \`-\` operator, with ${subject} is not supported. ${advice}`);
}

function scaled(gradient: Tensor, factor: number): Tensor {
  return factor === 1 ? gradient : mul(gradient, factor);
}

/** PyTorch saves a factor only when the other one requires a gradient. */
function savedFactors(input: Operand, other: Operand): Readonly<Record<string, Tensor>> {
  const [self, second] = [tensorOrNull(input), tensorOrNull(other)];
  return {
    ...(self && second?.requiresGrad && { self }),
    ...(second && self?.requiresGrad && { other: second }),
  };
}

import * as tf from '@tensorflow/tfjs-core';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { Tensor } from '../tensor.ts';
import { binary, sameTypeUnary, shapeOf, tensorOrNull, type Operand } from './elementwise.ts';
import { sumToShape } from './expand.ts';

/** input + alpha · other, broadcast. Call: `add(input, other, { alpha })`. */
export const add = named('add', ['other', 'alpha'], (input: Operand, other: Operand, alpha: number = 1): Tensor => {
  const scaled = alpha === 1 ? other : mul(other, alpha);
  return record(binary(input, scaled, { host: (a, b) => a + b, device: tf.add }), {
    name: 'AddBackward0',
    inputs: [tensorOrNull(input), tensorOrNull(scaled)],
    backward: (gradient, _, needed) => [
      needed[0] ? sumToShape(gradient, shapeOf(input)) : null,
      needed[1] ? sumToShape(gradient, shapeOf(scaled)) : null,
    ],
  });
});

/** input - alpha · other, broadcast. Call: `sub(input, other, { alpha })`. */
export const sub = named('sub', ['other', 'alpha'], (input: Operand, other: Operand, alpha: number = 1): Tensor => {
  const scaled = alpha === 1 ? other : mul(other, alpha);
  return record(binary(input, scaled, { host: (a, b) => a - b, device: tf.sub }), {
    name: input instanceof Tensor ? 'SubBackward0' : 'RsubBackward1',
    inputs: input instanceof Tensor ? [input, tensorOrNull(scaled)] : [tensorOrNull(scaled)],
    backward: (gradient, _, needed) => {
      const ofOther = () => sumToShape(neg(gradient), shapeOf(scaled));
      if (!(input instanceof Tensor)) return [ofOther()];
      return [needed[0] ? sumToShape(gradient, shapeOf(input)) : null, needed[1] ? ofOther() : null];
    },
  });
});

/** other - alpha · input: `sub` with its operands exchanged. Call: `rsub(input, other, { alpha })`. */
export const rsub = named('rsub', ['other', 'alpha'], (input: Tensor, other: Operand, alpha: number = 1): Tensor => {
  return sub(other, input, alpha);
});

/** input · other, element by element, broadcast. */
export const mul = named('mul', ['other'], (input: Operand, other: Operand): Tensor => {
  return record(binary(input, other, { host: (a, b) => a * b, device: tf.mul }), {
    name: 'MulBackward0',
    inputs: [tensorOrNull(input), tensorOrNull(other)],
    saved: savedFactors(input, other),
    backward: (gradient, _, needed) => [
      needed[0] ? sumToShape(mul(gradient, other), shapeOf(input)) : null,
      needed[1] ? sumToShape(mul(gradient, input), shapeOf(other)) : null,
    ],
  });
});

/** -input. */
export function neg(input: Tensor): Tensor {
  const result = sameTypeUnary(input, { host: (value) => -value, device: tf.neg });
  return record(result, { name: 'NegBackward0', inputs: [input], backward: (gradient) => [neg(gradient)] });
}

/** PyTorch's long names. */
export const subtract = sub;
export const multiply = mul;
export const negative = neg;

/** PyTorch saves a factor only when the other one requires a gradient. */
function savedFactors(input: Operand, other: Operand): Readonly<Record<string, Tensor>> {
  const [self, second] = [tensorOrNull(input), tensorOrNull(other)];
  return {
    ...(self && second?.requiresGrad && { self }),
    ...(second && self?.requiresGrad && { other: second }),
  };
}

import * as tf from '@tensorflow/tfjs-core';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { Tensor } from '../tensor.ts';
import { add, mul, rsub, sub } from './arithmetic.ts';
import { div } from './division.ts';
import { binary, type Operand } from './elementwise.ts';
import { sumToShape } from './expand.ts';

/**
 * input + weight · (end - input): a point between two tensors, or beyond. `weight` is a number or a tensor.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.lerp.html
 */
export const lerp = named('lerp', ['end', 'weight'], (input: Tensor, end: Tensor, weight: Operand): Tensor => {
  const [self, last] = [input.detach(), end.detach()];
  const share = weight instanceof Tensor ? weight.detach() : weight;
  const result = add(self, mul(sub(last, self), share));
  const weightTensor = weight instanceof Tensor ? weight : null;
  return record(result, {
    name: weightTensor ? 'LerpBackward1' : 'LerpBackward0',
    inputs: weightTensor ? [input, end, weightTensor] : [input, end],
    ...(weightTensor && { saved: { self: input, end, weight: weightTensor } }),
    backward: (gradient, _, needed) => [
      needed[0] ? sumToShape(mul(gradient, lessThanOne(weight)), input.shape) : null,
      needed[1] ? sumToShape(mul(gradient, weight), end.shape) : null,
      needed[2] && weightTensor ? sumToShape(mul(gradient, sub(end, input)), weightTensor.shape) : null,
    ],
  });
});

/**
 * input + value · tensor1 · tensor2, broadcast. Call: `addcmul(input, tensor1, tensor2, { value })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.addcmul.html
 */
export const addcmul = named(
  'addcmul',
  ['tensor1', 'tensor2', 'value'],
  (input: Tensor, tensor1: Tensor, tensor2: Tensor, value: number = 1): Tensor => {
    const result = add(input.detach(), scaled(mul(tensor1.detach(), tensor2.detach()), value));
    return record(result, {
      name: 'AddcmulBackward0',
      inputs: [input, tensor1, tensor2],
      saved: { tensor1, tensor2 },
      backward: (gradient, saved, needed) => [
        needed[0] ? sumToShape(gradient, input.shape) : null,
        needed[1] ? sumToShape(mul(gradient, scaled(saved.tensor2, value)), tensor1.shape) : null,
        needed[2] ? sumToShape(mul(gradient, scaled(saved.tensor1, value)), tensor2.shape) : null,
      ],
    });
  },
);

/**
 * input + value · tensor1 / tensor2, broadcast. Call: `addcdiv(input, tensor1, tensor2, { value })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.addcdiv.html
 */
export const addcdiv = named(
  'addcdiv',
  ['tensor1', 'tensor2', 'value'],
  (input: Tensor, tensor1: Tensor, tensor2: Tensor, value: number = 1): Tensor => {
    const quotient = binary(tensor1, tensor2, { host: (a, b) => a / b, device: tf.div }, { type: 'float32' });
    return record(add(input.detach(), scaled(quotient, value)), {
      name: 'AddcdivBackward0',
      inputs: [input, tensor1, tensor2],
      saved: { tensor1, tensor2 },
      backward: (gradient, saved, needed) => {
        const share = div(scaled(gradient, value), saved.tensor2);
        return [
          needed[0] ? sumToShape(gradient, input.shape) : null,
          needed[1] ? sumToShape(share, tensor1.shape) : null,
          needed[2] ? sumToShape(mul(share, div(saved.tensor1, saved.tensor2)).neg(), tensor2.shape) : null,
        ];
      },
    });
  },
);

function scaled(tensor: Tensor, factor: number): Tensor {
  return factor === 1 ? tensor : mul(tensor, factor);
}

function lessThanOne(weight: Operand): Operand {
  return weight instanceof Tensor ? rsub(weight, 1) : 1 - Number(weight);
}

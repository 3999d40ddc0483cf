/**
 * Sums and products with a number whose nodes are named as those of PyTorch's own code, which knows numbers; Python's
 * operators make tensors of them first.
 */
import { record } from '../../autograd/record.ts';
import type { Tensor } from '../../tensor.ts';

/** input · factor; `name` is that of a division where PyTorch divides. */
export function timesNumber(
  input: Tensor,
  factor: number,
  name: 'MulBackward1' | 'DivBackward1' = 'MulBackward1',
): Tensor {
  return record(input.detach().mul(factor), {
    name,
    inputs: [input],
    backward: (gradient) => [timesNumber(gradient, factor, name)],
  });
}

/** input + number; `name` is that of a subtraction where PyTorch subtracts. */
export function plusNumber(
  input: Tensor,
  number: number,
  name: 'AddBackward1' | 'SubBackward1' = 'AddBackward1',
): Tensor {
  return record(input.detach().add(number), { name, inputs: [input], backward: (gradient) => [gradient] });
}

/** Functions of each element, made from a kernel and a derivative. Not public. */
import type * as tf from '@tensorflow/tfjs-core';
import { record } from '../autograd/record.ts';
import type { Tensor } from '../tensor.ts';
import { floatUnary } from './elementwise.ts';

type Compute = (values: tf.Tensor) => tf.Tensor;
type Unary = (input: Tensor) => Tensor;

/** A function whose derivative is written with its input. `gradient` is that of the output. */
export function functionOfInput(
  name: string,
  compute: Compute,
  derivative: (gradient: Tensor, self: Tensor) => Tensor,
): Unary {
  return (input) => recordWithInput(name, floatUnary(input, compute), input, derivative);
}

/** A function whose derivative is written with its result. */
export function functionOfResult(
  name: string,
  compute: Compute,
  derivative: (gradient: Tensor, result: Tensor) => Tensor,
): Unary {
  return (input) => recordWithResult(name, floatUnary(input, compute), input, derivative);
}

/** Puts `output`, which was computed from `input`, on the tape with a derivative that needs the input. */
export function recordWithInput(
  name: string,
  output: Tensor,
  input: Tensor,
  derivative: (gradient: Tensor, self: Tensor) => Tensor,
): Tensor {
  return record(output, {
    name,
    inputs: [input],
    saved: { self: input },
    backward: (gradient, { self }) => [derivative(gradient, self)],
  });
}

/** The same with a derivative that needs the output. */
export function recordWithResult(
  name: string,
  output: Tensor,
  input: Tensor,
  derivative: (gradient: Tensor, result: Tensor) => Tensor,
): Tensor {
  return record(output, {
    name,
    inputs: [input],
    saved: { result: output },
    backward: (gradient, { result }) => [derivative(gradient, result)],
  });
}

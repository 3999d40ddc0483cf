import type { Tensor } from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { findByName } from '../utils/find-by-name.ts';
import * as activations from './activations.ts';
import * as rarer from './rarer-activations.ts';

/** A function that keeps the shape of a tensor. */
export type Activation = (x: Tensor) => Tensor;

/** A function, its name, or null for none. */
export type ActivationLike = Activation | string | null;

const functions: Readonly<Record<string, Activation>> = {
  linear: activations.linear,
  relu: activations.relu,
  leaky_relu: activations.leakyRelu,
  relu6: activations.relu6,
  softmax: activations.softmax,
  log_softmax: activations.logSoftmax,
  elu: activations.elu,
  selu: activations.selu,
  softplus: activations.softplus,
  softsign: activations.softsign,
  silu: activations.silu,
  swish: activations.silu,
  gelu: activations.gelu,
  tanh: activations.tanh,
  sigmoid: activations.sigmoid,
  exponential: activations.exponential,
  hard_sigmoid: activations.hardSigmoid,
  hard_silu: activations.hardSilu,
  hard_swish: activations.hardSilu,
  mish: activations.mish,
  log_sigmoid: rarer.logSigmoid,
  celu: rarer.celu,
  glu: rarer.glu,
  hard_tanh: rarer.hardTanh,
  hard_shrink: rarer.hardShrink,
  soft_shrink: rarer.softShrink,
  tanh_shrink: rarer.tanhShrink,
  squareplus: rarer.squareplus,
};

/** @throws {ValueError} for a name that is not an activation's. */
export function getActivation(identifier: ActivationLike | undefined): Activation {
  if (identifier === null || identifier === undefined) return activations.linear;
  if (typeof identifier === 'function') return identifier;
  const found = findByName(functions, identifier);
  if (!found) {
    throw new ValueError(
      `Could not interpret activation function identifier: ${identifier}`,
      `Use one of ${Object.keys(functions).join(', ')}.`,
    );
  }
  return found;
}

/** The name by which Keras serializes an activation; a function of the reader's own has its own name. */
export function activationName(activation: Activation): string {
  const entry = Object.entries(functions).find(([, candidate]) => candidate === activation);
  return entry?.[0] ?? activation.name;
}

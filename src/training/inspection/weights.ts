/** Weights of trained networks, between the device and the host. */
import * as tf from '@tensorflow/tfjs-core';
import type * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { TrainedWeight } from '../trained-networks.ts';

/** Every parameter of a module, named as in its state dict. */
export async function readTorchWeights(model: torch.nn.Module): Promise<TrainedWeight[]> {
  const weights: TrainedWeight[] = [];
  for (const [name, parameter] of model.namedParameters()) {
    weights.push({ name, shape: parameter.shape, values: Float32Array.from(await parameter.numpy()) });
  }
  return weights;
}

export function writeTorchWeights(model: torch.nn.Module, weights: readonly TrainedWeight[]): void {
  torch.scope(() => {
    const state = weights.map(
      ({ name, shape, values }) => [name, torch.fromNumpy(values).reshape([...shape])] as const,
    );
    model.loadStateDict(Object.fromEntries(state));
  });
}

/** Every weight of a model, in the order of `getWeights`. */
export async function readKerasWeights(model: keras.Model): Promise<TrainedWeight[]> {
  const weights: TrainedWeight[] = [];
  for (const weight of model.weights) {
    const values = Float32Array.from(await weight.read().data());
    weights.push({ name: weight.originalName, shape: weight.shape.map((size) => size ?? 0), values });
  }
  return weights;
}

export function writeKerasWeights(model: keras.Model, weights: readonly TrainedWeight[]): void {
  tf.tidy(() => model.setWeights(weights.map(({ shape, values }) => tf.tensor(values, [...shape]))));
}
